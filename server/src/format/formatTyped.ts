/**
 * Formatting while one types: the declaration that `;` or `}` has just ended, and the indentation of a line that was just begun. Nothing
 * behind the caret changes.
 */
import type { TextEdit } from "../base/problem.ts";
import type { Decl, Tree } from "../syntax/ast.ts";
import { isTrivia, Sym, TokenKind } from "../syntax/tokenKind.ts";
import { type FormatOptions, formatWithin } from "./format.ts";
import { nextToken, previousToken } from "./layout.ts";
import { bodyOf } from "./sound.ts";

/** `caret` stands behind what was typed. */
export function formatTyped(
  tree: Tree,
  options: Pick<FormatOptions, "indent">,
  { caret, typed }: { readonly caret: number; readonly typed: string },
): readonly TextEdit[] {
  if (typed === "\n") return indentation(tree, options.indent, caret);
  const decl = declEndingAt(tree, caret);
  // A semicolon that ends nothing is left to whoever has just typed it.
  if (!decl || decl.kind === "Empty") return [];
  const start = tree.tokens.starts[previousToken(tree, decl.first) + 1] as number;
  return formatWithin(tree, options, { start, end: caret }).edits;
}

function declEndingAt(tree: Tree, offset: number): Decl | undefined {
  const { starts } = tree.tokens;
  let decls: readonly Decl[] = tree.root.decls;
  for (;;) {
    const around = decls.find(
      ({ first, last }) => (starts[first] as number) < offset && offset <= (starts[last + 1] as number),
    );
    if (!around || starts[around.last + 1] === offset) return around;
    decls = bodyOf(around)?.decls ?? [];
  }
}

/** What the line of the caret begins with, where a new entry or declaration begins on it. */
function indentation(tree: Tree, indent: string, caret: number): TextEdit[] {
  const { source, tokens } = tree;
  const start = source.lastIndexOf("\n", caret - 1) + 1;
  let end = start;
  while (source[end] === " " || source[end] === "\t") end++;
  const depth = depthAt(tree, start);
  if (depth === undefined) return [];
  const next = nextToken(tree, depth.token);
  const closes = tokens.starts[next] === end && isClosing(tokens.kinds[next] as number);
  const text = indent.repeat(Math.max(0, closes ? depth.level - 1 : depth.level));
  return source.slice(start, end) === text ? [] : [{ span: { start, end }, text }];
}

/** How many brackets are open at `offset`, and the last token before; nothing within a token, or where a statement is not at its end. */
function depthAt({ tokens }: Tree, offset: number): { level: number; token: number } | undefined {
  const { kinds, starts, count } = tokens;
  let level = 0;
  let token = -1;
  for (let t = 0; t < count && (starts[t] as number) < offset; t++) {
    const kind = kinds[t] as number;
    if ((starts[t + 1] as number) > offset && kind !== TokenKind.Space) return undefined;
    if (isTrivia(kind)) continue;
    token = t;
    if (kind === Sym.open || kind === Sym.openBracket) level++;
    else if (kind === Sym.close || kind === Sym.closeBracket) level = Math.max(0, level - 1);
  }
  const last = kinds[token];
  const isAtEnd =
    token < 0 ||
    last === Sym.semicolon ||
    last === Sym.comma ||
    last === Sym.open ||
    last === Sym.close ||
    last === Sym.openBracket;
  return isAtEnd ? { level, token } : undefined;
}

const isClosing = (kind: number): boolean => kind === Sym.close || kind === Sym.closeBracket;
