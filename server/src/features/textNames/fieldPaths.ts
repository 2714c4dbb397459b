/** Dotted paths of fields inside of strings: a field of a message, and a field of that field's message. */
import type { BodyMessage, BodySchema } from "../../request/bodySchema.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";
import { messageOf } from "../linkedSchema.ts";
import type { LiteralText } from "./literalText.ts";
import { type TextName, textName } from "./textName.ts";

/** The names of one path that are fields, as far as they are known; `start` is where the path begins in the text. */
function* pathNames(
  schema: BodySchema,
  root: BodyMessage | undefined,
  { place }: Pick<LiteralText, "place">,
  path: string,
  start: number,
): Generator<TextName> {
  let message = root;
  let at = start;
  for (const name of path.split(".")) {
    const field = message?.fields.find(f => f.name === name) ?? message?.fields.find(f => f.jsonName === name);
    if (!field) return;
    const spelling = field.name === name ? "declared" : "json";
    // A JSON name that is declared has nothing to do with the field's own.
    if (spelling === "declared" || field.jsonName === defaultJsonName(field.name))
      yield textName(field.id, name, place(at, at + name.length), { spelling });
    message = messageOf(schema, field);
    at += name.length + 1;
  }
}

const PATH = /[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*/g;

/** `a.b, c` */
export function* listedPaths(
  schema: BodySchema,
  root: BodyMessage | undefined,
  text: LiteralText,
): Generator<TextName> {
  for (const match of text.text.matchAll(PATH)) yield* pathNames(schema, root, text, match[0], match.index);
}

/** `/v1/{a.b=shelves/*}/{c}` */
export function* templatePaths(
  schema: BodySchema,
  root: BodyMessage | undefined,
  text: LiteralText,
): Generator<TextName> {
  for (const match of text.text.matchAll(/(\{\s*)([A-Za-z_][\w.]*)/g))
    yield* pathNames(schema, root, text, match[2] as string, match.index + (match[1] as string).length);
}

/** The whole text is one path. */
export function* wholePath(
  schema: BodySchema,
  root: BodyMessage | undefined,
  text: LiteralText,
): Generator<TextName> {
  if (/^[A-Za-z_][\w.]*$/.test(text.text)) yield* pathNames(schema, root, text, text.text, 0);
}
