/** Where statements stand on the page: their indentation, the comments that belong to them, and edits that put them in or take them out. */
import type { TextEdit } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { startsLine } from "../base/startsLine.ts";
import type { Body, NodeBase, Tree } from "./ast.ts";
import { lastOfLine } from "./lastOfLine.ts";
import { TokenKind } from "./tokenKind.ts";

/** The blanks at the beginning of the line that an offset lies in. */
export function indentAt(source: string, offset: number): string {
  const line = source.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.slice(line))?.[0] ?? "";
}

/** One step of indentation, as the file has it. */
export const indentStep = (source: string): string => /\n(\t| {2,8})\S/.exec(source)?.[1] ?? "  ";

const startOf = (tree: Tree, node: NodeBase): number => tree.tokens.starts[node.first] as number;
const endOf = (tree: Tree, node: NodeBase): number => tree.tokens.starts[node.last + 1] as number;

/** The indentation that statements of a body have or would have. */
export function bodyIndent(tree: Tree, body: Body): string {
  const { source } = tree;
  const first = body.decls[0];
  const open = startOf(tree, body);
  const outer = indentAt(source, open);
  if (first) {
    const start = startOf(tree, first);
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
  const { starts } = tokens;
  let { first } = node;
  while (first > 0) {
    const before = tokens.kinds[first - 1] as number;
    const start = starts[first - 1] as number;
    const isComment = before === TokenKind.LineComment || before === TokenKind.BlockComment;
    const isBlank = before === TokenKind.Space && !/\n[ \t]*\r?\n/.test(source.slice(start, starts[first]));
    if (!isComment && !isBlank) break;
    // A comment behind another statement belongs to that one.
    if (isComment && !startsLine(source, start)) break;
    first--;
  }
  while (tokens.kinds[first] === TokenKind.Space && first < node.first) first++;
  const span = { start: starts[first] as number, end: starts[lastOfLine(tree, node.last) + 1] as number };
  const lineStart = source.lastIndexOf("\n", span.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(source.slice(span.end))?.[0];
  // The end of a line may belong to the comment behind the statement.
  const ended = source[span.end - 1] === "\n";
  if (!startsLine(source, span.start) || (rest === undefined && !ended)) return span;
  return { start: lineStart, end: ended ? span.end : span.end + (rest?.length ?? 0) };
}

/** The same without comments that begin the file: they speak of all of it. */
export function wholeHeadStatement(tree: Tree, node: NodeBase): Span {
  const { start, end } = wholeStatement(tree, node);
  const own = startOf(tree, node);
  return start === 0 && own > 0 ? { start: own - indentAt(tree.source, own).length, end } : { start, end };
}

/** What stands right before a place: no more of a long text is looked at. */
const near = (source: string, offset: number): string => source.slice(Math.max(0, offset - 300), offset);

/** Takes out a span of whole lines, with the blank lines that would be doubled or stand at an end of a block. */
export function withoutLines(source: string, { start, end }: Span): TextEdit {
  const left = near(source, start);
  const before = /(?:^|\n)[ \t]*\r?\n$/.test(left);
  const opens = start === 0 || /\{[ \t]*\r?\n$/.test(left);
  const blank = /^(?:[ \t]*\r?\n)+/.exec(source.slice(end))?.[0].length ?? 0;
  const closes = /^[ \t]*\}/.test(source.slice(end + blank)) || source.slice(end).trim() === "";
  if (before && closes) {
    const blanks = /\s*$/.exec(left)?.[0] ?? "";
    const kept = blanks.indexOf("\n") + 1;
    return { span: { start: start - blanks.length + kept, end: end + blank }, text: "" };
  }
  return { span: { start, end: before || opens || closes ? end + blank : end }, text: "" };
}

/** Removals of lines that nothing but blanks stands between are made one, so that no more blank lines are left than of a single one. */
export function joinRemovals(source: string, edits: readonly TextEdit[]): TextEdit[] {
  const isLines = ({ span, text }: TextEdit): boolean =>
    text === "" && startsLine(source, span.start) && source[span.end - 1] === "\n";
  const out: TextEdit[] = [];
  for (const e of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = out.at(-1);
    const isNext = last && isLines(last) && isLines(e) && source.slice(last.span.end, e.span.start).trim() === "";
    if (!isNext) out.push(e);
    else
      out[out.length - 1] = withoutLines(source, {
        start: last.span.start,
        end: Math.max(last.span.end, e.span.end),
      });
  }
  return out;
}

/** Takes a statement out, with its comments where it has its lines to itself. */
export function withoutStatement(tree: Tree, node: NodeBase, span: Span = wholeStatement(tree, node)): TextEdit {
  const { source } = tree;
  if (source[span.end - 1] === "\n" || (startsLine(source, span.start) && source.slice(span.end).trim() === ""))
    return withoutLines(source, span);
  const before = /[ \t]*$/.exec(near(source, span.start))?.[0].length ?? 0;
  const after = startsLine(source, span.start) ? (/^[ \t]*/.exec(source.slice(span.end))?.[0].length ?? 0) : 0;
  const start = startsLine(source, span.start) ? span.start : span.start - before;
  return { span: { start, end: span.end + after }, text: "" };
}

/** The same; a block that has nothing else closes on the line on which it opens. */
export function withoutMember(tree: Tree, node: NodeBase, span: Span = wholeStatement(tree, node)): TextEdit {
  const { source } = tree;
  const left = source.slice(0, span.start).trimEnd();
  const right = source.slice(span.end, span.end + 300);
  const close = right.length - right.trimStart().length;
  const isAlone = left.endsWith("{") && right.trimStart().startsWith("}") && isToken(tree, left.length - 1, "{");
  return isAlone
    ? { span: { start: left.length, end: span.end + close }, text: "" }
    : withoutStatement(tree, node, span);
}

/** Whether a token begins at an offset, which has that text: what looks like it may be in a comment. */
function isToken({ source, tokens: { starts, count } }: Tree, offset: number, text: string): boolean {
  let low = 0;
  let high = count;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((starts[mid] as number) < offset) low = mid + 1;
    else high = mid;
  }
  return starts[low] === offset && source.slice(offset, starts[low + 1]) === text;
}

/** Puts lines at the beginning of a body. */
export function atStart(tree: Tree, body: Body, lines: readonly string[]): TextEdit {
  const { source } = tree;
  const open = startOf(tree, body) + 1;
  const end = endOf(tree, body);
  // A comment behind the brace belongs to the brace.
  const at = open + (/^[ \t]*\/\/[^\r\n]*/.exec(source.slice(open))?.[0].length ?? 0);
  const breaks = source.indexOf("\n", at);
  const isBroken = (breaks >= 0 && breaks < end) || lines.some(line => line.includes("\n"));
  const isOneLine = body.decls.length > 0 && !isBroken;
  if (isOneLine) return { span: { start: at, end: at }, text: lines.map(line => ` ${line}`).join("") };
  const indent = bodyIndent(tree, body);
  const text = lines.map(line => `\n${indent}${line}`).join("");
  const after = lastBreak(tree, body, at);
  // Blanks that stood between the brace and what followed it on its line.
  const blanks = after ? (/^[ \t]*/.exec(source.slice(at))?.[0].length ?? 0) : 0;
  return { span: { start: at, end: at + blanks }, text: text + after };
}

/** What keeps the rest of a body off what was put at its beginning. */
function lastBreak(tree: Tree, body: Body, at: number): string {
  const { source } = tree;
  if (/^[ \t]*(?:\/\/.*)?\r?\n/.test(source.slice(at))) return "";
  const isEmpty = body.decls.length === 0;
  return `\n${isEmpty ? indentAt(source, at - 1) : bodyIndent(tree, body)}`;
}

/** Puts a statement in front of another, in a line of its own where that has one; with a blank line between where it `isSpaced`. */
export function inFront(tree: Tree, node: NodeBase, text: string, spacing: "close" | "spaced"): TextEdit {
  const { start, end } = wholeStatement(tree, node);
  const isLine = tree.source[end - 1] === "\n" && startsLine(tree.source, start);
  const own = startOf(tree, node);
  const indent = indentAt(tree.source, own);
  const rest = text.includes("\n") ? `\n${indent}` : " ";
  if (!isLine) return { span: { start: own, end: own }, text: text + rest };
  const gap = spacing === "spaced" ? "\n" : "";
  return { span: { start, end: start }, text: `${indent}${text}\n${gap}` };
}

/** Whether a blank line sets a statement off from what stands above it. */
export const isSetOff = (tree: Tree, node: NodeBase): boolean =>
  /\n[ \t]*\r?\n$/.test(near(tree.source, wholeStatement(tree, node).start));

/** A span with the blanks before it where something else stands in its line, else with its line. */
export function withBlanks(source: string, { start, end }: Span): Span {
  const before = /[ \t]*$/.exec(near(source, start))?.[0].length ?? 0;
  if (!startsLine(source, start)) return { start: start - before, end };
  const after = /^[ \t]*(?:\r?\n|$)/.exec(source.slice(end, end + 300))?.[0].length ?? 0;
  return after > 0 || end === source.length ? { start: start - before, end: end + after } : { start, end };
}
