/**
 * Which comments belong to a declaration, as the compiler decides when it passes the token that ends one (`;`, `{`, `}`): what follows
 * on the same line trails it; what stands right before the next declaration leads that one; all else is detached.
 */
import type { Tree } from "./ast.ts";
import { isTrivia, Sym, TokenKind } from "./tokenKind.ts";

export interface Comments {
  readonly trailing: string;
  readonly detached: readonly string[];
  /** Of the next declaration. */
  readonly leading: string;
}

const none: Comments = { trailing: "", detached: [], leading: "" };

/** The comments between `token` and the next one that is no comment; -1 stands for the start of the file. */
export function commentsAfter(tree: Tree, token: number): Comments {
  const { kinds, count } = tree.tokens;
  let next = token + 1;
  let found = false;
  while (next < count && isTrivia(kinds[next] as number)) {
    const kind = kinds[next] as number;
    found ||= kind === TokenKind.LineComment || kind === TokenKind.BlockComment;
    next++;
  }
  return found ? collect(tree, token, next) : none;
}

class Collector {
  trailing = "";
  readonly detached: string[] = [];
  buffer = "";
  has = false;
  private isLine = false;
  private hasTrailing = false;
  private flushed = 0;
  canAttach = true;

  line(text: string): void {
    if (this.has && !this.isLine) this.flush();
    this.has = this.isLine = true;
    this.buffer += text;
  }

  block(text: string): void {
    if (this.has) this.flush();
    this.has = true;
    this.isLine = false;
    this.buffer += text;
  }

  /** What was gathered does not belong to the next token. */
  flush(): void {
    if (!this.has) return;
    if (this.canAttach) {
      this.trailing += this.buffer;
      this.hasTrailing = true;
      this.canAttach = false;
    } else this.detached.push(this.buffer);
    this.buffer = "";
    this.has = false;
    this.flushed++;
  }

  /** A lone comment between two tokens of one line belongs to neither. */
  detachLone(): void {
    if (this.flushed + (this.has ? 1 : 0) !== 1 || !this.hasTrailing) return;
    this.detached.unshift(this.trailing);
    this.trailing = "";
  }
}

function collect(tree: Tree, token: number, next: number): Comments {
  const { source } = tree;
  const { kinds, starts, count } = tree.tokens;
  const c = new Collector();
  let t = token + 1;
  let i = starts[t] as number;
  const end = starts[next] as number;
  let line = 0;
  let trailingEnd = -1;
  /** Blanks but no line end. */
  const blanks = (): void => {
    while (i < end && kinds[t] === TokenKind.Space && source.charCodeAt(i) !== 0x0a) {
      i++;
      if (i >= (starts[t + 1] as number)) t++;
    }
  };
  const lineEnd = (): boolean => {
    if (i >= end || source.charCodeAt(i) !== 0x0a) return false;
    i++;
    line++;
    if (i >= (starts[t + 1] as number)) t++;
    return true;
  };
  const comment = (): "line" | "block" | undefined => {
    if (i >= end) return undefined;
    const kind = kinds[t];
    if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) return undefined;
    const stop = starts[t + 1] as number;
    if (kind === TokenKind.LineComment) {
      const text = source.slice(i + 2, stop);
      i = stop;
      t++;
      const ended = lineEnd();
      c.line(ended ? `${text}\n` : text);
      return "line";
    }
    c.block(blockText(source.slice(i + 2, stop - 2)));
    for (let at = source.indexOf("\n", i); at >= 0 && at < stop; at = source.indexOf("\n", at + 1)) line++;
    i = stop;
    t++;
    return "block";
  };
  if (token < 0) {
    c.canAttach = false;
    if (source.charCodeAt(0) === 0xfeff) {
      i = 1;
      t = 1;
    }
  } else {
    blanks();
    const start = line;
    const kind = comment();
    if (kind === "line") {
      trailingEnd = start;
      c.flush();
    } else if (kind === "block") {
      trailingEnd = line;
      blanks();
      c.flush();
    } else if (!lineEnd()) return none;
  }
  for (;;) {
    blanks();
    const kind = comment();
    if (kind === "line") continue;
    if (kind === "block") {
      blanks();
      lineEnd();
    } else if (lineEnd()) {
      c.flush();
      c.canAttach = false;
    } else break;
  }
  const symbol = kinds[next] as number;
  if (next >= count || symbol === Sym.close || symbol === Sym.closeBracket || symbol === Sym.closeParen) c.flush();
  if (next < count && (line === 0 || trailingEnd === line)) c.detachLone();
  return { trailing: c.trailing, detached: c.detached, leading: c.has ? c.buffer : "" };
}

/** Without the blanks and the asterisk that begin each line but the first. */
function blockText(text: string): string {
  let at = text.indexOf("\n");
  if (at < 0) return text;
  let out = text.slice(0, at + 1);
  while (at >= 0) {
    let i = at + 1;
    while (i < text.length && isBlank(text.charCodeAt(i))) i++;
    if (text.charCodeAt(i) === 0x2a) i++;
    at = text.indexOf("\n", i);
    out += at < 0 ? text.slice(i) : text.slice(i, at + 1);
  }
  return out;
}

const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 13 || c === 11 || c === 12;
