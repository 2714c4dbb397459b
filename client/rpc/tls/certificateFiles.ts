/** Files of certificates and keys, judged before anything is dialed: what they hold, and whether they fit. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { failure, RpcError } from "../errors.ts";

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === "ENOENT"
        ? "the file does not exist"
        : code === "EISDIR"
          ? "this is a folder"
          : `cannot be read (${code})`;
    throw badFile(file, reason);
  }
}

const badFile = (file: string, reason: string): RpcError =>
  new RpcError(failure("bad-file", "FAILED_PRECONDITION", reason, { file }));

const PEM_CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** All certificates of a PEM or DER file, in order. Throws `bad-file` where there is none. */
export function readCertificates(file: string): readonly X509Certificate[] {
  const bytes = read(file);
  const text = bytes.toString("latin1");
  const blocks = text.match(PEM_CERTIFICATE) ?? [];
  try {
    if (blocks.length) return blocks.map(b => new X509Certificate(b));
    if (bytes[0] === 0x30) return [new X509Certificate(bytes)];
  } catch {
    throw badFile(file, `holds no readable certificate (${contentOf(text)})`);
  }
  throw badFile(file, `holds no certificate but ${contentOf(text)}`);
}

function contentOf(text: string): string {
  if (text.trim() === "") return "nothing";
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label?.includes("PRIVATE KEY")) return "a private key";
  if (label) return `a PEM block of kind ${label}`;
  return text.charCodeAt(0) === 0x30 ? "DER data of another kind" : "no PEM and no DER";
}

/** The private key of a PEM or DER file. Throws `passphrase-needed`, `passphrase-wrong` or `bad-file`. */
export function readPrivateKey(file: string, passphrase: string | undefined): KeyObject {
  const bytes = read(file);
  const text = bytes.toString("latin1");
  const isPem = text.includes("-----BEGIN");
  if (isPem && !text.includes("PRIVATE KEY-----")) throw badFile(file, `holds no private key but ${contentOf(text)}`);
  const encrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text);
  if (encrypted && passphrase === undefined)
    throw new RpcError(failure("passphrase-needed", "FAILED_PRECONDITION", "the key is encrypted", { file }));
  if (isPem) {
    try {
      return createPrivateKey({ key: bytes, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
    } catch {
      if (encrypted)
        throw new RpcError(failure("passphrase-wrong", "FAILED_PRECONDITION", "wrong passphrase", { file }));
      throw badFile(file, "holds a private key that cannot be read");
    }
  }
  for (const type of ["pkcs8", "sec1", "pkcs1"] as const)
    try {
      return createPrivateKey({
        key: bytes,
        format: "der",
        type,
        ...(passphrase === undefined ? {} : { passphrase }),
      });
    } catch {
      // The next encoding may be the one.
    }
  throw badFile(file, `holds no private key but ${contentOf(text)}`);
}

export const readBytes = read;

/** `CN=alice, O=Test` on one line. */
export const oneLine = (name: string): string => name.split("\n").filter(Boolean).join(", ");
