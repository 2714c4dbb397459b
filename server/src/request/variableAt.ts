/** Variables of a request document: what a place names, and where else it is named. */
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { RequestDocument, VariableDefinition } from "./requestDocument.ts";

export const isVariableName = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(text);

export interface VariableAt {
  readonly name: string;
  /** Of the name alone. */
  readonly span: Span;
  /** The line that counts, which is the last one of the name; undefined for what an environment gives. */
  readonly definition?: VariableDefinition;
}

/** The variable of the `{{name}}` or the `@name = …` at an offset. */
export function variableAt(document: RequestDocument, offset: number): VariableAt | undefined {
  const isHere = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const reference = document.references.find(r => r.kind === "variable" && isHere(r));
  const defined = document.variables.find(v => isHere(v.name.span));
  const name = reference?.name ?? defined?.name.text;
  if (name === undefined) return undefined;
  const span = reference ? spanOf(reference.nameStart, reference.nameStart + name.length) : defined?.name.span;
  const definition = document.variables.findLast(v => v.name.text === name);
  return span && { name, span, ...(definition ? { definition } : {}) };
}

/** Each place that names a variable, in order; `isDeclaration` where it gets its value. */
export function variablePlaces(
  { references, variables }: RequestDocument,
  name: string,
): readonly { readonly span: Span; readonly isDeclaration: boolean }[] {
  return [
    ...variables.filter(v => v.name.text === name).map(v => ({ span: v.name.span, isDeclaration: true })),
    ...references
      .filter(r => r.kind === "variable" && r.name === name)
      .map(r => ({ span: spanOf(r.nameStart, r.nameStart + name.length), isDeclaration: false })),
  ].sort((a, b) => a.span.start - b.span.start);
}
