/** The tokens of a literal in text format, one after the other, and the first mistake among them. */
import type { MessageLit, Tree } from "../syntax/ast.ts";
import { isTrivia } from "../syntax/tokenKind.ts";

/** What is wrong inside of a literal, and at which token. */
export interface LiteralError {
  readonly code: string;
  readonly args: readonly string[];
  readonly token: number;
}

const HASH = 0x23;

export class LiteralCursor {
  error: LiteralError | undefined;
  readonly tree: Tree;
  /** The current token. */
  tok: number;
  private readonly kinds: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly end: number;

  /** Stands at the first token behind the brace that opens the literal. */
  constructor(tree: Tree, node: MessageLit) {
    this.tree = tree;
    this.kinds = tree.tokens.kinds;
    this.starts = tree.tokens.starts;
    this.end = node.last;
    this.tok = node.first;
    this.next();
  }

  next(): void {
    let t = this.tok + 1;
    for (; t < this.end; t++) {
      // Text format has a comment of its own, up to the end of the line.
      if (this.kinds[t] === HASH) t = this.endOfLine(t);
      else if (!isTrivia(this.kinds[t] as number)) break;
    }
    this.tok = Math.min(t, this.end);
  }

  /** The last token that starts in the line of `token`. */
  private endOfLine(token: number): number {
    const newline = this.tree.source.indexOf("\n", this.starts[token]);
    let t = token;
    while (t + 1 < this.end && (newline < 0 || (this.starts[t + 1] as number) < newline)) t++;
    return t;
  }

  /** The kind of the current token; 0 at the brace that ends the literal. */
  get kind(): number {
    return this.tok >= this.end ? 0 : (this.kinds[this.tok] as number);
  }

  text(token = this.tok): string {
    return this.tree.source.slice(this.starts[token], this.starts[token + 1]);
  }

  take(symbol: number): boolean {
    if (this.kind !== symbol) return false;
    this.next();
    return true;
  }

  fail(code: string, args: readonly string[], token = this.tok): false {
    this.error ??= { code, args, token };
    return false;
  }

  expect(symbol: number): boolean {
    return this.take(symbol) || this.fail("P4020", [String.fromCharCode(symbol), this.found()]);
  }

  found(): string {
    return this.tok >= this.end ? "}" : this.text();
  }
}
