/**
 * Where a file goes on behind a statement that makes no sense. The reference compiler skips to the end of the statement, which it takes to
 * be the next `;` or block. Where somebody is typing, that block is the next declaration's: what begins a line like a declaration is one,
 * so that a word that is half typed hides nothing from those who use what stands below it.
 */
import { startsLine } from "../../base/startsLine.ts";
import type { Parser } from "../parser.ts";
import { isTrivia, Sym, TokenKind } from "../tokenKind.ts";

/** Skips to where the file goes on. "rewound": to a declaration of which the statement that began at `start` had taken a part. */
export function resume(p: Parser, start: number): "rewound" | "skipped" {
  const inside = declarationInside(p, start);
  if (inside !== undefined) {
    p.goTo(inside);
    return "rewound";
  }
  while (!p.atEnd) {
    if (p.tok !== start && beginsDeclaration(p, p.tok)) break;
    if (p.take(Sym.semicolon)) break;
    if (p.take(Sym.open)) {
      p.skipBlock();
      break;
    }
    if (p.is(Sym.close)) break;
    p.next();
  }
  return "skipped";
}

/** What is in a block belongs to the statement. */
function declarationInside(p: Parser, start: number): number | undefined {
  for (let t = after(p, start); t < p.tok; t = after(p, t)) {
    if (p.kinds[t] === Sym.open) return undefined;
    if (beginsDeclaration(p, t)) return t;
  }
  return undefined;
}

function beginsDeclaration(p: Parser, token: number): boolean {
  return p.kinds[token] === TokenKind.Ident && isHead(p, token) && isFirst(p, token);
}

const isFirst = (p: Parser, token: number): boolean => startsLine(p.source, p.starts[token] as number);

function isHead(p: Parser, token: number): boolean {
  const second = after(p, token);
  const kind = p.kinds[second];
  switch (p.textOf(token)) {
    case "message":
    case "enum":
    case "service":
      return kind === TokenKind.Ident && p.kinds[after(p, second)] === Sym.open;
    case "export":
    case "local":
      return p.tokenIsWord(second, "message") || p.tokenIsWord(second, "enum");
    case "extend":
      return kind === TokenKind.Ident || kind === Sym.dot;
    case "import":
      return kind === TokenKind.String || kind === TokenKind.Ident;
    case "option":
      return kind === TokenKind.Ident || kind === Sym.openParen;
    case "package":
      return kind === TokenKind.Ident;
    default:
      return false;
  }
}

/**
 * The same inside a block of `what`. Only a whole member counts that begins a line no further than where the statement broke, or the line
 * after that if all brackets are closed by then: what a broken statement still has on later lines looks like members too often.
 */
export function resumeInBody(p: Parser, start: number, what: string): "rewound" | "skipped" {
  if (p.tok === start && p.is(Sym.close)) return "skipped";
  const headEnd = heads[what];
  // Of a word that begins no member nothing was read.
  const broke = Math.max(p.tok, after(p, start));
  for (let t = after(p, start); headEnd && t <= broke && t < p.tokens.count; t = after(p, t)) {
    if (p.kinds[t] === Sym.open) break;
    const end = headEnd(p, t);
    if (end === undefined || p.tok > end || !isFirst(p, t)) continue;
    const isInside = t < p.tok;
    if (t !== p.tok) p.goTo(t);
    return isInside ? "rewound" : "skipped";
  }
  const next = headEnd && nextLine(p, start);
  if (next !== undefined && headEnd?.(p, next) !== undefined) p.goTo(next);
  else p.skipStatement();
  return "skipped";
}

/** What begins the next line, where the statement does not end before and leaves no bracket open, or one alone and breaks there. */
function nextLine(p: Parser, start: number): number | undefined {
  let depth = 0;
  for (let t = start; t < p.tokens.count; t = after(p, t)) {
    if (t >= p.tok && t > start && isFirst(p, t)) return depth === 0 || (depth === 1 && t === p.tok) ? t : undefined;
    const kind = p.kinds[t] as number;
    if (opening.has(kind)) depth++;
    else if (closing.has(kind)) depth--;
    if (depth < 0 || (depth === 0 && kind === Sym.semicolon)) return undefined;
  }
  return undefined;
}

