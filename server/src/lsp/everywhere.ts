/** The whole workspace as searches and renames see it. */
import { DESCRIPTOR_PROTO } from "../base/descriptorProto.ts";
import { checkFile } from "../check/checkFile.ts";
import { type OptionRef, placedRefs } from "../features/occurrences.ts";
import { isInOption } from "../features/optionAt.ts";
import type { Everywhere } from "../features/references.ts";
import type { WithTexts } from "../features/settle.ts";
import type { FileId } from "../link/world.ts";
import { type InterpretedOptions, interpretNear } from "../options/interpret.ts";
import type { Checked } from "../check/checkFile.ts";
import { Database } from "../workspace/database.ts";
import { importNameOfNew, neighbourOf } from "./newFileRoots.ts";
import type { Session } from "./session.ts";

export function everywhere(session: Session): Everywhere {
  return over(session, session.db, file => {
    if (session.db.isOpen(file)) return;
    session.db.putAway(file);
    session.forgetLines(file);
  });
}

export function optionRefsOf(db: Database<Checked>, file: FileId): readonly OptionRef[] {
  const tree = db.tree(file);
  const refs = db.checked(file)?.options.refs;
  return tree && refs ? placedRefs(tree, refs) : [];
}

/** What the options of the declaration at an offset mean; undefined where no option stands. */
export function optionsAt(db: Database<Checked>, file: FileId, offset: number): InterpretedOptions | undefined {
  const tree = db.tree(file);
  const linked = isInOption(tree, offset) ? db.linked(file) : undefined;
  if (!tree || !linked) return undefined;
  const { declared, outline } = linked;
  return interpretNear({ world: db, id: file, tree, declared, outline, linked, report() {} }, offset);
}

export function optionRefsAt(db: Database<Checked>, file: FileId, offset: number): readonly OptionRef[] {
  const tree = db.tree(file);
  const refs = optionsAt(db, file, offset)?.refs;
  return tree && refs ? placedRefs(tree, refs) : [];
}

function over(session: Session, db: Database<Checked>, done: (file: FileId) => void): Everywhere {
  return {
    tree: file => db.tree(file),
    declared: file => db.declared(file),
    linked: file => db.linked(file),
    outline: file => db.outline(file),
    text: file => db.text(file),
    resolveImport: (from, path) => db.resolveImport(from, path),
    importName: file => db.importName(file),
    whoDeclares: name => db.whoDeclares(name),
    whoSees: file =>
      // Every file has the built-in options, whether it imports their file or not.
      db.importName(file) === DESCRIPTOR_PROTO
        ? [...session.workspace.names.files]
        : session.imports.whoSees(file, session.db.revision, session.db.rootsRevision),
    optionRefs: file => optionRefsOf(db, file),
    problems: file => db.problems(file),
    checked: file => db.checked(file),
    done,
  };
}

/** A copy of the workspace in which some texts are others, or some files new; the real one stays as it is. */
export function withTexts(session: Session): WithTexts {
  return texts => {
    const { workspace } = session;
    // New files are known to nobody else yet.
    const fresh = new Map<FileId, { readonly neighbour: FileId; readonly name: string }>();
    for (const file of texts.keys())
      if (!workspace.names.has(file))
        fresh.set(file, { neighbour: neighbourOf(workspace, file), name: importNameOfNew(workspace, file) });
    const names = new Map([...fresh].map(([file, { name }]) => [name, file]));
    const written = new Map(texts);
    const db: Database<Checked> = new Database<Checked>(
      {
        read: file => written.get(file) ?? session.db.text(file),
        resolveImport: (from, path) =>
          workspace.resolveImport(fresh.get(from)?.neighbour ?? from, path) ?? names.get(path),
        importName: file => fresh.get(file)?.name ?? workspace.importName(file),
        whoDeclares: name => workspace.whoDeclares(name),
      },
      checkFile,
    );
    // What other files declare is known; only those that are written anew are read again.
    for (const file of workspace.names.files) {
      const outline = session.db.outline(file);
      if (!outline) continue;
      if (texts.has(file)) db.suggest(file, outline);
      else db.preload(file, outline, "when-asked");
    }
    const write = (file: FileId, text: string): void => {
      written.set(file, text);
      db.changed(file);
    };
    const done = (file: FileId): void => {
      db.putAway(file);
      if (!session.db.isOpen(file)) session.db.putAway(file);
    };
    return { ...over(session, db, done), write };
  };
}
