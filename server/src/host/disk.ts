/** The file system, for the server and the command line. Ids of files are absolute paths with forward slashes. */
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { hasBytes, textOfBytes } from "../base/anyBytes.ts";
import type { Bilingual } from "../shared/language.ts";
import type { Disk } from "../workspace/workspace.ts";

/** Larger files are not read: no .proto is as large, and one that is would take the memory of all others. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly reason: "missing" | "folder" | "special" | "denied" | "not-utf8" | "too-large";
      readonly detail: Bilingual;
    };

type Refusal = ReadResult & { readonly ok: false };

const refused = (reason: Refusal["reason"], en: string, ko: string): Refusal => ({
  ok: false,
  reason,
  detail: { en, ko },
});

/** Reads a text, and says why where it cannot. */
export function readText(path: string): ReadResult {
  let bytes: Uint8Array;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return refused("folder", `${path} is a folder`, `${path}은(는) 폴더입니다`);
    // Reading a pipe would wait for whoever writes into it.
    if (!stat.isFile())
      return refused(
        "special",
        `${path} is a device or a pipe, not a file`,
        `${path}은(는) 파일이 아니라 장치나 파이프입니다`,
      );
    if (stat.size > MAX_FILE_BYTES)
      return refused(
        "too-large",
        `${path} has ${stat.size} bytes; files over ${MAX_FILE_BYTES} bytes are not read`,
        `${path}은(는) ${stat.size}바이트입니다. ${MAX_FILE_BYTES}바이트가 넘는 파일은 읽지 않습니다`,
      );
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR")
      return refused("missing", `${path} does not exist`, `${path}이(가) 없습니다`);
    const why = code ?? String(error);
    return refused("denied", `${path} cannot be read (${why})`, `${path}을(를) 읽을 수 없습니다(${why})`);
  }
  const text = decodeText(bytes);
  return text === undefined
    ? refused("not-utf8", `${path} is not UTF-8 text`, `${path}은(는) UTF-8 텍스트가 아닙니다`)
    : { ok: true, text };
}

/**
 * Bytes that are no UTF-8 are kept: comments may be written in any encoding. Undefined where they come with NUL, as in UTF-16 and in what is no
 * text. A byte order mark stays.
 */
function decodeText(bytes: Uint8Array): string | undefined {
  const text = textOfBytes(bytes);
  return bytes.includes(0) && hasBytes(text) ? undefined : text;
}

/** The same without waiting; undefined where it cannot be read. */
export async function readTextSoon(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size <= MAX_FILE_BYTES ? decodeText(await readFile(path)) : undefined;
  } catch {
    return undefined;
  }
}

export const disk: Disk = {
  read(path) {
    const result = readText(path);
    return result.ok ? result.text : undefined;
  },
  list(folder) {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      return undefined;
    }
    const isFolder = (e: Dirent): boolean =>
      e.isDirectory() || (e.isSymbolicLink() && isFolderAt(`${folder}/${e.name}`));
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) (isFolder(entry) ? folders : files).push(entry.name);
    return { files, folders };
  },
};

export const isFile = (path: string): boolean => statsOf(path)?.isFile() ?? false;
const isFolderAt = (path: string): boolean => statsOf(path)?.isDirectory() ?? false;

/** Nothing where nothing is or can be: paths come from texts, and may hold NUL bytes or lead through what is no folder. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
