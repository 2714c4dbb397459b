/** The workspace as completion sees it. */
import type { Candidates } from "../features/completion/proposal.ts";
import { extensionsIn } from "../outline/extensionsIn.ts";
import { relativeTo } from "../base/path.ts";
import { importNameOf } from "../workspace/roots.ts";
import type { Session } from "./session.ts";

export function candidates(session: Session): Candidates {
  const { db, workspace } = session;
  return {
    tree: file => db.tree(file),
    declared: file => db.declared(file),
    linked: file => db.linked(file),
    outline: file => db.outline(file),
    resolveImport: (from, path) => db.resolveImport(from, path),
    importName: file => db.importName(file),
    whoDeclares: name => db.whoDeclares(name),
    eachType: (text, take) => workspace.names.eachType(text, take),
    packages: () => workspace.names.packages,
    typesOf: pkg => workspace.names.typesOf(pkg),
    *extensions() {
      for (const file of workspace.names.files) {
        const outline = db.outline(file);
        if (outline) for (const x of extensionsIn(outline)) yield [x, file];
      }
    },
    pathTo(from, file) {
      const own = db.importName(file);
      if (db.resolveImport(from, own) === file) return own;
      // A file that says little of itself yet may have other roots than its neighbours.
      const path = importNameOf(file, workspace.rootsOf(from));
      return path !== undefined && db.resolveImport(from, path) === file ? path : undefined;
    },
    history: (file, fullName) => session.historyOf(file, fullName),
    *importPaths(from) {
      const roots = workspace.rootsOf(from);
      for (const file of workspace.names.files) {
        const path = importNameOf(file, roots) ?? relativeTo(workspace.bundled, file);
        if (path !== undefined) yield path;
      }
    },
  };
}
