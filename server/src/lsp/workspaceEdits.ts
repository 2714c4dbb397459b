/** Edits of several files → the protocol's, with new files and with what must be confirmed. */
import {
  type ChangeAnnotation,
  CreateFile,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { FileEdit, NewFile } from "../features/draft.ts";
import type { FileId } from "../link/world.ts";
import { rangeOf, type Session } from "./session.ts";
import { uriOf } from "./uri.ts";

export interface Change {
  readonly edits: readonly FileEdit[];
  readonly created?: readonly NewFile[];
  /** Shown before it is made, each with its reason. */
  readonly toConfirm?: readonly { readonly edit: FileEdit; readonly label: string; readonly description: string }[];
  /** Texts of files that the database does not hold. */
  readonly texts?: ReadonlyMap<FileId, string>;
}

export function workspaceEdit(session: Session, change: Change): WorkspaceEdit {
  const indexes = new Map<FileId, LineIndex>();
  const textEdit = (e: FileEdit): TextEdit => {
    let index = indexes.get(e.file);
    if (!index)
      indexes.set(e.file, (index = new LineIndex(change.texts?.get(e.file) ?? session.db.text(e.file) ?? "")));
    return { range: rangeOf(index, e.span), newText: e.text };
  };
  const { changeAnnotations } = session.abilities;
  const toConfirm = changeAnnotations ? (change.toConfirm ?? []) : [];
  if (toConfirm.length === 0 && !change.created?.length) {
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
    editsOf(file).push({ range: { start, end: start }, newText: text });
  }
  for (const e of change.edits) editsOf(e.file).push(textEdit(e));
  const annotations: Record<string, ChangeAnnotation> = {};
  for (const [index, { edit, label, description }] of toConfirm.entries()) {
    annotations[`a${index}`] = { label, description, needsConfirmation: true };
    editsOf(edit.file).push({ ...textEdit(edit), annotationId: `a${index}` });
  }
  return {
    documentChanges: [...created, ...documents.values()],
    ...(toConfirm.length ? { changeAnnotations: annotations } : {}),
  };
}
