/** How options of P40… are mended: names that are nearly right, and values of another form than their option takes. */
import { lastPart } from "../../base/lastPart.ts";
import { nearest } from "../../shared/nearest.ts";
import type { Fix } from "../../base/problem.ts";
import { isScalarText } from "../../options/literalFixes.ts";
import { integerRange } from "../../options/scalarRules.ts";
import { FieldType, type MessageRef, type OptionField } from "../../options/schema.ts";
import type { OptionBlock } from "../../options/optionBlocks.ts";
import { stringOf } from "../../options/stringOf.ts";
import type { LitField, MessageLit, Option, OptionNamePart, Value } from "../../syntax/ast.ts";
import { removal, withField, withoutOption } from "../edits.ts";
import { withBlanks } from "../../syntax/statementText.ts";
import { insertion, type Mending, type Mends } from "./mending.ts";

interface Place {
  readonly block: OptionBlock;
  readonly option: Option;
}

/** The option that the problem is in. */
function placeOf(m: Mending): Place | undefined {
  for (const block of m.options.blocks) {
    if (block.copy) continue;
    for (const option of block.options)
      if (option.first <= m.token && m.token <= option.last) return { block, option };
  }
  return undefined;
}

function removeOption(m: Mending): Fix[] {
  const place = placeOf(m);
  const [first] = place?.option.name ?? [];
  const last = place?.option.name.at(-1);
  if (!place || !first || !last) return [];
  const { owner } = place.block;
  const node = "kind" in owner ? m.ctx.declared.nodes.get(owner) : undefined;
  const list = node && "options" in node ? node.options : m.around("CompactOptions");
  const name = m.textOf({ start: m.span(first).start, end: m.span(last).end });
  if (place.option.form === "compact" && !list?.options.includes(place.option)) return [];
  const edit =
    place.option.form === "compact" && list ? withoutOption(m.ctx, list, place.option) : removal(m.ctx, place.option);
  return [{ code: "F3240", args: [name], edits: [edit] }];
}

/** The message that a part of an option's name is looked for in. */
function ownerOfPart(m: Mending, { block, option }: Place, index: number): MessageRef | undefined {
  let type = m.options.schema.messageOf(m.ctx.linked.scope.find(`google.protobuf.${block.message}`, "option"));
  type ??= m.options.of.get(block.owner)?.type;
  for (const part of option.name.slice(0, index)) {
    const field: OptionField | undefined = fieldOfPart(m, block, part, type);
    type = field?.message;
  }
  return type;
}

function fieldOfPart(
  m: Mending,
  block: OptionBlock,
  part: OptionNamePart,
  type: MessageRef | undefined,
): OptionField | undefined {
  if (!part.extension) return type && m.options.schema.fieldNamed(type, part.text);
  const result = m.ctx.linked.scope.lookup(part.text, block.at, { typesOnly: false, forOption: true });
  return result.ok ? m.options.schema.fieldFound(result.found) : undefined;
}

/** Extensions that the file sees, by their full names. */
function extensionsOf(m: Mending, of: MessageRef): string[] {
  const names: string[] = [];
  for (const { id, outline } of m.ctx.linked.visible)
    for (const x of outline.extensions)
      if (m.options.schema.belongsTo(m.options.schema.field(id, x), of)) names.push(x.fullName);
  return names;
}

/** The option or extension that is called nearly so. */
function nearName(m: Mending): Fix[] {
  const place = placeOf(m);
  const index = place?.option.name.findIndex(p => p.first <= m.token && m.token <= p.last) ?? -1;
  const part = place?.option.name[index];
  const type = place && ownerOfPart(m, place, index);
  if (!place || !part || !type) return removeOption(m);
  if (!part.extension) {
    const near = nearest(
      part.text,
      type.message.fields.map(f => f.name),
    );
    return [...(near === undefined ? [] : m.write(near, m.span(part))), ...removeOption(m)];
  }
  const short = lastPart(part.text);
  const all = extensionsOf(m, type);
  const near = nearest(part.text, all) ?? all.find(n => nearest(short, [lastPart(n)]) !== undefined);
  return [...(near === undefined ? [] : m.write(`(${near})`, m.span(part))), ...removeOption(m)];
}

