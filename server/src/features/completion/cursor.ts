/**
 * Where the cursor stands, told from the tokens before it alone: the block, the words of the statement, and the brackets that are open
 * inside of it. Tokens hold in every broken text; the tree behind the cursor need not.
 */
import type { Span } from "../../base/span.ts";
import type { Tree } from "../../syntax/ast.ts";
import { textOfToken, tokenAt } from "../../syntax/nodeAt.ts";
import { isTrivia, Sym, TokenKind } from "../../syntax/tokenKind.ts";

export type Block = "file" | "message" | "enum" | "oneof" | "service" | "extend" | "rpc";

export interface Cursor {
  readonly tree: Tree;
  readonly offset: number;
  readonly block: Block;
  /** The brace that opens the block; -1 at the top of a file. */
  readonly brace: number;
  /** Significant tokens from the start of the statement to the cursor, without the name that is being typed. */
  readonly words: readonly number[];
  /** Brackets of the statement that are open at the cursor, outermost first. */
  readonly open: readonly number[];
  /** The name being typed with the dots in it; empty at the cursor where there is none. */
  readonly name: Span;
  /** Its last part, behind the last dot. */
  readonly part: Span;
  readonly inside: "code" | "comment" | "string";
  /** The token of the string or comment that the cursor is in. */
  readonly token: number;
}

const opens = new Set<number>([Sym.open, Sym.openParen, Sym.openBracket]);
const closes = new Set<number>([Sym.close, Sym.closeParen, Sym.closeBracket]);

export function cursorAt(tree: Tree, offset: number): Cursor {
  const { kinds, starts } = tree.tokens;
  let token = offset === 0 ? -1 : tokenAt(tree, offset - 1);
  const inside = insideOf(tree, token, offset);
  const at = token;
  let name: Span = { start: offset, end: offset };
  if (inside === "code")
    while (token >= 0 && (kinds[token] === TokenKind.Ident || kinds[token] === Sym.dot)) {
      name = spanTo(starts, token, offset);
      token--;
    }
  else token--;
  const before = significant(tree, token);
  const { start, open, brace, block } = statement(tree, before);
  const words: number[] = [];
  for (let t = start; t <= before; t++) if (!isTrivia(kinds[t] as number)) words.push(t);
  return { tree, offset, block, brace, words, open, name, part: lastPart(tree, name), inside, token: at };
}

const spanTo = (starts: Uint32Array, token: number, end: number): Span => ({ start: starts[token] as number, end });

function lastPart(tree: Tree, name: Span): Span {
  const dot = tree.source.slice(name.start, name.end).lastIndexOf(".");
  return { start: name.start + dot + 1, end: name.end };
}

function insideOf(tree: Tree, token: number, offset: number): Cursor["inside"] {
  if (token < 0) return "code";
  const { kinds, starts } = tree.tokens;
  const kind = kinds[token];
  if (kind === TokenKind.LineComment) return "comment";
  if (kind === TokenKind.BlockComment) {
    const ends = offset === starts[token + 1] && textOfToken(tree, token).endsWith("*/");
    return ends ? "code" : "comment";
  }
  if (kind !== TokenKind.String) return "code";
  const text = textOfToken(tree, token);
  const closed = text.length > 1 && text.endsWith(text[0] as string);
  return offset === starts[token + 1] && closed ? "code" : "string";
}

/** The last token at or before `token` that is no blank and no comment; -1 for none. */
function significant(tree: Tree, token: number): number {
  let t = token;
  while (t >= 0 && isTrivia(tree.tokens.kinds[t] as number)) t--;
  return t;
}

/** The first token at or behind `token` that is no blank and no comment. */
export function significantFrom(tree: Tree, token: number): number {
  let t = token;
  while (t < tree.tokens.count && isTrivia(tree.tokens.kinds[t] as number)) t++;
  return t;
}

interface Statement {
  readonly start: number;
  readonly open: readonly number[];
  readonly brace: number;
  readonly block: Block;
}

/** The statement that the token `before` is the last of, and the block around it. */
function statement(tree: Tree, before: number): Statement {
  const { kinds } = tree.tokens;
  const open: number[] = [];
  let depth = 0;
  /** The start of the statement if no further bracket is open around it. */
  let start = -1;
  /** Whether a statement ends behind the place that the walk is at, within the same bracket. */
  let ended = false;
  for (let t = before; t >= 0; t--) {
    const kind = kinds[t] as number;
    if (isTrivia(kind)) continue;
    if (depth === 0 && start < 0 && (kind === Sym.semicolon || kind === Sym.close)) start = t + 1;
    if (depth === 0 && kind === Sym.semicolon) ended = true;
    if (closes.has(kind)) depth++;
    else if (opens.has(kind)) {
      if (depth > 0) {
        depth--;
        continue;
      }
      // A list of options or an argument that was never closed: it does not go over the end of its statement.
      if (kind !== Sym.open && ended) continue;
      const block = kind === Sym.open ? blockOf(tree, t) : undefined;
      if (block) return { start: start < 0 ? t + 1 : start, open, brace: t, block };
      open.unshift(t);
      // What ended a statement further in was a part of this bracket.
      start = -1;
      ended = false;
    }
  }
  return { start: Math.max(start, 0), open, brace: -1, block: "file" };
}

