/** Completion and its documentation, for .proto files and request documents. */
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type Connection,
  InsertTextFormat,
} from "vscode-languageserver";
import { complete } from "../features/completion/complete.ts";
import type { Proposal } from "../features/completion/proposal.ts";
import { commentOf } from "../features/hover.ts";
import { renderSignature } from "../features/signature.ts";
import type { DeclId, FileId } from "../link/world.ts";
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
    return { isIncomplete: cut, items: proposals.map(p => completionItem(session, file, p)) };
  });
  connection.onCompletionResolve(item => {
    const id = item.data as DeclId | undefined;
    if (!id) return item;
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

const askAgain = { title: "", command: "editor.action.triggerSuggest" };

function completionItem(session: Session, file: FileId, p: Proposal): CompletionItem {
  return {
    label: p.label,
    kind: itemKinds[p.kind],
    sortText: `${p.rank}${p.label}`,
    // What replaces a name is found by that name, quoted values and numbers with their `;` too.
    filterText: p.snippet ? p.label : p.text,
    textEdit: { range: session.range(file, p.span), newText: p.text },
    ...(p.snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(p.detail && p.detail !== p.label ? { detail: p.detail } : {}),
    ...(p.decl ? { data: p.decl } : {}),
    ...(p.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(p.commit?.length ? { commitCharacters: [...p.commit] } : {}),
    ...(p.askAgain && session.editorCommands ? { command: askAgain } : {}),
    ...(p.moreEdits?.length
      ? { additionalTextEdits: p.moreEdits.map(e => ({ range: session.range(file, e.span), newText: e.text })) }
      : {}),
  };
}