/** `(tags).name = "x"` → `(tags) = {name: "x"}`, as a repeated option is set one value at a time. */
function asBlock(m: Mending): Fix[] {
  const { option } = placeOf(m) ?? {};
  const index = option?.name.findIndex(p => p.first <= m.token && m.token <= p.last) ?? -1;
  const part = option?.name[index];
  if (!option?.value || !part) return [];
  const rest = option.name.slice(index + 1);
  const open = rest.map(p => `{${p.extension ? `[${p.text}]` : p.text}`).join(" ");
  const colon = option.value.kind === "MessageLit" ? " " : ": ";
  const text = ` = ${open}${colon}${m.textOfNode(option.value)}${"}".repeat(rest.length)}`;
  const span = { start: m.span(part).end, end: m.span(option.value).end };
  return [{ code: "F2030", args: [text.slice(3)], edits: [{ span, text }] }];
}

/** Sets the one field of the message that takes such a value. */
function fieldOfMessage(m: Mending): Fix[] {
  const place = placeOf(m);
  const { option } = place ?? {};
  const part = option?.name.at(-1);
  const type =
    place &&
    part &&
    option &&
    fieldOfPart(m, place.block, part, ownerOfPart(m, place, option.name.length - 1))?.message;
  if (!type || !option?.value || !part) return [];
  const { value } = option;
  const fitting = type.message.fields.filter(f => {
    const field = m.options.schema.field(type.file, f);
    return !field.message && takes(field, value);
  });
  const [only] = fitting;
  const parts = fitting.slice(0, 5).flatMap(f => m.insert(m.span(part).end, `.${f.name}`));
  const empty = m.write("{}", m.span(value));
  return only ? parts : empty;
}

function takes(field: OptionField, value: Value): boolean {
  switch (field.type) {
    case FieldType.string:
    case FieldType.bytes:
      return value.kind === "String";
    case FieldType.bool:
      return value.kind === "Ident" && (value.text === "true" || value.text === "false");
    case FieldType.enum:
      return value.kind === "Ident" && (field.enum?.enum.values.some(v => v.name === value.text) ?? false);
    case FieldType.float:
    case FieldType.double:
      return value.kind === "Int" || value.kind === "Float";
    default:
      return value.kind === "Int";
  }
}

/** The field that the value of the problem is written for: of the statement, or inside of its block. */
function fieldHere(m: Mending): OptionField | undefined {
  const place = placeOf(m);
  const part = place?.option.name.at(-1);
  if (!place || !part) return undefined;
  let field = fieldOfPart(m, place.block, part, ownerOfPart(m, place, place.option.name.length - 1));
  let { value } = place.option;
  while (value?.kind === "MessageLit" && field?.message) {
    const inner: LitField | undefined = value.fields.find(f => f.first <= m.token && m.token <= f.last);
    if (!inner) break;
    const type: MessageRef = field.message;
    field = inner.form === "field" ? m.options.schema.fieldNamed(type, inner.name) : undefined;
    value = inner.value;
  }
  return field;
}

/** The type of the block that the problem is in, with the block. */
function blockHere(m: Mending): { type: MessageRef; literal: MessageLit; field: LitField | undefined } | undefined {
  const place = placeOf(m);
  const part = place?.option.name.at(-1);
  if (!place || !part) return undefined;
  let type = fieldOfPart(m, place.block, part, ownerOfPart(m, place, place.option.name.length - 1))?.message;
  let literal = place.option.value;
  for (;;) {
    if (!type || literal?.kind !== "MessageLit") return undefined;
    const field: LitField | undefined = literal.fields.find(f => f.first <= m.token && m.token <= f.last);
    if (!field || (field.nameFirst <= m.token && m.token <= field.nameLast) || field.value?.kind !== "MessageLit")
      return { type, literal, field };
    type = field.form === "field" ? m.options.schema.fieldNamed(type, field.name)?.message : undefined;
    literal = field.value;
  }
}

