/** Scalar values and values of enums inside of a literal in text format. */
import type { FileId } from "../link/world.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import type { LiteralCursor } from "./literalCursor.ts";
import type { OptionRefs } from "./optionRefs.ts";
import { floatOf, integerIn, integerRange, toFloat32 } from "./scalarRules.ts";
import { FieldType, type OptionField, type Schema } from "./schema.ts";
import { isUtf8, stringOf } from "./stringOf.ts";
import type { FieldScalar } from "./value.ts";

const int32Range = { min: -0x80000000n, max: 0x7fffffffn, name: "int32" } as const;

/** Undefined where the text is no value of the field, which the cursor has as its error then. */
export function readScalar(
  c: LiteralCursor,
  field: OptionField,
  schema: Schema,
  refs: OptionRefs,
): FieldScalar | undefined {
  switch (field.type) {
    case FieldType.string:
    case FieldType.bytes: {
      if (c.kind !== TokenKind.String) return void c.fail("P4031", [c.found()]);
      const tokens: number[] = [];
      const first = c.tok;
      while (c.kind === TokenKind.String) {
        tokens.push(c.tok);
        c.next();
      }
      const value = stringOf(c.tree, { kind: "String", first, last: tokens[tokens.length - 1] as number, tokens });
      if (field.verified && !isUtf8(value)) return void c.fail("P4037", [field.outline.name], first);
      return value;
    }
    case FieldType.bool:
      return bool(c, field);
    case FieldType.enum:
      return enumValue(c, field, schema, refs);
    case FieldType.float:
    case FieldType.double:
      return float(c, field);
  }
  const range = integerRange(field.type);
  if (!range) return void c.fail("P4031", [c.found()]);
  const negative = c.kind === Sym.minus;
  // Unsigned types know no sign.
  if (negative && range.min < 0n) c.next();
  if (c.kind !== TokenKind.Int) return void c.fail("P4027", [c.found()]);
  const value = integerIn(range, c.text(), negative && range.min < 0n);
  if (value === undefined) return void c.fail("P4028", [c.text()]);
  c.next();
  return value;
}

function bool(c: LiteralCursor, field: OptionField): boolean | undefined {
  const text = c.found();
  if (c.kind === TokenKind.Int) {
    const value = integerIn(int32Range, text, false);
    if (value !== 0 && value !== 1) return void c.fail("P4028", [text]);
    c.next();
    return value === 1;
  }
  if (c.kind !== TokenKind.Ident) return void c.fail("P4034", [text]);
  const yes = text === "true" || text === "True" || text === "t";
  if (!yes && text !== "false" && text !== "False" && text !== "f")
    return void c.fail("P4030", [field.outline.name, text]);
  c.next();
  return yes;
}

function enumValue(c: LiteralCursor, field: OptionField, schema: Schema, refs: OptionRefs): number | undefined {
  const values = field.enum?.enum.values ?? [];
  const text = c.found();
  if (c.kind === TokenKind.Ident) {
    const value = values.find(v => v.name === text);
    if (!value) return void c.fail("P4032", [text, field.outline.name]);
    refs.add(c.tok, c.tok, { file: (field.enum as { file: FileId }).file, name: value.fullName });
    c.next();
    return value.number;
  }
  const negative = c.take(Sym.minus);
  if (c.kind !== TokenKind.Int) return void c.fail("P4027", [text]);
  const number = integerIn(int32Range, c.text(), negative);
  if (number === undefined) return void c.fail("P4028", [c.text()]);
  if (!schema.isOpen(field.enum) && !values.some(v => v.number === number))
    return void c.fail("P4032", [text, field.outline.name]);
  c.next();
  return number as number;
}

function float(c: LiteralCursor, field: OptionField): number | undefined {
  const negative = c.take(Sym.minus);
  const text = c.found();
  let size: number;
  if (c.kind === TokenKind.Int) {
    if (text.length > 1 && text[0] === "0") return void c.fail("P4029", [text]);
    size = floatOf(text, true, false);
  } else if (c.kind === TokenKind.Float) size = floatOf(text, false, false);
  else {
    const word = c.kind === TokenKind.Ident ? text.toLowerCase() : "";
    if (word === "inf" || word === "infinity") size = Number.POSITIVE_INFINITY;
    else if (word === "nan") size = Number.NaN;
    else return void c.fail("P4029", [text]);
  }
  c.next();
  const value = negative ? -size : size;
  return field.type === FieldType.float ? toFloat32(value) : value;
}
