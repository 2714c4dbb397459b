/** Files of certificates and keys, judged before anything is dialed: what they hold, and whether they fit. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { failure, RpcError } from "../errors.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw badFile(file, { en: "the file does not exist", ko: "파일이 없습니다" });
    if (code === "EISDIR") throw badFile(file, { en: "this is a folder", ko: "폴더입니다" });
    throw badFile(file, { en: `cannot be read (${code})`, ko: `읽을 수 없습니다(${code})` });
  }
}

const badFile = (file: string, reason: Bilingual): RpcError =>
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
    const found = contentOf(text);
    throw badFile(file, {
      en: `holds no readable certificate (${found.en})`,
      ko: `읽을 수 있는 인증서가 없습니다(내용: ${found.ko})`,
    });
  }
  throw lacks(file, { en: "certificate", ko: "인증서가" }, text);
}

const lacks = (file: string, what: Bilingual, text: string): RpcError => {
  const found = contentOf(text);
  return badFile(file, {
    en: `holds no ${what.en} but ${found.en}`,
    ko: `${what.ko} 없습니다. 내용: ${found.ko}`,
  });
};

function contentOf(text: string): Bilingual {
  if (text.trim() === "") return { en: "nothing", ko: "없음" };
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label?.includes("PRIVATE KEY")) return { en: "a private key", ko: "개인 키" };
  if (label) return { en: `a PEM block of kind ${label}`, ko: `PEM 블록 ${label}` };
  return text.charCodeAt(0) === 0x30
    ? { en: "DER data of another kind", ko: "다른 종류의 DER" }
    : { en: "no PEM and no DER", ko: "PEM도 DER도 아님" };
}

const privateKey = { en: "private key", ko: "개인 키가" };

/** The private key of a PEM or DER file. Throws `passphrase-needed`, `passphrase-wrong` or `bad-file`. */
export function readPrivateKey(file: string, passphrase: string | undefined): KeyObject {
  const bytes = read(file);
  const text = bytes.toString("latin1");
  const isPem = text.includes("-----BEGIN");
  if (isPem && !text.includes("PRIVATE KEY-----")) throw lacks(file, privateKey, text);
  const encrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text);
  if (encrypted && passphrase === undefined)
    throw new RpcError(
      failure(
        "passphrase-needed",
        "FAILED_PRECONDITION",
        { en: "the key is encrypted", ko: "키가 암호화되어 있습니다" },
        { file },
      ),
    );
  if (isPem) {
    try {
      return createPrivateKey({ key: bytes, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
    } catch {
      if (encrypted)
        throw new RpcError(
          failure(
            "passphrase-wrong",
            "FAILED_PRECONDITION",
            { en: "wrong passphrase", ko: "암호가 틀렸습니다" },
            { file },
          ),
        );
      throw badFile(file, {
        en: "holds a private key that cannot be read",
        ko: "개인 키를 읽을 수 없습니다",
      });
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
  throw lacks(file, privateKey, text);
}

export const readBytes = read;

/** `CN=alice, O=Test` on one line. */
export const oneLine = (name: string): string => name.split("\n").filter(Boolean).join(", ");