/** The value as its type writes it: without quotes, in bounds, by the name that is nearly so. */
function fittingValue(m: Mending): Fix[] {
  const field = fieldHere(m);
  if (!field) return [];
  const value = m.around("String", "Int", "Float", "Ident");
  const span = value ? m.span(value) : m.problem.span;
  const written = value?.kind === "String" ? stringOf(m.ctx.tree, value) : m.textOf(span);
  if (typeof written !== "string") return [];
  switch (field.type) {
    case FieldType.bool: {
      const yes = /^(yes|on|y|1|true|t)$/i.test(written);
      const no = /^(no|off|n|0|false|f)$/i.test(written);
      return yes || no ? m.write(yes ? "true" : "false", span) : ["true", "false"].flatMap(t => m.write(t, span));
    }
    case FieldType.enum: {
      const names = field.enum?.enum.values.map(v => v.name) ?? [];
      const numbered = field.enum?.enum.values.find(v => `${v.number}` === written);
      const near =
        numbered?.name ?? nearest(written, names) ?? names.find(n => n.endsWith(`_${written.toUpperCase()}`));
      return (near === undefined ? names.slice(0, 5) : [near]).flatMap(n => m.write(n, span));
    }
    case FieldType.string:
    case FieldType.bytes:
      return /^[\w.+-]+$/.test(written) ? m.write(`"${written}"`, span) : [];
    default:
      return numeric(m, field, written, span);
  }
}

function numeric(m: Mending, field: OptionField, written: string, span: { start: number; end: number }): Fix[] {
  const range = integerRange(field.type);
  const isNumber = isScalarText(written);
  if (!range) return isNumber ? m.write(written, span) : [];
  // A sign is a token of its own.
  const minus = m.source[span.start - 1] === "-";
  const from = minus ? { start: span.start - 1, end: span.end } : span;
  if (!/^-?\d+$/.test(written)) {
    const whole = isNumber ? Math.trunc(Number(written)) : Number.NaN;
    return Number.isSafeInteger(whole) ? m.write(`${whole}`, from) : [];
  }
  const number = BigInt(`${minus && !written.startsWith("-") ? "-" : ""}${written}`);
  const { min, max } = range;
  return m.write(`${number < min ? min : number > max ? max : number}`, from);
}

/** Takes a field out of a block, with what separates it from the one before. */
function removeField(m: Mending): Fix[] {
  const { field, literal } = blockHere(m) ?? {};
  if (!field || !literal) return [];
  const name = field.form === "field" ? field.name : `[${field.name}]`;
  const brackets = m.tokenText(literal.first) + m.tokenText(literal.last);
  if (literal.fields.length === 1 && (brackets === "{}" || brackets === "<>"))
    return [{ code: "F3240", args: [name], edits: [{ span: m.span(literal), text: brackets }] }];
  const before = m.tokenBefore(field.first);
  const start = before === undefined || before === literal.first ? m.span(field).start : m.tokenSpan(before).end;
  return m.cut({ start, end: m.span(field).end }, name);
}

function nearField(m: Mending): Fix[] {
  const { type, field } = blockHere(m) ?? {};
  const near =
    type &&
    nearest(
      m.text,
      type.message.fields.map(f => f.name),
    );
  return [...(near === undefined ? [] : m.write(near, m.tokenSpan(m.token))), ...(field ? removeField(m) : [])];
}

function nearExtension(m: Mending): Fix[] {
  const { type, field } = blockHere(m) ?? {};
  if (!type || !field) return [];
  const all = extensionsOf(m, type);
  const near = nearest(field.name, all) ?? all.find(n => n.endsWith(`.${field.name}`));
  const name = { first: field.nameFirst, last: field.nameLast };
  return [...(near === undefined ? [] : m.write(`[${near}]`, m.span(name))), ...removeField(m)];
}

