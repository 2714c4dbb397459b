/** The order of files in a descriptor set: each import before what imports it. */
import type { FileId } from "../link/world.ts";

/**
 * Depth first in the order of the imports, each file once. `leave`: what was not asked for is left out and ends the way through it.
 * Walks without recursion, as chains of imports may be long.
 */
export function inImportOrder(
  files: readonly FileId[],
  importsOf: (file: FileId) => readonly FileId[],
  imports: "leave" | "follow",
): FileId[] {
  const out: FileId[] = [];
  const seen = new Set<FileId>();
  const asked = new Set(files);
  for (const root of files) {
    const path: { readonly file: FileId; readonly rest: Iterator<FileId> }[] = [];
    const enter = (file: FileId): void => {
      if (seen.has(file) || !(imports === "follow" || asked.has(file))) return;
      seen.add(file);
      path.push({ file, rest: importsOf(file)[Symbol.iterator]() });
    };
    enter(root);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.rest.next();
      if (next.done) {
        out.push(at.file);
        path.pop();
      } else enter(next.value);
    }
  }
  return out;
}
