/** Where the thing at a place is declared. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDeclSpan } from "./declSpan.ts";
import { type Semantics, symbolAt } from "./symbolAt.ts";

export interface Location {
  readonly file: FileId;
  readonly span: Span;
}

export interface Definition extends Location {
  /** What was asked about. */
  readonly origin: Span;
}

export function definition(s: Semantics, file: FileId, offset: number): readonly Definition[] {
  const symbol = symbolAt(s, file, offset);
  if (symbol?.kind === "import")
    return symbol.file === undefined ? [] : [{ file: symbol.file, span: { start: 0, end: 0 }, origin: symbol.span }];
  if (symbol?.kind !== "decl") return [];
  const span = findDeclSpan(s, symbol.id.file, symbol.id.name);
  return span ? [{ file: symbol.id.file, span, origin: symbol.span }] : [];
}
