/** Texts of all .proto files below a folder, read ahead of whoever takes them. */
import { readTextSoon } from "./disk.ts";
import { findProtoFiles } from "./findProtoFiles.ts";

const READ_AHEAD = 16;

export interface ReadFile {
  readonly file: string;
  readonly text: string;
}

/** In small groups; a file that cannot be read is passed over. */
export async function* readProtoFiles(folder: string): AsyncGenerator<readonly ReadFile[]> {
  for await (const files of findProtoFiles(folder))
    for (let i = 0; i < files.length; i += READ_AHEAD) {
      const group = files.slice(i, i + READ_AHEAD);
      const texts = await Promise.all(group.map(readTextSoon));
      yield group.flatMap((file, k) => {
        const text = texts[k];
        return text === undefined ? [] : [{ file, text }];
      });
    }
}
