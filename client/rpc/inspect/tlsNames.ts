/** Names of TLS numbers, as the registries of IANA have them. */
type Names = Readonly<Record<number, string>>;

const named =
  (names: Names) =>
  (number: number): string =>
    names[number] ?? `0x${number.toString(16).padStart(4, "0")}`;

export const versionName = named({ 769: "TLSv1.0", 770: "TLSv1.1", 771: "TLSv1.2", 772: "TLSv1.3" });

export const groupName = named({
  23: "P-256",
  24: "P-384",
  25: "P-521",
  29: "X25519",
  30: "X448",
  4587: "SecP256r1MLKEM768",
  4588: "X25519MLKEM768",
});

export const schemeName = named({
  1025: "rsa_pkcs1_sha256",
  1281: "rsa_pkcs1_sha384",
  1537: "rsa_pkcs1_sha512",
  1027: "ecdsa_secp256r1_sha256",
  1283: "ecdsa_secp384r1_sha384",
  1539: "ecdsa_secp521r1_sha512",
  2052: "rsa_pss_rsae_sha256",
  2053: "rsa_pss_rsae_sha384",
  2054: "rsa_pss_rsae_sha512",
  2055: "ed25519",
  2056: "ed448",
});

/** How a suite of TLS 1.3 protects records. */
export interface Suite {
  readonly name: string;
  readonly cipher: "aes-128-gcm" | "aes-256-gcm" | "chacha20-poly1305";
  readonly keyBytes: number;
  readonly hash: "sha256" | "sha384";
}

export const suites: Readonly<Record<number, Suite>> = {
  4865: { name: "TLS_AES_128_GCM_SHA256", cipher: "aes-128-gcm", keyBytes: 16, hash: "sha256" },
  4866: { name: "TLS_AES_256_GCM_SHA384", cipher: "aes-256-gcm", keyBytes: 32, hash: "sha384" },
  4867: { name: "TLS_CHACHA20_POLY1305_SHA256", cipher: "chacha20-poly1305", keyBytes: 32, hash: "sha256" },
};

export const suiteName = named({
  ...Object.fromEntries(Object.entries(suites).map(([number, suite]) => [number, suite.name])),
  49195: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  49196: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  49199: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  49200: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  52392: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  52393: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
});

const alerts: Names = {
  0: "close_notify",
  10: "unexpected_message",
  20: "bad_record_mac",
  40: "handshake_failure",
  42: "bad_certificate",
  43: "unsupported_certificate",
  44: "certificate_revoked",
  45: "certificate_expired",
  46: "certificate_unknown",
  47: "illegal_parameter",
  48: "unknown_ca",
  49: "access_denied",
  50: "decode_error",
  51: "decrypt_error",
  70: "protocol_version",
  71: "insufficient_security",
  80: "internal_error",
  90: "user_canceled",
  109: "missing_extension",
  112: "unrecognized_name",
  116: "certificate_required",
  120: "no_application_protocol",
};

export const alertName = (number: number): string => alerts[number] ?? `alert ${number}`;
