/** How the certificates and keys of a profile are today, before anything is dialed. */
import type { KeyObject, X509Certificate } from "node:crypto";
import { access } from "node:fs/promises";
import type { TlsProfile } from "../call.ts";
import { RpcError } from "../errors.ts";
import { oneLine, readCertificates, readPrivateKey } from "./certificateFiles.ts";
import { DAY_MS, SOON_DAYS } from "./expiry.ts";

/** `days`: whole days until the certificate ends, or since it ended. */
export type FileState =
  | { readonly kind: "valid" | "ends-soon" | "expired" | "not-yet"; readonly days: number }
  | { readonly kind: "missing" | "unreadable" }
  /** The key is that of another certificate. */
  | { readonly kind: "key-mismatch" }
  /** It can be used, but what it holds is not known without its passphrase. */
  | { readonly kind: "encrypted" }
  | { readonly kind: "key" };

export interface ProfileFileState {
  readonly file: string;
  readonly state: FileState;
  /** Of the certificate that ends first, where the file holds any. */
  readonly subject?: string;
  readonly issuer?: string;
  /** ISO 8601. */
  readonly validTo?: string;
}

const gravities: Readonly<Record<FileState["kind"], 0 | 1 | 2>> = {
  key: 0,
  encrypted: 0,
  valid: 0,
  "ends-soon": 1,
  "not-yet": 2,
  expired: 2,
  "key-mismatch": 2,
  unreadable: 2,
  missing: 2,
};

/** 0: fine, 1: ends soon, 2: no call gets through with it. */
export const gravityOf = ({ state }: ProfileFileState): 0 | 1 | 2 => gravities[state.kind];

/** One for each file of the profile, the gravest first. `now`: milliseconds since 1970. */
export async function profileState(tls: TlsProfile, now: number): Promise<readonly ProfileFileState[]> {
  if (tls.mode === "plaintext") return [];
  const { certFile, keyFile, pfxFile, caFiles = [] } = tls;
  const own = certFile === undefined ? undefined : await certificatesState(certFile, now);
  const states = [
    ...(own ? [own.state] : []),
    ...(keyFile === undefined ? [] : [await keyState(keyFile, own?.leaf)]),
    ...(pfxFile === undefined ? [] : [{ file: pfxFile, state: { kind: await pfxKind(pfxFile) } }]),
    ...(await Promise.all(caFiles.map(async file => (await certificatesState(file, now)).state))),
  ];
  return states.toSorted((a, b) => gravityOf(b) - gravityOf(a) || daysOf(a) - daysOf(b));
}

const daysOf = ({ state }: ProfileFileState): number => ("days" in state ? state.days : Number.POSITIVE_INFINITY);

interface CertificatesState {
  readonly state: ProfileFileState;
  readonly leaf?: X509Certificate;
}

async function certificatesState(file: string, now: number): Promise<CertificatesState> {
  if (!(await exists(file))) return { state: { file, state: { kind: "missing" } } };
  let all: readonly X509Certificate[];
  try {
    all = readCertificates(file);
  } catch (error) {
    return { state: { file, state: { kind: unreadable(error) } } };
  }
  const end = (certificate: X509Certificate): number => Date.parse(certificate.validTo);
  const first = all.reduce((a, b) => (end(b) < end(a) ? b : a));
  const state: ProfileFileState = {
    file,
    state: validity(first, now),
    subject: oneLine(first.subject),
    issuer: oneLine(first.issuer),
    validTo: new Date(end(first)).toISOString(),
  };
  return { state, ...(all[0] ? { leaf: all[0] } : {}) };
}

function validity(certificate: X509Certificate, now: number): FileState {
  const left = Date.parse(certificate.validTo) - now;
  if (left < 0) return { kind: "expired", days: Math.floor(-left / DAY_MS) };
  const until = Date.parse(certificate.validFrom) - now;
  if (until > 0) return { kind: "not-yet", days: Math.ceil(until / DAY_MS) };
  const days = Math.floor(left / DAY_MS);
  return { kind: days < SOON_DAYS ? "ends-soon" : "valid", days };
}

async function keyState(file: string, certificate: X509Certificate | undefined): Promise<ProfileFileState> {
  if (!(await exists(file))) return { file, state: { kind: "missing" } };
  let key: KeyObject;
  try {
    key = readPrivateKey(file, undefined);
  } catch (error) {
    if (error instanceof RpcError && error.failure.kind === "passphrase-needed")
      return { file, state: { kind: "encrypted" } };
    return { file, state: { kind: unreadable(error) } };
  }
  const fits = !certificate || certificate.checkPrivateKey(key);
  return { file, state: { kind: fits ? "key" : "key-mismatch" } };
}

const pfxKind = async (file: string): Promise<"encrypted" | "missing"> =>
  (await exists(file)) ? "encrypted" : "missing";

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

function unreadable(error: unknown): "unreadable" {
  if (error instanceof RpcError) return "unreadable";
  throw error;
}