const namedBlocks = new Set(["message", "enum", "oneof", "service"]);

/** Blocks do not nest deeper in files that compile, so nobody looks further out than that. */
const MOST_AROUND = 64;

/** What a brace opens; undefined for a literal. */
function blockOf(tree: Tree, brace: number): Block | undefined {
  const block = headAt(tree, brace);
  // In a literal no name follows another, but for a value's.
  let head = block;
  for (let at = brace, levels = 0; head && !namedBlocks.has(head) && levels < MOST_AROUND; levels++) {
    at = bracketAround(tree, at - 1);
    if (at < 0) break;
    head = tree.tokens.kinds[at] === Sym.open ? headAt(tree, at) : undefined;
  }
  return head && block;
}

/** What the words before a brace say that it opens, whatever is around it. */
function headAt(tree: Tree, brace: number): Block | undefined {
  const previous = tree.tokens.kinds[significant(tree, brace - 1)];
  if (previous === Sym.equals || previous === Sym.colon || previous === Sym.openBracket || previous === Sym.comma)
    return undefined;
  return headOf(tree, brace)?.block;
}

/** The bracket that is open at a token; -1 for none. */
function bracketAround(tree: Tree, token: number): number {
  let depth = 0;
  for (let t = token; t >= 0; t--) {
    const kind = tree.tokens.kinds[t] as number;
    if (closes.has(kind)) depth++;
    else if (opens.has(kind) && depth-- === 0) return t;
  }
  return -1;
}

/** What is declared with the block that a brace opens. An unfinished statement before it may run into its words. */
function headOf(tree: Tree, brace: number): { readonly block: Block; readonly name: string } | undefined {
  const words = wordsBefore(tree, brace);
  const [third, second, name] = [words.at(-3), words.at(-2), words.at(-1)];
  if (second !== undefined && name !== undefined && namedBlocks.has(second) && third !== ":")
    return { block: second as Block, name };
  if (words.at(-4) === "group" && second === "=") return { block: "message", name: third as string };
  const rpc = words.lastIndexOf("rpc");
  if (rpc >= 0 && words.indexOf("returns", rpc) >= 0) return { block: "rpc", name: words[rpc + 1] ?? "" };
  const extend = words.lastIndexOf("extend");
  if (extend >= 0 && words.slice(extend + 1).every(w => /^[\w.]+$/.test(w)))
    return { block: "extend", name: words.slice(extend + 1).join("") };
  return undefined;
}

/** The words of the statement that a brace belongs to, without what is in brackets. */
function wordsBefore(tree: Tree, brace: number): string[] {
  const { kinds } = tree.tokens;
  const out: string[] = [];
  let depth = 0;
  for (let t = brace - 1; t >= 0; t--) {
    const kind = kinds[t] as number;
    if (isTrivia(kind)) continue;
    if (depth === 0 && (kind === Sym.semicolon || kind === Sym.open || kind === Sym.close)) break;
    if (kind === Sym.closeParen || kind === Sym.closeBracket) depth++;
    else if (kind === Sym.openParen || kind === Sym.openBracket) {
      if (depth-- === 0) return [];
    } else if (depth === 0) out.unshift(textOfToken(tree, t));
  }
  return out;
}

/** The brace of the block around a block's brace; -1 at the top of a file. */
function outerBrace(tree: Tree, brace: number): number {
  return brace < 0 ? -1 : statement(tree, significant(tree, brace - 1)).brace;
}

/** The message that the block at the cursor extends, as written; undefined in other blocks. */
export function extendeeAt(cursor: Cursor): string | undefined {
  const head = cursor.brace < 0 ? undefined : headOf(cursor.tree, cursor.brace);
  return head?.block === "extend" ? head.name : undefined;
}

/** Full name of the innermost declaration around the cursor, with a dummy member: what relative names are looked up from. */
export function scopeAt(cursor: Cursor, pkg: string): string {
  const scope = blockName(cursor, pkg);
  return scope ? `${scope}.?` : "?";
}

/** Full name of the message, enum or service whose block the cursor is in; for other blocks that of what is around them. */
export function blockName(cursor: Cursor, pkg: string): string {
  const names: string[] = [];
  for (let brace = cursor.brace; brace >= 0; brace = outerBrace(cursor.tree, brace)) {
    const head = headOf(cursor.tree, brace);
    if (head && ["message", "service", "enum"].includes(head.block)) names.unshift(head.name);
  }
  return [pkg, ...names.slice(0, MOST_AROUND)].filter(Boolean).join(".");
}
