/**
 * Where lines break: for each significant token what stands before it. The tree decides this; blanks of the text matter only as far as a
 * blank line is kept where a reader put one.
 */
import type { Tree } from "../syntax/ast.ts";
import { isTrivia } from "../syntax/tokenKind.ts";

export const Break = {
  /** On the same line, with a blank where the two tokens want one. */
  auto: 0,
  none: 1,
  space: 2,
  /** A new line; one blank line is kept. The next token begins a declaration. */
  statement: 3,
  /** The same behind the brace that opens a body, where blank lines go. */
  first: 4,
  /** The brace that closes a body. */
  closing: 5,
  /** A new line for an entry of a literal, of a list, or of options in brackets; one blank line is kept. */
  entry: 6,
  firstEntry: 7,
  closingEntry: 8,
  /** A declaration of another part of the file's head than the one before: exactly one blank line. */
  section: 9,
  /** An import below an import, an option below an option: no blank line. */
  listed: 10,
  /** As written, since what stands on one side is broken. */
  verbatim: 11,
} as const;
export type Break = (typeof Break)[keyof typeof Break];

export const Change = {
  none: 0,
  /** A separator that means nothing. */
  drop: 1,
  /** A colon is written behind it. */
  colon: 2,
  /** `<` or `>` of a literal, written as a brace. */
  brace: 3,
} as const;

export class Layout {
  readonly tree: Tree;
  /** By token; meaningful for significant ones and for the end of the file. */
  readonly breaks: Uint8Array;
  /** Levels of indentation of the tokens that begin a line. */
  readonly levels: Uint16Array;
  readonly changes: Uint8Array;
  /** Whether something is broken and stays as it is. */
  hasKept = false;

  constructor(tree: Tree) {
    this.tree = tree;
    const size = tree.tokens.count + 1;
    this.breaks = new Uint8Array(size);
    this.levels = new Uint16Array(size);
    this.changes = new Uint8Array(size);
  }

  line(token: number, how: Break, level: number): void {
    this.breaks[token] = how;
    this.levels[token] = level;
  }

  set(token: number, how: Break): void {
    this.breaks[token] = how;
  }

  /** Leaves the tokens from `first` to `last` as they are, with what surrounds them. */
  keep(first: number, last: number): void {
    const { kinds } = this.tree.tokens;
    this.hasKept = true;
    for (let t = first; t <= last; t++)
      if (!isTrivia(kinds[t] as number)) {
        this.breaks[t] = Break.verbatim;
        this.changes[t] = Change.none;
      }
    this.breaks[nextToken(this.tree, last)] = Break.verbatim;
  }
}

/** The significant token behind `token`; the end of the file behind the last. */
export function nextToken({ tokens }: Tree, token: number): number {
  let t = token + 1;
  while (t < tokens.count && isTrivia(tokens.kinds[t] as number)) t++;
  return Math.min(t, tokens.count);
}

/** The significant token before `token`, or -1. */
export function previousToken({ tokens }: Tree, token: number): number {
  let t = token - 1;
  while (t >= 0 && isTrivia(tokens.kinds[t] as number)) t--;
  return t;
}
