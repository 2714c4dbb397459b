/** A workspace in memory as completion sees it. */
import type { Candidates } from "../../server/src/features/completion/proposal.ts";
import { type FileHistory, withoutPackage } from "../../server/src/features/fieldHistory.ts";
import { extensionsIn } from "../../server/src/outline/extensionsIn.ts";
import type { Checkable, MemoryWorkspace } from "./memoryWorkspace.ts";

export function candidatesOf(w: MemoryWorkspace<Checkable>, history?: FileHistory): Candidates {
  const { db, names } = w;
  return {
    tree: f => db.tree(f),
    declared: f => db.declared(f),
    linked: f => db.linked(f),
    outline: f => db.outline(f),
    resolveImport: (from, path) => db.resolveImport(from, path),
    importName: f => f,
    whoDeclares: n => db.whoDeclares(n),
    eachType: (text, take) => names.eachType(text, take),
    packages: () => names.packages,
    typesOf: pkg => names.typesOf(pkg),
    *extensions() {
      for (const file of [...names.files, "google/protobuf/cpp_features.proto"]) {
        const outline = db.outline(file);
        if (outline) for (const x of extensionsIn(outline)) yield [x, file];
      }
    },
    pathTo: (from, file) => (db.resolveImport(from, file) === file ? file : undefined),
    importPaths: () => [...w.files, "google/protobuf/any.proto"],
    history(file, fullName) {
      const outline = db.outline(file);
      return outline && history?.get(withoutPackage(fullName, outline));
    },
  };
}
