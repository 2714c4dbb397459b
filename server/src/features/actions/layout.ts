/** Where statements stand on the page: their indentation, the comments that belong to them, and where others may be put. */
import { startsLine } from "../../base/startsLine.ts";
import type { Span } from "../../base/span.ts";
import type { Body, NodeBase, Tree } from "../../syntax/ast.ts";
import { lastOfLine } from "../../syntax/lastOfLine.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import { spanOfNode, spanOfTokens } from "../declSpan.ts";
import type { Draft } from "../draft.ts";
import type { FileId } from "../../link/world.ts";

/** The blanks at the beginning of the line that an offset lies in. */
export function indentAt(source: string, offset: number): string {
  const line = source.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.slice(line))?.[0] ?? "";
}

/** One step of indentation, as the file has it. */
export const indentStep = (source: string): string => /\n(\t| {2,8})\S/.exec(source)?.[1] ?? "  ";

/** The indentation that statements of a body have or would have. */
export function bodyIndent(tree: Tree, body: Body): string {
  const { source } = tree;
  const first = body.decls[0];
  const open = spanOfNode(tree, body).start;
  const outer = indentAt(source, open);
  if (first) {
    const start = spanOfNode(tree, first).start;
    if (source.slice(open, start).includes("\n")) return indentAt(source, start);
  }
  return outer + indentStep(source);
}

/**
 * A statement with the comments right above it, from the beginning of its line to the end of its last one. Where others share its
 * lines it is the statement alone.
 */
export function wholeStatement(tree: Tree, node: NodeBase): Span {
  const { source, tokens } = tree;
  let { first, last } = node;
  while (first > 0) {
    const before = tokens.kinds[first - 1] as number;
    const text = spanOfTokens(tree, first - 1, first - 1);
    const isComment = before === TokenKind.LineComment || before === TokenKind.BlockComment;
    const isBlank = before === TokenKind.Space && !/\n[ \t]*\r?\n/.test(source.slice(text.start, text.end));
    if (!isComment && !isBlank) break;
    // A comment behind another statement belongs to that one.
    if (isComment && !startsLine(source, text.start)) break;
    first--;
  }
  while (tokens.kinds[first] === TokenKind.Space && first < node.first) first++;
  last = lastOfLine(tree, last);
  const span = spanOfTokens(tree, first, last);
  const lineStart = source.lastIndexOf("\n", span.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(source.slice(span.end))?.[0];
  // The end of a line may belong to the comment behind the statement.
  const ended = source[span.end - 1] === "\n";
  if (!startsLine(source, span.start) || (rest === undefined && !ended)) return span;
  return { start: lineStart, end: ended ? span.end : span.end + (rest?.length ?? 0) };
}

/** Deletes a statement; a blank line that would be doubled goes with it. */
export function remove(draft: Draft, file: FileId, tree: Tree, node: NodeBase): void {
  const span = wholeStatement(tree, node);
  const { source } = tree;
  const before = /(?:^|\n)[ \t]*\r?\n$/.test(source.slice(0, span.start)) || span.start === 0;
  const after = before ? (/^(?:[ \t]*\r?\n)+/.exec(source.slice(span.end))?.[0].length ?? 0) : 0;
  draft.replace(file, { start: span.start, end: span.end + after }, "");
}

/** Puts lines at the beginning of a body. */
export function insertFirst(draft: Draft, file: FileId, tree: Tree, body: Body, lines: readonly string[]): void {
  const span = spanOfNode(tree, body);
  // A comment behind the brace belongs to the brace.
  const comment = /^[ \t]*\/\/[^\r\n]*/.exec(tree.source.slice(span.start + 1))?.[0].length ?? 0;
  const at = span.start + 1 + comment;
  const isOneLine = body.decls.length > 0 && !`${tree.source.slice(at, span.end)}${lines.join("")}`.includes("\n");
  if (isOneLine) {
    draft.replace(file, { start: at, end: at }, lines.map(line => ` ${line}`).join(""));
    return;
  }
  const indent = bodyIndent(tree, body);
  const text = lines.map(line => `\n${indent}${line}`).join("");
  const after = lastBreak(tree, body, at);
  // Blanks that stood between the brace and what followed it on its line.
  const blanks = after ? (/^[ \t]*/.exec(tree.source.slice(at))?.[0].length ?? 0) : 0;
  draft.replace(file, { start: at, end: at + blanks }, text + after);
}

/** What keeps the rest of a body off what was put at its beginning. */
function lastBreak(tree: Tree, body: Body, at: number): string {
  const { source } = tree;
  if (/^[ \t]*(?:\/\/.*)?\r?\n/.test(source.slice(at))) return "";
  const isEmpty = body.decls.length === 0;
  return `\n${isEmpty ? indentAt(source, at - 1) : bodyIndent(tree, body)}`;
}
