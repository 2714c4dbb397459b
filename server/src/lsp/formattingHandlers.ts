/** Formatting of a file, of a range, and while typing. A file that cannot be formatted stays as it is; its problems say why. */
import type { Connection, FormattingOptions, Range, TextEdit } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { TextEdit as Edit } from "../base/problem.ts";
import { type Formatted, format } from "../format/format.ts";
import { formatRange } from "../format/formatRange.ts";
import { formatTyped } from "../format/formatTyped.ts";
import { formatRequests } from "../request/formatRequests.ts";
import type { FileId } from "../link/world.ts";
import type { Tree } from "../syntax/ast.ts";
import { rangeOf, type Session, spanIn } from "./session.ts";
import { requestOptionsOf } from "./textSync.ts";
import { fileIdOf } from "./uri.ts";

/** Characters that format when they are typed. */
export const typedCharacters = { firstTriggerCharacter: "}", moreTriggerCharacter: [";", "\n"] };

const WIDEST_TAB = 16;

export function handleFormatting(connection: Connection, session: Session): void {
  const treeOf = (uri: string): Tree | undefined =>
    session.requests.has(uri) ? undefined : session.db.tree(fileIdOf(uri));
  const edits = (file: FileId, found: readonly Edit[]): TextEdit[] =>
    found.map(({ span, text }) => ({ range: session.range(file, span), newText: text }));
  const answer = (file: FileId, { edits: found, refusal }: Formatted): TextEdit[] => {
    if (refusal?.reason === "unproven")
      session.logOnce(file, `formatting would have changed more than blanks, at ${refusal.offset}`);
    return edits(file, found);
  };
  /** The request document formatted, all of it or the lines of a range; undefined for what is none. */
  const requestEdits = (uri: string, options: FormattingOptions, range?: Range): TextEdit[] | undefined => {
    const request = session.requests.get(uri);
    if (!request) return undefined;
    const index = new LineIndex(request.source);
    const style = { ...requestOptionsOf(uri), indent: indentOf(options) };
    const { edits: found, refusal } = formatRequests(request, style, range && spanIn(index, range));
    if (refusal) session.logOnce(uri, "formatting would have changed more than blanks");
    return found.map(({ span, text }) => ({ range: rangeOf(index, span), newText: text }));
  };
  connection.onDocumentFormatting(({ textDocument, options }) => {
    const inRequests = requestEdits(textDocument.uri, options);
    if (inRequests) return inRequests;
    const file = fileIdOf(textDocument.uri);
    const tree = treeOf(textDocument.uri);
    return tree ? answer(file, format(tree, { indent: indentOf(options), order: "canonical" })) : null;
  });
  connection.onDocumentRangeFormatting(({ textDocument, range, options }) => {
    const inRequests = requestEdits(textDocument.uri, options, range);
    if (inRequests) return inRequests;
    const file = fileIdOf(textDocument.uri);
    const tree = treeOf(textDocument.uri);
    if (!tree) return null;
    const span = { start: session.offset(file, range.start), end: session.offset(file, range.end) };
    return answer(file, formatRange(tree, { indent: indentOf(options) }, span));
  });
  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options }) => {
    const file = fileIdOf(textDocument.uri);
    const tree = treeOf(textDocument.uri);
    if (!tree) return null;
    const caret = session.offset(file, position);
    return edits(file, formatTyped(tree, { indent: indentOf(options) }, { caret, typed: ch }));
  });
}

function indentOf({ tabSize, insertSpaces }: FormattingOptions): string {
  return insertSpaces ? " ".repeat(Math.min(WIDEST_TAB, Math.max(1, tabSize))) : "\t";
}
