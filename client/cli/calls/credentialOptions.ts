/** Options that say how a server is reached and trusted, for all commands that connect. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ParseArgsConfig } from "node:util";
import type { TlsProfile } from "../../rpc/call.ts";
import { impliedTls } from "../../rpc/profileFile.ts";
import type { Bilingual, Language } from "../../../server/src/shared/language.ts";
import { UsageError } from "../command.ts";
import { contradiction, oneOf } from "../options.ts";
import { askSecret } from "./askSecret.ts";

export const credentialOptions = {
  plaintext: { type: "boolean" },
  tls: { type: "boolean" },
  cacert: { type: "string", multiple: true },
  "system-cas": { type: "boolean" },
  cert: { type: "string" },
  key: { type: "string" },
  pfx: { type: "string" },
  servername: { type: "string" },
  "min-tls": { type: "string" },
  "max-tls": { type: "string" },
  "skip-verify": { type: "boolean" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

export interface CredentialValues {
  readonly plaintext?: boolean;
  readonly tls?: boolean;
  readonly cacert?: readonly string[];
  readonly "system-cas"?: boolean;
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
  readonly servername?: string;
  readonly "min-tls"?: string;
  readonly "max-tls"?: string;
  readonly "skip-verify"?: boolean;
}

export const credentialHelp: Bilingual = {
  en: `  --plaintext            without TLS; what an address of this machine implies
  --tls                  with TLS; what any other address implies, and each of the options below
  --cacert FILE          trust only the authorities of this file, PEM or DER; repeat for several
  --system-cas           trust the authorities of the operating system
  --cert FILE --key FILE the client's certificate and its private key, PEM or DER
  --pfx FILE             both in one PKCS#12 file
  --servername NAME      the name to check the certificate for, also sent as SNI and :authority
  --min-tls, --max-tls VERSION   1.2 or 1.3
  --skip-verify          accept any server certificate; for tests alone

The passphrase of an encrypted key comes from the environment variable PROTOCALL_PASSPHRASE; on a terminal it is asked for.
`,
  ko: `  --plaintext            TLS 없이 연결합니다. 이 컴퓨터의 주소에는 이것이 기본값입니다
  --tls                  TLS로 연결합니다. 다른 모든 주소의 기본값이고, 아래 옵션을 쓸 때도 그렇습니다
  --cacert FILE          이 파일(PEM 또는 DER)의 인증 기관만 신뢰합니다. 여러 번 쓸 수 있습니다
  --system-cas           운영 체제의 인증 기관을 신뢰합니다
  --cert FILE --key FILE 클라이언트 인증서와 개인 키, PEM 또는 DER
  --pfx FILE             둘을 함께 담은 PKCS#12 파일
  --servername NAME      인증서에서 확인할 이름. SNI와 :authority로도 보냅니다
  --min-tls, --max-tls VERSION   1.2 또는 1.3
  --skip-verify          어떤 서버 인증서든 받아들입니다. 테스트에만 쓰세요

암호화된 키의 암호는 환경 변수 PROTOCALL_PASSPHRASE에서 읽고, 터미널에서는 물어봅니다.
`,
};

/** Throws `UsageError` where options contradict each other. Files are judged later, by the core. */
export function tlsOf(values: CredentialValues, address: string): TlsProfile {
  const { plaintext, cacert, cert, key, pfx, servername } = values;
  const given = (Object.keys(credentialOptions) as (keyof CredentialValues)[]).filter(
    name => name !== "plaintext" && values[name] !== undefined,
  );
  if (plaintext && given[0]) throw contradiction("--plaintext", `--${given[0]}`);
  if (plaintext) return { mode: "plaintext" };
  if (given.length === 0) return impliedTls(address);
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError({
      en: "--cert and --key belong together",
      ko: "--cert와 --key는 함께 써야 합니다",
    });
  if (cert !== undefined && pfx !== undefined)
    throw new UsageError({
      en: "--pfx holds both, so --cert and --key are too much",
      ko: "--pfx에 둘 다 들어 있으므로 --cert와 --key는 쓰지 않습니다",
    });
  if (cacert && values["system-cas"]) throw contradiction("--cacert", "--system-cas");
  const [minVersion, maxVersion] = [tlsVersion("min-tls", values), tlsVersion("max-tls", values)];
  if (minVersion && maxVersion && minVersion > maxVersion)
    throw new UsageError({ en: "--min-tls is above --max-tls", ko: "--min-tls가 --max-tls보다 높습니다" });
  return {
    mode: cert !== undefined || pfx !== undefined ? "mtls" : "tls",
    ...(cacert ? { roots: "files", caFiles: cacert.map(file => path.resolve(file)) } : {}),
    ...(values["system-cas"] ? { roots: "system" } : {}),
    ...(cert !== undefined && key !== undefined ? { certFile: path.resolve(cert), keyFile: path.resolve(key) } : {}),
    ...(pfx === undefined ? {} : { pfxFile: path.resolve(pfx) }),
    ...(servername === undefined ? {} : { serverName: servername }),
    ...(minVersion ? { minVersion } : {}),
    ...(maxVersion ? { maxVersion } : {}),
    ...(values["skip-verify"] ? { skipVerify: true } : {}),
  };
}

function tlsVersion(name: "min-tls" | "max-tls", values: CredentialValues): TlsProfile["minVersion"] {
  const value = values[name];
  return value === undefined ? undefined : `TLSv${oneOf(name, value, ["1.2", "1.3"])}`;
}

/** With the passphrase of its key, where it needs one. */
export async function withPassphrase(
  tls: TlsProfile,
  environment: NodeJS.ProcessEnv,
  language: Language,
): Promise<TlsProfile> {
  const file = tls.pfxFile ?? tls.keyFile;
  if (file === undefined || tls.mode !== "mtls") return tls;
  const given = environment["PROTOCALL_PASSPHRASE"];
  if (given !== undefined) return { ...tls, passphrase: given };
  if (!process.stdin.isTTY || !(tls.pfxFile !== undefined || isEncrypted(file))) return tls;
  const name = path.basename(file);
  const question = { en: `Passphrase of ${name}`, ko: `${name}의 암호` };
  const passphrase = await askSecret(question[language]);
  return passphrase === "" ? tls : { ...tls, passphrase };
}

const isEncrypted = (file: string): boolean =>
  existsSync(file) &&
  /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(readFileSync(file, "latin1").slice(0, 65_536));
