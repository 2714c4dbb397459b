/** A disk that only lives in memory: texts by absolute path; folders are those that the paths speak of. */
import type { Disk } from "../../server/src/workspace/workspace.ts";

export const memoryDisk = (files: Readonly<Record<string, string>>): Disk => ({
  read: path => files[path],
  list(folder) {
    const prefix = folder.endsWith("/") ? folder : `${folder}/`;
    const below = Object.keys(files).filter(path => path.startsWith(prefix));
    if (below.length === 0) return undefined;
    const names = below.map(path => path.slice(prefix.length));
    const folders = names.filter(name => name.includes("/")).map(name => name.slice(0, name.indexOf("/")));
    return { files: names.filter(name => !name.includes("/")), folders: [...new Set(folders)] };
  },
});
