/** Names in `# @expect $.items[0].state == "OPEN"`: fields of the answer by their names in JSON, and a value of an enum. */
import type { Span } from "../base/span.ts";
import type { DeclId } from "../link/world.ts";
import type { BodyField, BodyMessage, BodySchema } from "../request/bodySchema.ts";
import type { Piece } from "../request/requestDocument.ts";
import { messageOf } from "./linkedSchema.ts";

export type ExpectationName =
  | { readonly span: Span; readonly text: string; readonly field: BodyField }
  | { readonly span: Span; readonly text: string; readonly value: DeclId };

export function* expectationNames(
  schema: BodySchema,
  answer: BodyMessage,
  { text, span }: Piece,
): Generator<ExpectationName> {
  const path = /^\s*\$((?:\.[\w$-]+|\[\d+\]|\["[^"\\]*"\])*)/.exec(text);
  if (!path) return;
  const start = path[0].length - (path[1] as string).length;
  let message: BodyMessage | undefined = answer;
  /** What was named last, while its index or key is to come. */
  let field: BodyField | undefined;
  for (const step of (path[1] as string).matchAll(/\.([\w$-]+)|\[(\d+)\]|\["([^"]*)"\]/g)) {
    const name = step[1] ?? step[3];
    if (field && field.shape !== "single") {
      // The index of a list, or the key of a map.
      field = { ...field, shape: "single" };
      message = messageOf(schema, field);
      continue;
    }
    field = name === undefined ? undefined : message?.fields.find(f => f.jsonName === name);
    if (name === undefined || !field) return;
    const at = span.start + start + step.index + (step[1] === undefined ? 2 : 1);
    yield { span: { start: at, end: at + name.length }, text: name, field };
    message = field.shape === "single" ? messageOf(schema, field) : undefined;
  }
  const value = /\s*(?:==|!=|contains)\s*"(\w+)"\s*$/.exec(text);
  const type = field?.type;
  if (!value || type?.kind !== "enum" || !type.values.some(v => v.name === value[1])) return;
  const name = value[1] as string;
  const at = span.start + text.lastIndexOf(`"${name}"`) + 1;
  const scope = type.id.name.slice(0, type.id.name.lastIndexOf(".") + 1);
  yield { span: { start: at, end: at + name.length }, text: name, value: { file: type.id.file, name: scope + name } };
}
