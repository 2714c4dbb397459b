/** What may be written at a place: decided by the tokens before it and the block around it, so that it holds in broken files. */
import type { Node, Tree } from "../../syntax/ast.ts";
import { nodesAt, textOfToken, tokenAt } from "../../syntax/nodeAt.ts";
import { isTrivia, Sym, TokenKind } from "../../syntax/tokenKind.ts";
import type { Span } from "../../base/span.ts";

export type Block = "file" | "message" | "enum" | "oneof" | "service" | "extend" | "rpc";

export type CompletionContext =
  /** A statement begins here; `afterLabel` when a field's label is already written. */
  | { readonly kind: "statement"; readonly block: Block; readonly span: Span; readonly afterLabel: boolean }
  /** The request or response type of an rpc, or the message that is extended. */
  | { readonly kind: "messageType"; readonly span: Span; readonly stream: boolean }
  | { readonly kind: "mapType"; readonly span: Span; readonly part: "key" | "value" }
  | { readonly kind: "importPath"; readonly span: Span; readonly typed: string }
  | { readonly kind: "syntaxValue"; readonly span: Span; readonly keyword: "syntax" | "edition" }
  | { readonly kind: "afterImport"; readonly span: Span }
  | { readonly kind: "returns"; readonly span: Span }
  | { readonly kind: "other"; readonly span: Span };

export interface CompletionPlace {
  readonly context: CompletionContext;
  /** Full name of the scope that names are looked up from: the package or the message around the place, with a dummy last part. */
  readonly at: string;
}

const labels = new Set(["optional", "required", "repeated"]);

export function completionContext(tree: Tree, offset: number): CompletionContext {
  const { kinds, starts } = tree.tokens;
  let token = offset === 0 ? 0 : tokenAt(tree, offset - 1);
  const inString = kinds[token] === TokenKind.String && (starts[token] as number) < offset;
  if (inString) return stringContext(tree, token, offset);
  if (
    kinds[token] === TokenKind.LineComment ||
    (kinds[token] === TokenKind.BlockComment && offset < (starts[token + 1] as number))
  )
    return { kind: "other", span: { start: offset, end: offset } };
  // The name being typed, with its dots, is what gets replaced.
  let start = offset;
  while (
    token >= 0 &&
    (kinds[token] === TokenKind.Ident || kinds[token] === Sym.dot) &&
    (starts[token] as number) < offset
  ) {
    start = starts[token] as number;
    token--;
  }
  const span = { start, end: offset };
  const before = significant(tree, token);
  const previous = before < 0 ? "" : textOfToken(tree, before);
  const two = before < 0 ? -1 : significant(tree, before - 1);
  const block = blockAround(tree, before);
  if (previous === "" || previous === ";" || previous === "}" || previous === "{")
    return { kind: "statement", block, span, afterLabel: false };
  if (labels.has(previous) && (block === "message" || block === "extend"))
    return { kind: "statement", block, span, afterLabel: true };
  if (previous === "import") return { kind: "afterImport", span };
  if (previous === "extend") return { kind: "messageType", span, stream: false };
  if (previous === "(" && block === "service") return { kind: "messageType", span, stream: true };
  if (previous === "stream" && two >= 0 && textOfToken(tree, two) === "(")
    return { kind: "messageType", span, stream: false };
  if (previous === ")" && block === "service" && !wordsOfStatement(tree, before).includes("returns"))
    return { kind: "returns", span };
  if (previous === "<" && two >= 0 && textOfToken(tree, two) === "map") return { kind: "mapType", span, part: "key" };
  if (previous === "," && wordsOfStatement(tree, before).at(-1) !== "]" && insideMap(tree, before))
    return { kind: "mapType", span, part: "value" };
  return { kind: "other", span };
}

/** The last token at or before `token` that is no blank and no comment; -1 for none. */
export function significant(tree: Tree, token: number): number {
  let t = token;
  while (t >= 0 && isTrivia(tree.tokens.kinds[t] as number)) t--;
  return t;
}

function stringContext(tree: Tree, token: number, offset: number): CompletionContext {
  const starts = tree.tokens.starts;
  const start = (starts[token] as number) + 1;
  const text = textOfToken(tree, token);
  const closed = text.length > 1 && text.endsWith(text[0] as string);
  const end = (starts[token + 1] as number) - (closed ? 1 : 0);
  const words = wordsOfStatement(tree, token);
  const span = { start, end: Math.max(start, end) };
  if (words[0] === "import") return { kind: "importPath", span, typed: tree.source.slice(start, offset) };
  if (words[0] === "syntax" || words[0] === "edition") return { kind: "syntaxValue", span, keyword: words[0] };
  return { kind: "other", span: { start: offset, end: offset } };
}

/** Texts of the significant tokens from the start of the statement up to `token`, which is left out. */
function wordsOfStatement(tree: Tree, token: number): string[] {
  const out: string[] = [];
  for (let t = significant(tree, token - 1); t >= 0; t = significant(tree, t - 1)) {
    const text = textOfToken(tree, t);
    if (text === ";" || text === "{" || text === "}") break;
    out.unshift(text);
  }
  return out;
}

function insideMap(tree: Tree, token: number): boolean {
  const words = wordsOfStatement(tree, token);
  const open = words.lastIndexOf("<");
  return open > 0 && words[open - 1] === "map" && !words.includes(">");
}

const blocks: Partial<Record<Node["kind"], Block>> = {
  Message: "message",
  Field: "message",
  Enum: "enum",
  Oneof: "oneof",
  Service: "service",
  Extend: "extend",
  Method: "rpc",
};

/** What the innermost open brace before a token belongs to. */
function blockAround(tree: Tree, token: number): Block {
  const open = openBrace(tree, token);
  if (open < 0) return "file";
  const nodes = nodesAt(tree, open);
  const owner = nodes.findLast(n => n.kind !== "Body");
  return (owner && blocks[owner.kind]) ?? "file";
}

/** The brace that is open at a token; -1 at the top of a file. */
export function openBrace(tree: Tree, token: number): number {
  let depth = 0;
  for (let t = token; t >= 0; t--) {
    const kind = tree.tokens.kinds[t];
    if (kind === Sym.close) depth++;
    else if (kind === Sym.open && depth-- === 0) return t;
  }
  return -1;
}
