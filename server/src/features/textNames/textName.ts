/** A declaration's name inside of a string or a comment, where the compiler does not look. */
import type { Span } from "../../base/span.ts";
import type { DeclId } from "../../link/world.ts";

export interface TextName {
  /** The declaration, or the package, that is named; undefined where only a name is known. */
  readonly id: DeclId | undefined;
  readonly name: string;
  readonly span: Span;
  /** Fields are named as declared, or as JSON has them. */
  readonly spelling: "declared" | "json";
  /** Whether it follows a rename by itself, or a person has to look at it: in a comment, or where it may mean something else. */
  readonly certainty: "certain" | "comment" | "perhaps";
  /** An expression, where words of the language of expressions cannot be names. */
  readonly isExpression: boolean;
}

export const textName = (
  id: DeclId | undefined,
  name: string,
  span: Span,
  more: Partial<TextName> = {},
): TextName => ({
  id,
  name,
  span,
  spelling: "declared",
  certainty: "certain",
  isExpression: false,
  ...more,
});

/** The parts of a dotted name that means `id`, each with what it stands for; of a name in full the first ones are its package. */
export function* partsOfName(
  text: string,
  place: (from: number, to: number) => Span,
  id: DeclId,
): Generator<TextName> {
  let { name } = id;
  let end = text.length;
  while (end > 0 && name !== "") {
    const start = text.lastIndexOf(".", end - 1) + 1;
    yield textName({ file: id.file, name }, text.slice(start, end), place(start, end));
    end = start - 1;
    name = name.slice(0, Math.max(0, name.lastIndexOf(".")));
  }
}
