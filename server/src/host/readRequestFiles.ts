/** Texts of all request documents below a folder. */
import { readFile } from "node:fs/promises";
import { findFiles } from "./findProtoFiles.ts";
import type { ReadFile } from "./readProtoFiles.ts";

const isRequestFile = (name: string): boolean => /\.(?:grpc|http|rest)$/i.test(name);

/** A file that cannot be read is passed over. */
export async function* readRequestFiles(folder: string): AsyncGenerator<ReadFile> {
  for await (const files of findFiles(folder, isRequestFile))
    for (const file of files) {
      const text = await readFile(file, "utf8").catch(() => undefined);
      if (text !== undefined) yield { file, text };
    }
}
