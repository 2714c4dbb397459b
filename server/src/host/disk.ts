/** The file system, for the server and the command line. Ids of files are absolute paths with forward slashes. */
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { hasBytes, textOfBytes } from "../base/anyBytes.ts";
import type { Disk } from "../workspace/workspace.ts";

/** Larger files are not read: no .proto is as large, and one that is would take the memory of all others. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly reason: "missing" | "folder" | "special" | "denied" | "not-utf8" | "too-large";
      readonly detail: string;
    };

/** Reads a text, and says why where it cannot. */
export function readText(path: string): ReadResult {
  let bytes: Uint8Array;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { ok: false, reason: "folder", detail: `${path} is a folder` };
    // Reading a pipe would wait for whoever writes into it.
    if (!stat.isFile()) return { ok: false, reason: "special", detail: `${path} is a device or a pipe, not a file` };
    if (stat.size > MAX_FILE_BYTES)
      return {
        ok: false,
        reason: "too-large",
        detail: `${path} has ${stat.size} bytes; files over ${MAX_FILE_BYTES} bytes are not read`,
      };
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR")
      return { ok: false, reason: "missing", detail: `${path} does not exist` };
    return { ok: false, reason: "denied", detail: `${path} cannot be read (${code ?? String(error)})` };
  }
  const text = decodeText(bytes);
  return text === undefined
    ? { ok: false, reason: "not-utf8", detail: `${path} is not UTF-8 text` }
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
