/** FileDescriptorSet: the files asked for, or all that they import too, each import before what imports it. */
import type { Linked } from "../link/link.ts";
import type { FileId, World } from "../link/world.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { Tree } from "../syntax/ast.ts";
import { writeFileDescriptor } from "./buildFile.ts";
import { inImportOrder } from "./importOrder.ts";
import { ByteWriter } from "../base/byteWriter.ts";

/** What a descriptor set asks of the files of a workspace; all of them free of errors. */
export interface Compiled extends World {
  tree(file: FileId): Tree | undefined;
  linked(file: FileId): Linked | undefined;
  checked(file: FileId): { readonly options: InterpretedOptions } | undefined;
}

export interface DescriptorSetOptions {
  /** The files that are imported, directly or not, as well. */
  readonly includeImports: boolean;
  readonly sourceInfo: boolean;
}

/** The bytes of a FileDescriptorSet. A file that cannot be read is left out. */
export function descriptorSet(db: Compiled, files: readonly FileId[], wanted: DescriptorSetOptions): Uint8Array {
  const out = new ByteWriter(1 << 20);
  const imports = wanted.includeImports ? "follow" : "leave";
  for (const file of inImportOrder(files, at => importsOf(db, at), imports)) {
    const linked = db.linked(file);
    const tree = db.tree(file);
    const checked = db.checked(file);
    if (!linked || !tree || !checked) continue;
    out.tag(1, 2);
    const at = out.begin();
    writeFileDescriptor(out, db, linked, tree, checked.options, wanted);
    out.end(at);
  }
  return out.view();
}

function importsOf(db: World, file: FileId): FileId[] {
  const named = (db.outline(file)?.imports ?? []).map(({ path }) => db.resolveImport(file, path));
  return named.filter(target => target !== undefined);
}
