/** Options that say how a server is reached and trusted, for all commands that connect. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ParseArgsConfig } from "node:util";
import type { TlsProfile } from "../../rpc/call.ts";
import { impliedTls } from "../../rpc/profileFile.ts";
import { UsageError } from "../command.ts";
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

export const credentialHelp = `  --plaintext            without TLS; what an address of this machine implies
  --tls                  with TLS; what any other address implies, and each of the options below
  --cacert FILE          trust only the authorities of this file, PEM or DER; repeat for several
  --system-cas           trust the authorities of the operating system
  --cert FILE --key FILE the client's certificate and its private key, PEM or DER
  --pfx FILE             both in one PKCS#12 file
  --servername NAME      the name to check the certificate for, also sent as SNI and :authority
  --min-tls, --max-tls VERSION   1.2 or 1.3
  --skip-verify          accept any server certificate; for tests alone

The passphrase of an encrypted key comes from the environment variable PROTOCALL_PASSPHRASE; on a terminal it is asked for.
`;

/** Throws `UsageError` where options contradict each other. Files are judged later, by the core. */
export function tlsOf(values: CredentialValues, address: string): TlsProfile {
  const { plaintext, cacert, cert, key, pfx, servername } = values;
  const given = (Object.keys(credentialOptions) as (keyof CredentialValues)[]).filter(
    name => name !== "plaintext" && values[name] !== undefined,
  );
  if (plaintext && given[0]) throw new UsageError(`--plaintext and --${given[0]} contradict each other`);
  if (plaintext) return { mode: "plaintext" };
  if (given.length === 0) return impliedTls(address);
  if ((cert === undefined) !== (key === undefined)) throw new UsageError("--cert and --key belong together");
  if (cert !== undefined && pfx !== undefined)
    throw new UsageError("--pfx holds both, so --cert and --key are too much");
  if (cacert && values["system-cas"]) throw new UsageError("--cacert and --system-cas contradict each other");
  const [minVersion, maxVersion] = [tlsVersion("min-tls", values), tlsVersion("max-tls", values)];
  if (minVersion && maxVersion && minVersion > maxVersion) throw new UsageError("--min-tls is above --max-tls");
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
  if (value === undefined) return undefined;
  if (value === "1.2" || value === "1.3") return `TLSv${value}`;
  throw new UsageError(`--${name} is 1.2 or 1.3, not "${value}"`);
}

/** With the passphrase of its key, where it needs one. */
export async function withPassphrase(tls: TlsProfile, environment: NodeJS.ProcessEnv): Promise<TlsProfile> {
  const file = tls.pfxFile ?? tls.keyFile;
  if (file === undefined || tls.mode !== "mtls") return tls;
  const given = environment["PROTOCALL_PASSPHRASE"];
  if (given !== undefined) return { ...tls, passphrase: given };
  if (!process.stdin.isTTY || !(tls.pfxFile !== undefined || isEncrypted(file))) return tls;
  const passphrase = await askSecret(`Passphrase of ${path.basename(file)}`);
  return passphrase === "" ? tls : { ...tls, passphrase };
}

const isEncrypted = (file: string): boolean =>
  existsSync(file) &&
  /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(readFileSync(file, "latin1").slice(0, 65_536));
