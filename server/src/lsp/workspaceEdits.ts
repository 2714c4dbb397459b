/** Edits of several files → the protocol's, with new files and with what must be confirmed. */
import {
  type ChangeAnnotation,
  CreateFile,
  RenameFile,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { withLineEnds } from "../base/lineEnds.ts";
import { LineIndex } from "../base/lineIndex.ts";
import type { FileEdit, NewFile } from "../features/draft.ts";
import type { FileMove } from "../features/renameFiles.ts";
import type { FileId } from "../link/world.ts";
import { rangeOf, type Session } from "./session.ts";
import { uriOf } from "./uri.ts";

/** Shown in a group of its own before it is made. */
export interface Annotation {
  readonly label: string;
  readonly description: string;
  /** Not where it is made unless somebody leaves it out. */
  readonly needsConfirmation?: boolean;
}

export interface AnnotatedEdit extends Annotation {
  readonly edit: FileEdit;
}

/** `annotation`: absent where nobody is asked. */
export interface MovedFile extends FileMove {
  readonly annotation?: Annotation;
}

export interface Change {
  readonly edits: readonly FileEdit[];
  readonly created?: readonly NewFile[];
  /** Left out where the editor knows no annotations. */
  readonly annotated?: readonly AnnotatedEdit[];
  /** Made after all edits, which name the files as they were. */
  readonly moved?: readonly MovedFile[];
  /** Texts of files that the database does not hold. */
  readonly texts?: ReadonlyMap<FileId, string>;
}

export function workspaceEdit(session: Session, change: Change): WorkspaceEdit {
  const known = new Map<FileId, { readonly text: string; readonly index: LineIndex }>();
  const textEdit = (e: FileEdit): TextEdit => {
    let own = known.get(e.file);
    if (!own) {
      const text = change.texts?.get(e.file) ?? session.db.text(e.file) ?? "";
      known.set(e.file, (own = { text, index: new LineIndex(text) }));
      // There may be thousands of them.
      if (!session.db.isOpen(e.file)) session.db.putAway(e.file);
    }
    // A file may be given lines of another that ends them otherwise.
    const newText = e.text.includes("\n") ? withLineEnds(e.text, own.text) : e.text;
    return { range: rangeOf(own.index, e.span), newText };
  };
  const annotated = session.abilities.changeAnnotations ? (change.annotated ?? []) : [];
  const moved = change.moved ?? [];
  if (annotated.length + moved.length === 0 && !change.created?.length) {
    const changes: Record<string, TextEdit[]> = {};
    for (const e of change.edits) (changes[uriOf(e.file)] ??= []).push(textEdit(e));
    return { changes };
  }
  const documents = new Map<FileId, TextDocumentEdit>();
  const editsOf = (file: FileId): TextDocumentEdit["edits"] => {
    let document = documents.get(file);
    if (!document) {
      document = { textDocument: { uri: uriOf(file), version: null }, edits: [] };
      documents.set(file, document);
    }
    return document.edits;
  };
  const created: CreateFile[] = [];
  for (const { file, text } of change.created ?? []) {
    created.push(CreateFile.create(uriOf(file)));
    const start = { line: 0, character: 0 };
    editsOf(file).push({ range: { start, end: start }, newText: withLineEnds(text, text) });
  }
  for (const e of change.edits) editsOf(e.file).push(textEdit(e));
  const annotations = new Annotations();
  for (const a of annotated) editsOf(a.edit.file).push({ ...textEdit(a.edit), annotationId: annotations.idOf(a) });
  const renames = moved.map(({ from, to, annotation }) =>
    RenameFile.create(uriOf(from), uriOf(to), undefined, annotation && annotations.idOf(annotation)),
  );
  return {
    documentChanges: [...created, ...documents.values(), ...renames],
    ...(annotations.count ? { changeAnnotations: annotations.byId } : {}),
  };
}

/** Annotations that say the same are one group. */
class Annotations {
  readonly byId: Record<string, ChangeAnnotation> = {};
  private readonly ids = new Map<string, string>();

  get count(): number {
    return this.ids.size;
  }

  idOf({ label, description, needsConfirmation = false }: Annotation): string {
    const key = JSON.stringify([label, description, needsConfirmation]);
    let id = this.ids.get(key);
    if (id === undefined) {
      id = `a${this.ids.size}`;
      this.ids.set(key, id);
      this.byId[id] = { label, description, needsConfirmation };
    }
    return id;
  }
}
