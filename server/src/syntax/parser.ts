/**
 * The state of a parse: a cursor over the significant tokens, and what was found wrong. The grammar's functions return false
 * where the rest of a statement makes no sense; their caller then skips to the statement's end, as the reference compiler
 * does, so that one mistake is reported once and the next statement is read as usual.
 */
import { Edition } from "./edition.ts";
import type { Fix, Problem } from "../base/problem.ts";
import type { Name, NodeBase, SyntaxLevel } from "./ast.ts";
import type { Tokens } from "./lexer.ts";
import { isTrivia, Sym, TokenKind } from "./tokenKind.ts";

export class Parser {
  readonly source: string;
  readonly tokens: Tokens;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly problems: Problem[] = [];
  /** Index of the current significant token; the end token stays current for ever. */
  tok = -1;
  /** Index of the last token consumed. */
  prev = 0;
  /** Set by the first statement; the grammar of labels, groups and reserved names depends on it. */
  syntax: SyntaxLevel = { kind: "proto2", edition: Edition.proto2, text: "" };
  hasPackage = false;
  /** Messages that are open around the current token. */
  nesting = 0;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
    this.source = tokens.source;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.advance();
    this.prev = this.tok;
  }

  get kind(): number {
    return this.kinds[this.tok] as number;
  }

  get atEnd(): boolean {
    return this.tok === this.tokens.count;
  }

  textOf(token: number): string {
    return this.source.slice(this.starts[token], this.starts[token + 1]);
  }

  /** Consumes the current token. */
  next(): void {
    this.prev = this.tok;
    this.advance();
  }

  /** Makes a significant token the current one; those from there on are read again. */
  goTo(token: number): void {
    let before = token - 1;
    while (before > 0 && isTrivia(this.kinds[before] as number)) before--;
    this.prev = Math.max(0, before);
    this.tok = token;
  }

  private advance(): void {
    const { kinds, tokens } = this;
    if (this.tok === tokens.count) return;
    let t = this.tok + 1;
    while (isTrivia(kinds[t] as number)) t++;
    this.tok = t;
  }

  /** The significant token after the current one. */
  peek(): number {
    let t = this.tok + 1;
    while (t < this.tokens.count && isTrivia(this.kinds[t] as number)) t++;
    return Math.min(t, this.tokens.count);
  }

  is(symbol: number): boolean {
    return this.kinds[this.tok] === symbol;
  }

  isWord(word: string): boolean {
    return this.tokenIsWord(this.tok, word);
  }

  tokenIsWord(token: number, word: string): boolean {
    const start = this.starts[token] as number;
    return (
      this.kinds[token] === TokenKind.Ident &&
      (this.starts[token + 1] as number) - start === word.length &&
      this.source.startsWith(word, start)
    );
  }

  take(symbol: number): boolean {
    if (this.kinds[this.tok] !== symbol) return false;
    this.next();
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.next();
    return true;
  }

  /** Consumes `symbol`, or says that it is missing. */
  expect(symbol: number, code = "P1100"): boolean {
    if (this.take(symbol)) return true;
    const text = String.fromCharCode(symbol);
    const behind = this.starts[this.prev + 1] as number;
    // A string that never ends reaches to the line end, of which this may be a half.
    const end = this.source[behind - 1] === "\r" ? behind - 1 : behind;
    const fixes: Fix[] =
      code === "P1100" && symbol === Sym.semicolon
        ? [{ code: "F1100", args: [text], edits: [{ span: { start: end, end }, text }] }]
        : [];
    this.fail(code, [text], fixes);
    return false;
  }

  expectWord(word: string): boolean {
    if (this.takeWord(word)) return true;
    this.fail("P1100", [word]);
    return false;
  }

  /** Consumes an identifier; keywords are identifiers too. */
  name(code: string): Name | undefined {
    if (this.kinds[this.tok] !== TokenKind.Ident) {
      this.fail(code);
      return undefined;
    }
    const node: Name = { kind: "Name", first: this.tok, last: this.tok, text: this.textOf(this.tok) };
    this.next();
    return node;
  }

  /** A problem at the current token. */
  fail(code: string, args: readonly string[] = [], fixes?: readonly Fix[]): void {
    this.problemAt(this.tok, this.tok, code, args, fixes);
  }

  problemAt(first: number, last: number, code: string, args: readonly string[] = [], fixes?: readonly Fix[]): void {
    const start = this.starts[first] as number;
    const end = first === this.tokens.count ? start : (this.starts[last + 1] as number);
    this.problems.push({
      code,
      severity: "error",
      span: { start, end },
      args,
      ...(fixes?.length ? { fixes } : {}),
    });
  }

  warnAt(node: NodeBase, code: string, args: readonly string[] = []): void {
    const span = { start: this.starts[node.first] as number, end: this.starts[node.last + 1] as number };
    this.problems.push({ code, severity: "warning", span, args });
  }

  /** Skips to the end of a statement: behind its `;` or its block, or before the `}` that ends the enclosing block. */
  skipStatement(): void {
    while (!this.atEnd) {
      if (this.take(Sym.semicolon)) return;
      if (this.take(Sym.open)) {
        this.skipBlock();
        return;
      }
      if (this.is(Sym.close)) return;
      this.next();
    }
  }

  /** Skips behind the `}` of a block whose `{` was consumed. */
  skipBlock(): void {
    let depth = 1;
    while (!this.atEnd && depth > 0) {
      if (this.is(Sym.open)) depth++;
      else if (this.is(Sym.close)) depth--;
      this.next();
    }
  }
}
