/** What stands between two significant tokens: comments, and how many lines apart they are. */
import type { Tree } from "../syntax/ast.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { Change, type Layout } from "./layout.ts";

export interface Gap {
  /** Tokens of the comments. */
  readonly comments: readonly number[];
  /** Line ends before each comment, and before the token that follows: one entry more than comments. */
  readonly lines: readonly number[];
  /** A character that starts no token stands here. */
  readonly bad: boolean;
}

const none: readonly number[] = [];

/** Between two tokens that stay; those between them are dropped. -1 stands for the start of the file. */
export function gapBetween(layout: Layout, before: number, after: number): Gap {
  const { kinds } = layout.tree.tokens;
  let comments: number[] | undefined;
  let lines: number[] | undefined;
  let count = 0;
  let prior = 0;
  let bad = false;
  for (let t = before + 1; t < after; t++) {
    const kind = kinds[t] as number;
    if (kind === TokenKind.Space) count += lineEnds(layout.tree, t);
    else if (kind === TokenKind.Bad) bad = true;
    else if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) {
      comments ??= [];
      lines ??= [];
      comments.push(t);
      lines.push(Math.max(count, prior));
      count = prior = 0;
    } else if (layout.changes[t] === Change.drop) {
      // What is dropped leaves no blank line where it had a line of its own.
      prior = Math.max(prior, count);
      count = 0;
    } else bad = true;
  }
  const last = Math.max(count, prior);
  if (!comments || !lines) return { comments: none, lines: [last], bad };
  lines.push(last);
  return { comments, lines, bad };
}

function lineEnds({ source, tokens }: Tree, token: number): number {
  const end = tokens.starts[token + 1] as number;
  let count = 0;
  for (let i = tokens.starts[token] as number; i < end; i++) if (source.charCodeAt(i) === 0x0a) count++;
  return count;
}

export function hasComment({ tokens }: Tree, before: number, after: number): boolean {
  for (let t = before + 1; t < after; t++) {
    const kind = tokens.kinds[t] as number;
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment || kind === TokenKind.Bad) return true;
  }
  return false;
}

/** Whether the compiler gives the comments before `token` to nothing that follows. */
export function closes({ tokens }: Tree, token: number): boolean {
  const kind = tokens.kinds[token] as number;
  return token >= tokens.count || kind === Sym.close || kind === Sym.closeBracket || kind === Sym.closeParen;
}

/**
 * A gap between declarations, in which the compiler sees whom each comment belongs to (`syntax/comments.ts` has its rules). A comment alone
 * between two declarations of one line belongs to neither, which blank lines around it say as well.
 */
export function separated(layout: Layout, gap: Gap, before: number, after: number): Gap {
  const lone = gap.comments.length === 1 && gap.lines[0] === 0 && gap.lines[1] === 0;
  if (!lone || before < 0 || after >= layout.tree.tokens.count) return gap;
  return layout.tree.tokens.kinds[gap.comments[0] as number] === TokenKind.BlockComment
    ? { ...gap, lines: [2, 2] }
    : gap;
}

/** How many comments form one from `start` on: line comments on successive lines, or a single block. */
export function groupEnd({ tokens }: Tree, { comments, lines }: Gap, start: number): number {
  let end = start + 1;
  if (tokens.kinds[comments[start] as number] === TokenKind.BlockComment) return end;
  while (end < comments.length && lines[end] === 1 && tokens.kinds[comments[end] as number] === TokenKind.LineComment)
    end++;
  return end;
}

/** How many of the comments trail the declaration before them. */
export function trailingCount(tree: Tree, gap: Gap, after: number): number {
  const { comments, lines } = gap;
  if (comments.length === 0 || (lines[0] as number) > 1) return 0;
  if (lines[0] === 0) return 1;
  const end = groupEnd(tree, gap, 0);
  const leads = end === comments.length && (lines[end] as number) < 2 && !closes(tree, after);
  return leads ? 0 : end;
}

/** Where the comments begin that lead what follows; all before are detached or trail. */
export function leadingStart(tree: Tree, gap: Gap, from: number): number {
  const { comments, lines } = gap;
  if ((lines[comments.length] as number) > 1) return comments.length;
  let start = from;
  while (start < comments.length) {
    const end = groupEnd(tree, gap, start);
    if (end === comments.length) return start;
    start = end;
  }
  return start;
}
