/**
 * Whether two texts say the same: the tokens that mean something are equal in the order that formatting gives them, all comments are there,
 * and each one belongs to the same declaration by the compiler's rules. Blanks at the ends and starts of a comment's lines do not count.
 */
import type { Decl, Tree } from "../syntax/ast.ts";
import { isTrivia, Sym, TokenKind } from "../syntax/tokenKind.ts";
import type { FormatOptions } from "./format.ts";
import { arrange, unitsOf } from "./header.ts";
import { Change, Layout } from "./layout.ts";
import { ownedComments, plain } from "./owners.ts";
import { Soundness } from "./sound.ts";
import { layOutDecls } from "./statements.ts";

/** The offset in the first text at which they differ; nothing where they say the same. */
export function sameMeaning(before: Tree, after: Tree, order: FormatOptions["order"]): number | undefined {
  const a = readingOf(before, order);
  const b = readingOf(after, order);
  return tokenDifference(a, b) ?? commentDifference(a, b);
}

interface Reading {
  readonly tree: Tree;
  readonly changes: Uint8Array;
  /** Declarations of the file as they are to be read. */
  readonly decls: readonly Decl[];
  /** Significant tokens in that order, without separators that mean nothing. */
  readonly tokens: readonly number[];
  readonly isMoved: boolean;
}

function readingOf(tree: Tree, order: FormatOptions["order"]): Reading {
  const layout = new Layout(tree);
  layOutDecls(layout, new Soundness(tree), tree.root.decls, -1, 0);
  const { units } = unitsOf(layout);
  const { units: arranged, moved } =
    order === "canonical" && !layout.hasKept ? arrange(tree, units) : { units, moved: 0 };
  const tokens: number[] = [];
  const { kinds, count } = tree.tokens;
  const add = (first: number, last: number): void => {
    for (let t = first; t <= last; t++)
      if (!isTrivia(kinds[t] as number) && layout.changes[t] !== Change.drop) tokens.push(t);
  };
  if (moved > 0) for (const { decl } of arranged) add(decl.first, decl.last);
  else add(0, count - 1);
  return { tree, changes: layout.changes, decls: arranged.map(u => u.decl), tokens, isMoved: moved > 0 };
}

function tokenDifference(a: Reading, b: Reading): number | undefined {
  const { source, tokens } = a.tree;
  const other = b.tree;
  let i = 0;
  let j = 0;
  while (i < a.tokens.length || j < b.tokens.length) {
    const left = a.tokens[i];
    const right = b.tokens[j];
    if (left === undefined || right === undefined) return source.length;
    const start = tokens.starts[left] as number;
    const length = (tokens.starts[left + 1] as number) - start;
    const from = other.tokens.starts[right] as number;
    const same =
      length === (other.tokens.starts[right + 1] as number) - from &&
      sameText(source, start, other.source, from, length);
    const brace = a.changes[left] === Change.brace;
    if (!same && !(brace && other.tokens.kinds[right] === (tokens.kinds[left] === Sym.less ? Sym.open : Sym.close)))
      return start;
    i++;
    j++;
    // The colon that was added.
    if (a.changes[left] === Change.colon && b.changes[right] !== Change.colon) {
      if (other.tokens.kinds[b.tokens[j] as number] !== Sym.colon) return start;
      j++;
    }
  }
  return undefined;
}

function sameText(a: string, start: number, b: string, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a.charCodeAt(start + i) !== b.charCodeAt(from + i)) return false;
  return true;
}

function commentDifference(a: Reading, b: Reading): number | undefined {
  const arranged = (comments: string[]): string[] => (a.isMoved ? comments.sort() : comments);
  const texts = arranged(commentTexts(a.tree));
  if (!sameList(texts, arranged(commentTexts(b.tree)))) return 0;
  if (texts.length === 0) return undefined;
  const mine = ownedComments(a.tree, a.changes, a.decls);
  const theirs = ownedComments(b.tree, b.changes, b.decls);
  // Detached comments at the head of a group stay there when it is sorted.
  const same =
    sameList(mine.attached, theirs.attached) && sameList(arranged(mine.detached), arranged(theirs.detached));
  return same ? undefined : 0;
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

function commentTexts({ source, tokens }: Tree): string[] {
  const out: string[] = [];
  for (let t = 0; t < tokens.count; t++) {
    const kind = tokens.kinds[t];
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment)
      out.push(plain(source.slice(tokens.starts[t], tokens.starts[t + 1])));
  }
  return out;
}
