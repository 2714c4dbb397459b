/** What a hover says: the declaration under the cursor with its comment, and at most one concept note below it. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline } from "../outline/outline.ts";
import { docComment } from "./docComment.ts";
import { renderSignature } from "./signature.ts";
import { type Semantics, type SymbolAt, symbolAt } from "./symbolAt.ts";

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}

/** The note for a construct, rendered; undefined where there is none to tell. */
export type NoteFor = (symbol: SymbolAt, decl: DeclOutline | undefined) => string | undefined;

/** What a hover says about the thing at `offset`; nothing where there is nothing to say. */
export function hover(s: Semantics, file: FileId, offset: number, noteFor: NoteFor): Hover | undefined {
  const symbol = symbolAt(s, file, offset);
  if (!symbol) return undefined;
  const decl = declOf(s, symbol);
  const parts = [
    decl && code(renderSignature(decl)),
    importLine(symbol),
    decl && commentOf(s, symbol),
    noteFor(symbol, decl),
  ];
  const markdown = parts.filter(Boolean).join("\n\n---\n\n");
  return markdown ? { span: symbol.span, markdown } : undefined;
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
