/** A failure of the RPC core → what the user reads, and what mends it at a click. */
import type { TlsProfile } from "../../rpc/call.ts";
import type { FailureKind, RpcFailure } from "../../rpc/errors.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { ExplainedFailure, Fix } from "./answer.ts";
import type { Translate } from "./renderAnswer.ts";
import { type Language, saidIn } from "../../../server/src/shared/language.ts";

export interface ExplainOptions {
  readonly language: Language;
  /** Texts of buttons, in the language of the editor. */
  readonly t: Translate;
  /** The profile of the call. */
  readonly tls: TlsProfile;
}

export function explainFailure(failure: RpcFailure, options: ExplainOptions): ExplainedFailure {
  const { title, advice } = failureText(failure, options.language);
  return {
    code: failure.kind,
    title,
    evidence: evidenceOf(failure, title, options.language),
    advice,
    details: failure.details ?? [],
    fixes: [...mendingFixes(failure, options), ...noteFixes(failure.kind, options.t)],
  };
}

/** What the title does not say already: the facts with their names, and what the library or the server said. */
function evidenceOf({ kind, facts, message: said }: RpcFailure, title: string, language: Language): string[] {
  if (kind === "status") return [];
  const message = saidIn(said, language);
  const shown = Object.entries(facts).filter(([, value]) => !title.includes(value));
  const lines = shown.map(([name, value]) => `${name}: ${value}`);
  return message && !title.includes(message) ? [...lines, message] : lines;
}

function mendingFixes(failure: RpcFailure, { t, tls }: ExplainOptions): Fix[] {
  switch (failure.kind) {
    case "server-plaintext":
      return [{ kind: "profile", title: t("Use Plaintext"), tls: { mode: "plaintext" } }];
    case "server-tls":
      return [{ kind: "profile", title: t("Use TLS"), tls: { mode: "tls" } }];
    case "untrusted":
    case "untrusted-root":
    case "self-signed":
    case "wrong-ca":
      return failure.certificate
        ? [{ kind: "trust", title: t("Trust This Certificate…"), pem: failure.certificate }]
        : [];
    case "name-mismatch":
      return certificateNames(failure.facts.names).map(name => ({
        kind: "profile",
        title: t("Expect the Name {0}", name),
        tls: { serverName: name },
      }));
    case "client-certificate-required":
    case "client-certificate-refused":
    case "client-certificate-expired":
    case "key-mismatch":
      return [{ kind: "clientCertificate", title: t("Choose Client Certificate…") }];
    case "passphrase-needed":
    case "passphrase-wrong": {
      const file = tls.pfxFile ?? tls.keyFile;
      return file ? [{ kind: "passphrase", title: t("Enter Passphrase…"), file }] : [];
    }
    default:
      return [];
  }
}

const tlsKinds: readonly FailureKind[] = [
  "server-plaintext",
  "server-tls",
  "tls-version",
  "untrusted",
  "untrusted-root",
  "self-signed",
  "expired",
  "not-yet-valid",
  "name-mismatch",
  "wrong-ca",
  "no-alpn",
  "handshake",
];
const mtlsKinds: readonly FailureKind[] = [
  "client-certificate-required",
  "client-certificate-refused",
  "client-certificate-expired",
  "key-mismatch",
];

function noteFixes(kind: FailureKind, t: Translate): Fix[] {
  if (mtlsKinds.includes(kind)) return [{ kind: "note", title: t("How mTLS Proceeds"), note: "mtls-flow" }];
  return tlsKinds.includes(kind) ? [{ kind: "note", title: t("How TLS Proceeds"), note: "tls-flow" }] : [];
}

/** Names that a certificate is for and a server can be expected to have: no patterns, at most two. */
function certificateNames(names: string | undefined): string[] {
  return (names ?? "")
    .split(/,\s*/)
    .map(name => name.replace(/^DNS:/, "").trim())
    .filter(name => /^[\w-]+(?:\.[\w-]+)*$/.test(name))
    .slice(0, 2);
}
