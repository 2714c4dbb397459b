/**
 * `protocall.json`: the connection profiles that a team shares. It names files and never holds a secret.
 *
 *     { "profiles": { "staging": { "tls": { "mode": "mtls", "caFiles": ["ca.pem"], "certFile": "me.pem", "keyFile": "me.key" } } } }
 *
 * Pure: reading the file and prompting for passphrases is up to the caller.
 */
import { placed, profileWordings as wordings } from "./profileWordings.ts";
import { credentialErrors, locatedCredentials } from "./auth/credentialsFile.ts";
import type { CallCredentials, ChannelOptions, Protocol, TlsProfile } from "./call.ts";
import type { Bilingual } from "../../server/src/shared/language.ts";
import { isObject } from "../../server/src/shared/isObject.ts";

export const profileFileName = "protocall.json";

export interface Profile {
  readonly name: string;
  readonly tls: TlsProfile;
  readonly channel?: ChannelOptions;
  /** Secrets in it are references that are still to be filled in. */
  readonly credentials?: CallCredentials;
  /** gRPC where nothing is said. */
  readonly protocol?: Protocol;
}

export interface ProfileFile {
  readonly profiles: readonly Profile[];
  /** For requests that name none. */
  readonly defaultProfile?: string;
  /** What is wrong, each line naming the place: `profiles.staging.tls.mode: …`. What is wrong is left out of `profiles`. */
  readonly errors: readonly Bilingual[];
}

/** What is wrong with a value; undefined where nothing is. */
type Check = (value: unknown) => Bilingual | undefined;

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const text: Check = value => (isText(value) ? undefined : wordings.text);
const flag: Check = value => (typeof value === "boolean" ? undefined : wordings.flag);
const texts: Check = value => (Array.isArray(value) && value.every(isText) ? undefined : wordings.texts);
const oneOf =
  (...names: string[]): Check =>
  value =>
    typeof value === "string" && names.includes(value) ? undefined : wordings.oneOf(names);

const count: Check = value =>
  typeof value === "number" && Number.isInteger(value) && value > 0 ? undefined : wordings.count;
const object: Check = value => (isObject(value) ? undefined : wordings.object);

const channelKeys: Readonly<Record<keyof ChannelOptions, Check>> = {
  connectTimeoutMs: count,
  keepaliveMs: count,
  keepaliveTimeoutMs: count,
  maxReceiveBytes: count,
  maxSendBytes: count,
  loadBalancing: oneOf("pick_first", "round_robin"),
  serviceConfig: object,
  proxy: text,
  httpVersion: oneOf("1.1", "2"),
};

/** A passphrase is not among them: secrets do not belong in files. */
const tlsKeys: Readonly<Record<Exclude<keyof TlsProfile, "passphrase">, Check>> = {
  mode: oneOf("plaintext", "tls", "mtls"),
  roots: oneOf("bundled", "system", "files"),
  caFiles: texts,
  certFile: text,
  keyFile: text,
  pfxFile: text,
  serverName: text,
  minVersion: oneOf("TLSv1.2", "TLSv1.3"),
  maxVersion: oneOf("TLSv1.2", "TLSv1.3"),
  skipVerify: flag,
};

/** The file's parsed JSON → profiles. `resolvePath` makes a path of the file absolute. */
export function parseProfileFile(json: unknown, resolvePath: (path: string) => string): ProfileFile {
  const errors: Bilingual[] = [];
  if (!isObject(json)) return { profiles: [], errors: [wordings.file] };
  const given = json["profiles"] ?? {};
  if (!isObject(given)) return { profiles: [], errors: [placed("profiles: ", wordings.profiles)] };

  const profiles: Profile[] = [];
  for (const [name, value] of Object.entries(given)) {
    const tls = isObject(value) ? value["tls"] : undefined;
    if (!isObject(tls)) {
      errors.push(placed(`profiles.${name}: `, wordings.tls));
      continue;
    }
    const { channel, credentials, protocol } = value as Record<string, unknown>;
    const wrong = [
      ...tlsErrors(tls).map(error => placed(`profiles.${name}.tls`, error)),
      ...channelErrors(channel).map(error => placed(`profiles.${name}.channel`, error)),
      ...credentialErrors(credentials).map(error => placed(`profiles.${name}.credentials`, error)),
      ...protocolErrors(protocol).map(error => placed(`profiles.${name}.protocol`, error)),
    ];
    if (wrong.length > 0) errors.push(...wrong);
    else
      profiles.push({
        name,
        tls: withPaths(tls as unknown as TlsProfile, resolvePath),
        ...(channel === undefined ? {} : { channel: channel as ChannelOptions }),
        ...(credentials === undefined
          ? {}
          : { credentials: locatedCredentials(credentials as CallCredentials, resolvePath) }),
        ...(protocol === undefined ? {} : { protocol: protocol as Protocol }),
      });
  }

  const chosen = json["defaultProfile"];
  if (chosen === undefined) return { profiles, errors };
  if (typeof chosen !== "string" || !Object.hasOwn(given, chosen)) {
    errors.push(placed("defaultProfile: ", wordings.defaultProfile));
    return { profiles, errors };
  }
  return { profiles, defaultProfile: chosen, errors };
}

