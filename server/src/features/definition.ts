/** Where the thing at a place is declared. */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { FieldOutline } from "../outline/outline.ts";
import { findDecl } from "../outline/findDecl.ts";
import { findDeclSpan } from "./declSpan.ts";
import type { OptionRef } from "./occurrences.ts";
import { optionAt } from "./optionAt.ts";
import { type Semantics, symbolAt } from "./symbolAt.ts";

export interface Location {
  readonly file: FileId;
  readonly span: Span;
}

export interface Definition extends Location {
  /** What was asked about. */
  readonly origin: Span;
}

export function definition(
  s: Semantics,
  file: FileId,
  offset: number,
  optionRefs: readonly OptionRef[],
): readonly Definition[] {
  const symbol = optionAt(s, file, optionRefs, offset) ?? symbolAt(s, file, offset);
  if (symbol?.kind === "import")
    return symbol.file === undefined ? [] : [{ file: symbol.file, span: { start: 0, end: 0 }, origin: symbol.span }];
  return symbol?.kind === "decl" ? declared(s, symbol.id, symbol.span) : [];
}

/** The declaration of the type of a field (a map's values) or an enum value, or of a method's response, that is named at `origin`. */
export function typeDefinition(s: Semantics, id: DeclId, origin: Span): readonly Definition[] {
  // Resolved in a fresh outline: declarations are compared by identity.
  const outline = s.declared(id.file)?.outline;
  const decl = outline && findDecl(outline, id.name);
  const linked = s.linked(id.file);
  const type =
    decl?.kind === "field"
      ? linked?.typeOf.get(valueField(decl))
      : decl?.kind === "method"
        ? linked?.outputOf.get(decl)
        : undefined;
  if (decl?.kind === "enumValue") return declared(s, { file: id.file, name: decl.parent.fullName }, origin);
  // Scalars are declared nowhere; a type or a service is its own.
  if (!type) return decl?.kind === "field" ? [] : declared(s, id, origin);
  return type.ok && type.found.kind !== "package" ? declared(s, type.found.id, origin) : [];
}

/** Of a map the field that holds its values: nobody wrote the entry. */
function valueField(field: FieldOutline): FieldOutline {
  if (field.form !== "map") return field;
  return field.parent?.messages.find(m => m.name === field.type)?.fields[1] ?? field;
}

function declared(s: Semantics, id: { file: FileId; name: string }, origin: Span): readonly Definition[] {
  const span = findDeclSpan(s, id.file, id.name);
  return span ? [{ file: id.file, span, origin }] : [];
}
