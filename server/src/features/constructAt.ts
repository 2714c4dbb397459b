/** Which construct of the language stands at a place, for the note that tells about it. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Construct } from "../notes/constructs.ts";
import type { Node } from "../syntax/ast.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { spanOfTokens } from "./declSpan.ts";
import { type Place, placeAt, type Semantics, type SymbolAt } from "./symbolAt.ts";

export interface ConstructAt {
  readonly construct: Construct;
  readonly span: Span;
  /** `/package.Service/Method` of the method around the place. */
  readonly path?: string;
}

export function constructAt(
  s: Semantics,
  file: FileId,
  offset: number,
  symbol: SymbolAt | undefined,
): ConstructAt | undefined {
  const tree = s.tree(file);
  if (!tree) return undefined;
  const place = placeAt(tree, offset);
  const construct = constructOf(s, place, offset, symbol);
  if (!construct) return undefined;
  const path = callPath(s, file, place);
  const span = symbol?.span ?? wordSpan(place, offset);
  return path === undefined ? { construct, span } : { construct, span, path };
}

function constructOf(
  s: Semantics,
  place: Place,
  offset: number,
  symbol: SymbolAt | undefined,
): Construct | undefined {
  const { tree, token, nodes } = place;
  const kind = tree.tokens.kinds[token];
  if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) {
    const start = tree.tokens.starts[token] as number;
    return { kind: "prose", text: textOfToken(tree, token), offset: offset - start };
  }
  if (symbol?.kind === "keyword") {
    const statement = statementOf(nodes);
    return { kind: "keyword", word: symbol.word, statement: symbol.node.kind, scope: statement.scope };
  }
  if (symbol?.kind === "scalar") return { kind: "type", fullName: symbol.name };
  if (symbol?.kind === "decl") {
    const outline = s.outline(symbol.id.file);
    const decl = outline && findDecl(outline, symbol.id.name);
    if (!decl) return undefined;
    const isTypeUse = !symbol.isDeclaration && (decl.kind === "message" || decl.kind === "enum");
    return isTypeUse ? { kind: "type", fullName: decl.fullName } : { kind: "name", of: decl.kind };
  }
  const option = nodes.findLast(n => n.kind === "Option");
  if (option && nodes.some(n => n.kind === "OptionNamePart")) {
    const name = option.name.map(p => (p.extension ? `(${p.text})` : p.text)).join(".");
    return { kind: "option", name };
  }
  return undefined;
}

/** The kinds of the statement around a place and of what is around that. */
function statementOf(nodes: readonly Node[]): { scope: Node["kind"] } {
  const scopes = nodes.filter(
    n =>
      n.kind === "File" || n.kind === "Message" || n.kind === "Service" || n.kind === "Method" || n.kind === "Enum",
  );
  return { scope: (scopes.at(-1) ?? nodes[0])?.kind ?? "File" };
}

/** Words of a comment have no token of their own. */
function wordSpan({ tree, token }: Place, offset: number): Span {
  const { start, end } = spanOfTokens(tree, token, token);
  const isWord = (at: number): boolean => /[\p{L}\p{N}_-]/u.test(tree.source[at] ?? "");
  let from = offset;
  let to = offset;
  while (from > start && isWord(from - 1)) from--;
  while (to < end && isWord(to)) to++;
  return { start: from, end: to };
}

function callPath(s: Semantics, file: FileId, { nodes }: Place): string | undefined {
  const service = nodes.find(n => n.kind === "Service");
  const method = nodes.find(n => n.kind === "Method");
  if (!service?.name || !method?.name) return undefined;
  const pkg = s.outline(file)?.package;
  return `/${pkg ? `${pkg}.` : ""}${service.name.text}/${method.name.text}`;
}