/** The message of an `Any` under its right address. */
function typeUrl(m: Mending): Fix[] {
  const [url = ""] = m.args;
  const { field } = blockHere(m) ?? {};
  const name = url.slice(url.lastIndexOf("/") + 1);
  const messages = m.ctx.linked.visible.flatMap(v =>
    [...v.outline.types].flatMap(([full, d]) => (d.kind === "message" && !d.synthetic ? [full] : [])),
  );
  const near = messages.includes(name)
    ? name
    : (nearest(name, messages) ?? messages.find(n => n.endsWith(`.${name}`)));
  if (near === undefined || !field) return [];
  const span = m.span({ first: field.nameFirst, last: field.nameLast });
  return m.write(`[type.googleapis.com/${near}]`, span);
}

/** A required field with the zero of its type. */
function withRequired(m: Mending): Fix[] {
  const place = blockHere(m);
  const name = (m.args[1] ?? "").split(".").at(-1) ?? "";
  const field = place && m.options.schema.fieldNamed(place.type, name);
  if (!place || !field) return [];
  const zero = zeroText(field);
  const text = field.message ? `${name} {}` : `${name}: ${zero}`;
  return [{ code: "F4001", args: [text], edits: [withField(m.ctx, place.literal, text)] }];
}

function zeroText(field: OptionField): string {
  if (field.type === FieldType.string || field.type === FieldType.bytes) return '""';
  if (field.type === FieldType.bool) return "false";
  if (field.type === FieldType.enum) return field.enum?.enum.values[0]?.name ?? "0";
  return "0";
}

/** A field named by its number is named by its name. */
function nameOfNumber(m: Mending): Fix[] {
  const { type } = blockHere(m) ?? {};
  const field = type?.message.fields.find(f => `${f.number}` === m.text);
  return field ? m.write(field.name) : [];
}

function shadowedName(m: Mending): Fix[] {
  const { option } = placeOf(m) ?? {};
  const part = option?.name.find(p => p.extension && p.first <= m.token && m.token <= p.last);
  if (!part?.path || part.path.absolute || !m.ctx.linked.scope.find(part.text, "option")) return nearName(m);
  return [{ code: "F2032", args: [`.${part.text}`], edits: [insertion(m.span(part.path).start, ".")] }];
}

function expectedToken(m: Mending): Fix[] {
  const [text = ""] = m.args;
  const before = m.tokenBefore(m.token);
  return before === undefined ? [] : m.insert(m.tokenSpan(before).end, text);
}

/** Cuts an option's name behind the last part that can be set. */
function shorterName(m: Mending): Fix[] {
  const { option } = placeOf(m) ?? {};
  const index = option?.name.findIndex(p => p.first <= m.token && m.token <= p.last) ?? -1;
  const part = option?.name[index];
  const last = option?.name.at(-1);
  if (!part || !last || part === last) return [];
  const start = m.span(part).end;
  const end = m.span(last).end;
  return m.cut({ start, end }, m.textOf({ start, end }));
}

export const optionFixes: Mends = {
  P4001: removeOption,
  P4002: nearName,
  P4003: shadowedName,
  P4004: removeOption,
  P4005: shorterName,
  P4006: asBlock,
  P4008: removeOption,
  P4010: fittingValue,
  P4011: fittingValue,
  P4012: fittingValue,
  P4013: fittingValue,
  P4014: fittingValue,
  P4015: fittingValue,
  P4016: fittingValue,
  P4017: fittingValue,
  P4018: removeOption,
  P4019: fieldOfMessage,
  P4020: expectedToken,
  P4021: nearField,
  P4022: nearExtension,
  P4023: typeUrl,
  P4024: removeField,
  P4025: removeField,
  P4026: withRequired,
  P4027: fittingValue,
  P4028: fittingValue,
  P4029: fittingValue,
  P4030: fittingValue,
  P4031: fittingValue,
  P4032: fittingValue,
  P4033: m => m.cut(withBlanks(m.source, m.problem.span), m.text),
  P4034: nameOfNumber,
  P4035: removeField,
  P4040: removeOption,
};
