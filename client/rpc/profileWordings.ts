/** What is said of a file of connection profiles or certificates that is wrong. Each stands behind the place that it is about. */
import type { Bilingual } from "../../server/src/shared/language.ts";

export const profileWordings = {
  file: { en: "the file is a JSON object with `profiles`", ko: "파일은 `profiles`가 있는 JSON 객체여야 합니다" },
  profiles: {
    en: "is an object with one entry for each profile",
    ko: "프로필마다 항목이 하나씩 있는 객체여야 합니다",
  },
  tls: { en: "needs an object `tls`", ko: "`tls` 객체가 필요합니다" },
  defaultProfile: { en: "is the name of one of the profiles", ko: "프로필 가운데 하나의 이름이어야 합니다" },
  text: { en: "is a text", ko: "문자열이어야 합니다" },
  texts: { en: "is a list of texts", ko: "문자열의 목록이어야 합니다" },
  flag: { en: "is true or false", ko: "true나 false여야 합니다" },
  count: { en: "is a whole number above 0", ko: "0보다 큰 정수여야 합니다" },
  object: { en: "is an object", ko: "객체여야 합니다" },
  typed: { en: "is an object with a `type`", ko: "`type`이 있는 객체여야 합니다" },
  path: { en: "is a path, or an object with `path`", ko: "경로나 `path`가 있는 객체여야 합니다" },
  missing: { en: "is missing", ko: "없습니다" },
  mode: { en: "needs a `mode`: plaintext, tls or mtls", ko: "`mode`가 필요합니다: plaintext, tls, mtls 중 하나" },
  passphrase: {
    en: "does not belong in a file; you are asked for it when it is needed",
    ko: "파일에 쓰지 않습니다. 필요할 때 물어봅니다",
  },
  secret: {
    en: "does not belong in a file; write {{secret:name}} and you are asked for it",
    ko: "파일에 쓰지 않습니다. {{secret:name}}으로 쓰면 물어봅니다",
  },
  keyPair: { en: "`certFile` and `keyFile` belong together", ko: "`certFile`과 `keyFile`은 함께 써야 합니다" },
  pfxToo: {
    en: "has both `pfxFile` and `certFile`; one is enough",
    ko: "`pfxFile`과 `certFile`이 모두 있습니다. 하나면 됩니다",
  },
  mtls: {
    en: "mode mtls needs `certFile` and `keyFile`, or `pfxFile`",
    ko: "mode가 mtls이면 `certFile`과 `keyFile`, 또는 `pfxFile`이 필요합니다",
  },
  roots: { en: "roots files needs `caFiles`", ko: "roots가 files이면 `caFiles`가 필요합니다" },
  clientCertificate: { en: "the key needs `clientCertificate`", ko: "키에는 `clientCertificate`가 필요합니다" },
  clientCertificateKey: {
    en: "the certificate needs `clientCertificateKey`",
    ko: "인증서에는 `clientCertificateKey`가 필요합니다",
  },
  oneOf: (names: readonly string[]): Bilingual => ({
    en: `is one of ${names.join(", ")}`,
    ko: `${names.join(", ")} 중 하나여야 합니다`,
  }),
  unknown: (names: readonly string[]): Bilingual => ({
    en: `is unknown; there are ${names.join(", ")}`,
    ko: `알 수 없는 항목입니다. 쓸 수 있는 항목: ${names.join(", ")}`,
  }),
} as const;

/** `place`: `profiles.staging.tls` or a part of such a path. */
export const placed = (place: string, { en, ko }: Bilingual): Bilingual => ({ en: place + en, ko: place + ko });
