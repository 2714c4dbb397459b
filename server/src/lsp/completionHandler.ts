/** Completion and its documentation, for .proto files and request documents. */
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type Connection,
  type InsertReplaceEdit,
  InsertTextFormat,
  type TextEdit,
} from "vscode-languageserver";
import { plainSnippet, wordEnd } from "../features/completion/accept.ts";
import { complete } from "../features/completion/complete.ts";
import type { Proposal } from "../features/completion/proposal.ts";
import { commentOf } from "../features/hover.ts";
import { renderSignature } from "../features/signature.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { wordDoc } from "../notes/wordDocs.ts";
import { findDecl } from "../outline/findDecl.ts";
import { candidates } from "./candidates.ts";
import { completeRequestAt } from "./requestLanguage.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export function handleCompletion(connection: Connection, session: Session): void {
  connection.onCompletion(({ textDocument, position }): CompletionItem[] | CompletionList => {
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined) return completeRequestAt(session, textDocument.uri, request, position);
    const file = fileIdOf(textDocument.uri);
    const { proposals, cut } = complete(candidates(session), file, session.offset(file, position));
    return { isIncomplete: cut, items: proposals.map((p, i) => completionItem(session, file, p, i)) };
  });
  connection.onCompletionResolve(item => {
    const data = item.data as DeclId | { readonly word: string } | undefined;
    if (!data) return item;
    if ("word" in data) {
      const value = wordDoc(data.word, session.language);
      return value ? { ...item, documentation: { kind: "markdown", value } } : item;
    }
    const id = data;
    const outline = session.db.outline(id.file);
    const decl = outline && findDecl(outline, id.name);
    if (!decl) return item;
    const symbol = { kind: "decl", span: { start: 0, end: 0 }, id, isDeclaration: false } as const;
    const code = `\`\`\`proto\n${renderSignature(decl)}\n\`\`\``;
    const comment = commentOf(session.db, symbol);
    if (!session.db.isOpen(id.file)) session.db.putAway(id.file);
    return {
      ...item,
      documentation: { kind: "markdown", value: comment ? `${code}\n\n${comment}` : code },
    };
  });
}

const itemKinds: Readonly<Record<Proposal["kind"], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  scalar: CompletionItemKind.Keyword,
  message: CompletionItemKind.Struct,
  enum: CompletionItemKind.Enum,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  value: CompletionItemKind.Value,
  enumValue: CompletionItemKind.EnumMember,
  field: CompletionItemKind.Field,
  option: CompletionItemKind.Property,
  package: CompletionItemKind.Module,
  snippet: CompletionItemKind.Snippet,
};

/** Instead of what is typed, or also of the rest of the word that the cursor is in, as the user has it. */
function textEdit(session: Session, file: FileId, p: Proposal): TextEdit | InsertReplaceEdit {
  const newText = p.snippet && !session.abilities.snippets ? plainSnippet(p.text) : p.text;
  const insert = session.range(file, p.span);
  const end = wordEnd(session.db.text(file) ?? "", p);
  if (!session.abilities.insertReplace || end === p.span.end) return { range: insert, newText };
  return { newText, insert, replace: session.range(file, { start: p.span.start, end }) };
}

/** What the documentation is looked up by: a declaration, or a word of the language. */
function dataOf({ decl, kind, label }: Proposal): { data?: DeclId | { word: string } } {
  if (decl) return { data: decl };
  return kind === "keyword" || kind === "scalar" ? { data: { word: label } } : {};
}

const askAgain = { title: "", command: "editor.action.triggerSuggest" };

/** Wide enough that the texts sort as the numbers do. */
const digits = (n: number, width: number): string => `${n}`.padStart(width, "0");

function completionItem(session: Session, file: FileId, p: Proposal, index: number): CompletionItem {
  return {
    label: p.label,
    kind: itemKinds[p.kind],
    sortText: `${digits(p.rank, 3)}${digits(index, 5)}`,
    // What replaces a name is found by that name, quoted values and numbers with their `;` too.
    filterText: p.filter ?? (p.snippet ? p.label : p.text),
    textEdit: textEdit(session, file, p),
    ...(p.snippet && session.abilities.snippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(p.detail && p.detail !== p.label ? { detail: p.detail } : {}),
    ...dataOf(p),
    ...(p.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(p.commit?.length ? { commitCharacters: [...p.commit] } : {}),
    ...(p.askAgain && session.editorCommands ? { command: askAgain } : {}),
    ...(p.moreEdits?.length
      ? { additionalTextEdits: p.moreEdits.map(e => ({ range: session.range(file, e.span), newText: e.text })) }
      : {}),
  };
}
