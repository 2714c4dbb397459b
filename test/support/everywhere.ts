/** The workspace of a fixture as searches and refactorings see it, judged by all rules. */
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { placedRefs } from "../../server/src/features/occurrences.ts";
import type { Everywhere } from "../../server/src/features/references.ts";
import type { Rewritten, WithTexts } from "../../server/src/features/settle.ts";
import { ImportGraph } from "../../server/src/workspace/importGraph.ts";
import { MemoryWorkspace } from "./memoryWorkspace.ts";

export interface OpenWorkspace extends Rewritten {
  readonly workspace: MemoryWorkspace<Checked>;
}

export function openWorkspace(files: Readonly<Record<string, string>>): OpenWorkspace {
  const workspace = new MemoryWorkspace(files, checkFile);
  const { db } = workspace;
  const graph = new ImportGraph(db, () => workspace.files);
  const everywhere: Everywhere = {
    tree: f => db.tree(f),
    declared: f => db.declared(f),
    linked: f => db.linked(f),
    outline: f => db.outline(f),
    text: f => db.text(f),
    resolveImport: (from, path) => db.resolveImport(from, path),
    importName: f => f,
    whoDeclares: n => db.whoDeclares(n),
    whoSees: f => graph.whoSees(f, db.revision),
    optionRefs: f => {
      const tree = db.tree(f);
      const refs = db.checked(f)?.options.refs;
      return tree && refs ? placedRefs(tree, refs) : [];
    },
    problems: f => db.problems(f),
    checked: f => db.checked(f),
    done: f => db.putAway(f),
  };
  return { ...everywhere, workspace, write: (file, text) => workspace.write(file, text) };
}

/** The same files with some others. */
export const withTextsOver =
  (files: Readonly<Record<string, string>>): WithTexts =>
  texts =>
    openWorkspace({ ...files, ...Object.fromEntries(texts) });
