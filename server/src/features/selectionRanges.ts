/** From the word under the cursor outwards: what a growing selection takes in. */
import type { Span } from "../base/span.ts";
import { nodesAt, textOfToken } from "../syntax/nodeAt.ts";
import type { Node, Tree } from "../syntax/ast.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { spanOfNode, spanOfTokens } from "./declSpan.ts";
import { placeAt } from "./symbolAt.ts";

/** Innermost first; each holds the one before it and is larger. */
export function selectionRanges(tree: Tree, offset: number): readonly Span[] {
  const token = valueBefore(tree, placeAt(tree, offset).token, offset);
  if (token === tree.tokens.count) return [{ start: 0, end: tree.source.length }];
  const own = spanOfTokens(tree, token, token);
  const out: Span[] = [...insideToken(tree, token, offset), own];
  const kind = tree.tokens.kinds[token];
  if (kind === TokenKind.LineComment) push(out, commentRun(tree, token));
  for (const node of nodesAt(tree, token).toReversed()) {
    if (isBracketed(tree, node)) push(out, { start: end(tree, node.first), end: start(tree, node.last) });
    push(out, spanOfNode(tree, node));
    if (isDeclaration(node)) push(out, withComments(tree, node));
  }
  push(out, { start: 0, end: tree.source.length });
  return out;
}

/** Behind a number or a string that value is meant, not the sign that follows. */
function valueBefore({ tokens }: Tree, token: number, offset: number): number {
  const before = tokens.kinds[token - 1];
  const isValue = before === TokenKind.Int || before === TokenKind.Float || before === TokenKind.String;
  const isWord = tokens.kinds[token] === TokenKind.Ident;
  return isValue && !isWord && tokens.starts[token] === offset ? token - 1 : token;
}

/** The text between quotes; the word of a comment or string is what the editor itself begins with. */
function insideToken(tree: Tree, token: number, offset: number): readonly Span[] {
  const { start: from, end: to } = spanOfTokens(tree, token, token);
  const isString = tree.tokens.kinds[token] === TokenKind.String;
  const isInside = isString && to - from >= 2 && offset > from && offset < to;
  return isInside ? [{ start: from + 1, end: to - 1 }] : [];
}

/** Blocks, literals and lists of options, with the bracket that closes them. */
const isBracketed = (tree: Tree, node: Node): boolean =>
  (node.kind === "Body" || node.kind === "MessageLit" || node.kind === "ListLit" || node.kind === "CompactOptions") &&
  node.last > node.first &&
  /^[}\]>]$/.test(textOfToken(tree, node.last));

const isDeclaration = (node: Node): boolean =>
  /^(?:Message|Field|Oneof|Enum|EnumValue|Extend|Service|Method|Option|Reserved|Extensions|Import|Package|Syntax)$/.test(
    node.kind,
  );

/** The line comments around one, each on the line behind the other. */
function commentRun(tree: Tree, token: number): Span {
  let first = token;
  let last = token;
  while (isNextComment(tree, first - 2, first)) first -= 2;
  while (isNextComment(tree, last, last + 2)) last += 2;
  return spanOfTokens(tree, first, last);
}

function isNextComment({ tokens, source }: Tree, before: number, token: number): boolean {
  if (before < 0 || token >= tokens.count) return false;
  if (tokens.kinds[before] !== TokenKind.LineComment || tokens.kinds[token] !== TokenKind.LineComment) return false;
  const between = source.slice(tokens.starts[before + 1], tokens.starts[token]);
  return tokens.kinds[before + 1] === TokenKind.Space && between.split("\n").length === 2;
}

/** A declaration with the comments right above it. */
function withComments(tree: Tree, node: Node): Span {
  const { kinds, starts } = tree.tokens;
  let { first } = node;
  while (
    first >= 2 &&
    kinds[first - 1] === TokenKind.Space &&
    tree.source.slice(starts[first - 1], starts[first]).split("\n").length === 2 &&
    (kinds[first - 2] === TokenKind.LineComment || kinds[first - 2] === TokenKind.BlockComment) &&
    (first === 2 || textOfToken(tree, first - 3).includes("\n"))
  )
    first -= 2;
  return spanOfTokens(tree, first, node.last);
}

const start = (tree: Tree, token: number): number => tree.tokens.starts[token] as number;
const end = (tree: Tree, token: number): number => tree.tokens.starts[token + 1] as number;

function push(out: Span[], span: Span): void {
  const last = out.at(-1) as Span;
  const holds = span.start <= last.start && span.end >= last.end;
  if (holds && (span.start < last.start || span.end > last.end)) out.push(span);
}