const protocolName = oneOf("grpc", "grpc-web", "connect");

function protocolErrors(protocol: unknown): Bilingual[] {
  const wrong = protocol === undefined ? undefined : protocolName(protocol);
  return wrong ? [placed(": ", wrong)] : [];
}

function channelErrors(channel: unknown): Bilingual[] {
  if (channel === undefined) return [];
  if (!isObject(channel)) return [placed(": ", wordings.object)];
  return Object.entries(channel).flatMap(([key, value]) => {
    if (!Object.hasOwn(channelKeys, key)) return [placed(`.${key}: `, wordings.unknown(Object.keys(channelKeys)))];
    const wrong = channelKeys[key as keyof ChannelOptions](value);
    return wrong ? [placed(`.${key}: `, wrong)] : [];
  });
}

function tlsErrors(tls: Record<string, unknown>): Bilingual[] {
  const errors = tls["mode"] === undefined ? [placed(": ", wordings.mode)] : [];
  for (const [key, value] of Object.entries(tls)) {
    if (key === "passphrase") errors.push(placed(".passphrase: ", wordings.passphrase));
    else if (!Object.hasOwn(tlsKeys, key)) errors.push(placed(`.${key}: `, wordings.unknown(Object.keys(tlsKeys))));
    else {
      const wrong = tlsKeys[key as keyof typeof tlsKeys](value);
      if (wrong) errors.push(placed(`.${key}: `, wrong));
    }
  }
  if (errors.length > 0) return errors;
  const has = (key: keyof TlsProfile) => tls[key] !== undefined;
  if (has("certFile") !== has("keyFile")) errors.push(placed(": ", wordings.keyPair));
  if (has("pfxFile") && has("certFile")) errors.push(placed(": ", wordings.pfxToo));
  if (tls["mode"] === "mtls" && !has("certFile") && !has("pfxFile")) {
    errors.push(placed(": ", wordings.mtls));
  }
  if (tls["roots"] === "files" && !has("caFiles")) errors.push(placed(": ", wordings.roots));
  return errors;
}

/** With absolute paths. Files that are given are meant to be used: `caFiles` without `roots` are the only authorities. */
function withPaths(tls: TlsProfile, resolvePath: (path: string) => string): TlsProfile {
  return {
    ...tls,
    ...(tls.caFiles ? { caFiles: tls.caFiles.map(resolvePath), roots: tls.roots ?? "files" } : {}),
    ...(tls.certFile ? { certFile: resolvePath(tls.certFile) } : {}),
    ...(tls.keyFile ? { keyFile: resolvePath(tls.keyFile) } : {}),
    ...(tls.pfxFile ? { pfxFile: resolvePath(tls.pfxFile) } : {}),
  };
}

/**
 * The mode for an address that comes without a profile: its scheme decides, else a loopback address is plaintext and any
 * other is TLS, as nothing should leave the machine unprotected because nobody thought of it.
 */
export function impliedTls(address: string): TlsProfile {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme === "https" || scheme === "grpcs") return { mode: "tls" };
  if (scheme === "http" || scheme === "grpc") return { mode: "plaintext" };
  if (/^unix:/i.test(address)) return { mode: "plaintext" };
  const host = address.replace(/^(?:[a-z][a-z0-9+.-]*:\/\/\/?|dns:|ipv4:|ipv6:)/i, "").replace(/[/?#].*$/, "");
  const isLoopback = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)(?::\d+)?$/i.test(host);
  return { mode: isLoopback ? "plaintext" : "tls" };
}
