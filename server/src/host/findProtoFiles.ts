/** Files of one kind below a folder: .proto files, request documents. */
import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { isSkippedFolder } from "../workspace/skippedFolders.ts";

/** Folders that are listed at the same time: one after the other most of the time would be waiting. */
const READ_TOGETHER = 32;

export const findProtoFiles = (folder: string): AsyncGenerator<string[]> =>
  findFiles(folder, name => name.endsWith(".proto"));

/**
 * Absolute paths, folder by folder. A folder that cannot be read is passed over. Links to folders are not followed, so there are no
 * cycles; a link to a file of the folder is passed over, as that file is found itself.
 */
export async function* findFiles(folder: string, isWanted: (name: string) => boolean): AsyncGenerator<string[]> {
  const top = await realpath(folder).catch(() => folder);
  const pending = [folder];
  while (pending.length > 0) {
    const group = await Promise.all(pending.splice(-READ_TOGETHER).map(entriesOf));
    for (const { at, entries } of group) {
      const files: string[] = [];
      for (const entry of entries) {
        const file = at.endsWith("/") ? at + entry.name : `${at}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isSkippedFolder(entry.name)) pending.push(file);
        } else if (isWanted(entry.name) && !(entry.isSymbolicLink() && (await leadsInto(top, file))))
          files.push(file);
      }
      if (files.length) yield files;
    }
  }
}

async function entriesOf(at: string) {
  return { at, entries: await readdir(at, { withFileTypes: true }).catch(() => []) };
}

async function leadsInto(folder: string, link: string): Promise<boolean> {
  const target = await realpath(link).catch(() => undefined);
  // A link that leads nowhere is no file.
  return target === undefined || !/^\.\.(?:$|[\\/])/.test(path.relative(folder, target));
}