const opening = new Set<number>([Sym.open, Sym.openParen, Sym.openBracket]);
const closing = new Set<number>([Sym.close, Sym.closeParen, Sym.closeBracket]);

/** The last token of what tells a member of a block from anything else; undefined where none begins. */
type HeadEnd = (p: Parser, token: number) => number | undefined;

const heads: Readonly<Record<string, HeadEnd>> = {
  message: (p, token) => blockHead(p, token, blocksInMessage) ?? wordHead(p, token) ?? fieldHead(p, token),
  oneof: (p, token) => wordHead(p, token) ?? fieldHead(p, token),
  extend: fieldHead,
  enum: (p, token) => wordHead(p, token) ?? (p.kinds[token] === TokenKind.Ident ? numberBehind(p, token) : undefined),
  service: (p, token) => {
    const name = after(p, token);
    const open = after(p, name);
    return p.tokenIsWord(token, "rpc") && p.kinds[name] === TokenKind.Ident && p.kinds[open] === Sym.openParen
      ? open
      : wordHead(p, token);
  },
};

const blocksInMessage = ["message", "enum", "oneof"] as const;

/** `message Name {` */
function blockHead(p: Parser, token: number, words: readonly string[]): number | undefined {
  const name = after(p, token);
  if (p.kinds[name] !== TokenKind.Ident || !words.some(word => p.tokenIsWord(token, word))) return undefined;
  const open = after(p, name);
  return p.kinds[open] === Sym.open ? open : undefined;
}

/** `option a =`, `option (a.b)`, `reserved 1`, `extensions 4` */
function wordHead(p: Parser, token: number): number | undefined {
  const second = after(p, token);
  const kind = p.kinds[second];
  if (p.tokenIsWord(token, "reserved") || p.tokenIsWord(token, "extensions"))
    return kind === TokenKind.Int || kind === TokenKind.String ? second : undefined;
  if (!p.tokenIsWord(token, "option")) return undefined;
  if (kind === Sym.openParen) return second;
  const third = after(p, second);
  const goesOn = p.kinds[third] === Sym.equals || p.kinds[third] === Sym.dot;
  return kind === TokenKind.Ident && goesOn ? third : undefined;
}

const inMapType = new Set<number>([TokenKind.Ident, Sym.less, Sym.comma, Sym.dot]);

/** `optional a.B name = 1`, `map<a, b> name = 1` */
function fieldHead(p: Parser, token: number): number | undefined {
  let t = token;
  if (["optional", "required", "repeated"].some(label => p.tokenIsWord(t, label))) t = after(p, t);
  if (p.tokenIsWord(t, "map") && p.kinds[after(p, t)] === Sym.less) {
    while (p.kinds[t] !== Sym.greater) {
      if (!inMapType.has(p.kinds[t] as number)) return undefined;
      t = after(p, t);
    }
  } else {
    if (p.kinds[t] === Sym.dot) t = after(p, t);
    if (p.kinds[t] !== TokenKind.Ident) return undefined;
    while (p.kinds[after(p, t)] === Sym.dot) t = after(p, after(p, t));
  }
  const name = after(p, t);
  return p.kinds[name] === TokenKind.Ident ? numberBehind(p, name) : undefined;
}

function numberBehind(p: Parser, name: number): number | undefined {
  const equals = after(p, name);
  if (p.kinds[equals] !== Sym.equals) return undefined;
  const sign = after(p, equals);
  const number = p.kinds[sign] === Sym.minus ? after(p, sign) : sign;
  return p.kinds[number] === TokenKind.Int ? number : undefined;
}

/** The significant token behind one. */
function after(p: Parser, token: number): number {
  let t = token + 1;
  while (t < p.tokens.count && isTrivia(p.kinds[t] as number)) t++;
  return Math.min(t, p.tokens.count);
}
