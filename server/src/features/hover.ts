/** What a hover says: the declaration under the cursor with its comment, and at most one concept note below it. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline, FieldOutline } from "../outline/outline.ts";
import { type ConstructAt, constructAt } from "./constructAt.ts";
import { docComment } from "./docComment.ts";
import { renderSignature } from "./signature.ts";
import { type Semantics, type SymbolAt, symbolAt } from "./symbolAt.ts";

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}

/** What a hover shows that is not in the files themselves. */
export interface HoverParts {
  /** The note for a construct, rendered; undefined where there is none to tell. */
  note(at: ConstructAt): string | undefined;
  /** The table of a field's facts. */
  fieldTable(file: FileId, field: FieldOutline): string | undefined;
}

/** What a hover says about the thing at `offset`; nothing where there is nothing to say. */
export function hover(s: Semantics, file: FileId, offset: number, parts: HoverParts): Hover | undefined {
  const symbol = symbolAt(s, file, offset);
  const construct = constructAt(s, file, offset, symbol);
  const decl = symbol && declOf(s, symbol);
  const table =
    symbol?.kind === "decl" && decl?.kind === "field" ? parts.fieldTable(symbol.id.file, decl) : undefined;
  const texts = [
    decl && code(renderSignature(decl)),
    symbol && importLine(symbol),
    symbol && commentOf(s, symbol),
    table,
    construct && parts.note(construct),
  ];
  const markdown = texts.filter(Boolean).join("\n\n---\n\n");
  const span = symbol?.span ?? construct?.span;
  return markdown && span ? { span, markdown } : undefined;
}

function declOf(s: Semantics, symbol: SymbolAt): DeclOutline | undefined {
  if (symbol.kind !== "decl") return undefined;
  const outline = s.outline(symbol.id.file);
  return outline && findDecl(outline, symbol.id.name);
}

/** The comment of a declaration, from its own file. */
export function commentOf(s: Semantics, symbol: SymbolAt): string | undefined {
  if (symbol.kind !== "decl") return undefined;
  const tree = s.tree(symbol.id.file);
  const declared = s.declared(symbol.id.file);
  const decl = declared && findDecl(declared.outline, symbol.id.name);
  const node = decl && declared.nodes.get(decl);
  return tree && node ? docComment(tree, node) : undefined;
}

const importLine = (symbol: SymbolAt): string | undefined =>
  symbol.kind === "import" && symbol.file !== undefined
    ? code(`import "${symbol.path}";\n// ${symbol.file}`)
    : undefined;

const code = (text: string): string => `\`\`\`proto\n${text}\n\`\`\``;
