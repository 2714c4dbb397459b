/** How statements of P11… are mended that do not parse: parts that are missing, and words that their syntax does not have. */
import { pascalCase, snakeCase } from "../../base/letterCase.ts";
import type { Fix } from "../../base/problem.ts";
import { startsLine } from "../../base/startsLine.ts";
import { nearest } from "../../shared/nearest.ts";
import { nextEnumNumber } from "../../outline/nextEnumNumber.ts";
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldDecl, NodeBase } from "../../syntax/ast.ts";
import { editionNames } from "../../syntax/edition.ts";
import { inFront, indentStep, withBlanks } from "../../syntax/statementText.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import { withoutOption } from "../edits.ts";
import { importEdit } from "../importEdit.ts";
import { insertion, type Mending, type Mends } from "./mending.ts";

/** The number that the field or enum value of the problem should have. */
function nextNumber(m: Mending): number | undefined {
  const e = m.around("EnumValue") && m.declOf(m.around("Enum"), "enum");
  if (e) {
    const own = m.declOf(m.around("EnumValue"), "enumValue");
    return nextEnumNumber({ ...e, values: e.values.filter(v => v !== own) });
  }
  const field = m.around("Field");
  if (!field) return undefined;
  const message = m.declOf(m.around("Message"), "message");
  const own = m.declOf(field, "field");
  return message && nextFieldNumber({ ...message, fields: message.fields.filter(f => f !== own) });
}

/** ` = 3` behind a name. */
function withNumber(m: Mending): Fix[] {
  const number = nextNumber(m);
  const name = m.around("Field", "EnumValue")?.name;
  if (number === undefined || !name) return [];
  return [{ code: "F3104", args: [`${number}`], edits: [insertion(m.span(name).end, ` = ${number}`)] }];
}

/** A number in place of the words up to the end of the statement or its options. */
function numberInstead(m: Mending): Fix[] {
  const number = nextNumber(m);
  const { start } = m.problem.span;
  if (number === undefined) return [];
  const before = m.tokenBefore(m.token);
  // Nothing stands there where the statement ends at once.
  if (/^[;[\]},]/.test(m.text) || m.text === "") {
    const at = before === undefined ? start : m.tokenSpan(before).end;
    return [{ code: "F3104", args: [`${number}`], edits: [insertion(at, ` ${number}`)] }];
  }
  return m.number(number);
}

const scalarBoxes: ReadonlyMap<string, string> = new Map([
  ["double", "DoubleValue"],
  ["float", "FloatValue"],
  ["int64", "Int64Value"],
  ["sint64", "Int64Value"],
  ["sfixed64", "Int64Value"],
  ["uint64", "UInt64Value"],
  ["fixed64", "UInt64Value"],
  ["int32", "Int32Value"],
  ["sint32", "Int32Value"],
  ["sfixed32", "Int32Value"],
  ["uint32", "UInt32Value"],
  ["fixed32", "UInt32Value"],
  ["bool", "BoolValue"],
  ["string", "StringValue"],
  ["bytes", "BytesValue"],
]);

/** The message that holds a scalar, with its import. */
function boxed(m: Mending): Fix[] {
  const box = scalarBoxes.get(m.text);
  if (!box || !m.around("Method")) return [];
  const path = "google/protobuf/wrappers.proto";
  const name = `google.protobuf.${box}`;
  const imported = m.ctx.outline.imports.some(i => i.path === path);
  const edits = [{ span: m.problem.span, text: name }, ...(imported ? [] : [importEdit(m.ctx.tree, path)])];
  return [{ code: "F2030", args: [name], edits }];
}

/** A statement of which nothing is left to read. */
function emptyReserved(m: Mending): Fix[] {
  const node = m.around("Reserved", "Extensions");
  if (!node) return [];
  const comma = m.tokenBefore(m.token);
  if (m.tokenText(comma) === "," && comma !== undefined)
    return m.text === ";" ? m.cut({ start: m.tokenSpan(comma).start, end: m.problem.span.start }, ",") : [];
  return m.text === ";" ? m.remove(node, m.textOfNode(node)) : [];
}

/** Names and numbers are reserved by statements of their own. */
function apart(m: Mending): Fix[] {
  const comma = m.tokenBefore(m.token);
  if (comma === undefined || m.tokenText(comma) !== ",") return [];
  const { start, end } = m.tokenSpan(comma);
  if (m.text === ";") return m.cut({ start, end }, ",");
  const own = m.around("Reserved");
  const at = own ? m.span(own).start : start;
  const gap = startsLine(m.source, at) ? `${m.newline}${m.indentAt(at)}` : " ";
  const edit = { span: { start, end: m.problem.span.start }, text: `;${gap}reserved ` };
  return [{ code: "F1117", args: [], edits: [edit] }];
}

/** A map in a oneof as a message around it, which stands in front of the oneof. */
function mapInMessage(m: Mending): Fix[] {
  const field = m.around("Field");
  const oneof = m.around("Oneof");
  const { map } = field ?? {};
  const rest = map && /^\s*(\w+)\s*=\s*(\w+)/.exec(m.source.slice(m.span(map).end));
  if (!field || !oneof || !map || !rest) return [];
  const [, name = "", number = ""] = rest;
  const message = pascalCase(name);
  const text = messageText(m, oneof, message, [`${m.textOfNode(map)} ${name} = 1;`]);
  return [
    {
      code: "F1135",
      args: [message],
      edits: [inFront(m.ctx.tree, oneof, text, "close"), { span: m.span(map), text: message }],
    },
  ].filter(() => number !== "");
}

/** A message as the statement in front of another. */
function messageText(m: Mending, before: NodeBase, name: string, members: readonly string[]): string {
  const indent = m.indentAt(m.span(before).start);
  const lines = members.map(text => `${indent}${indentStep(m.source)}${text}`);
  return [`message ${name} {`, ...lines, `${indent}}`].join(m.newline);
}

/** A map of extensions as a repeated message of key and value, which stands in front of the block. */
function mapAsEntries(m: Mending): Fix[] {
  const field = m.around("Field");
  const block = m.around("Extend");
  const { map } = field ?? {};
  const name = map && /^\s*(\w+)/.exec(m.source.slice(m.span(map).end))?.[1];
  if (!field || !block || !map?.key || !map.value || !name) return [];
  const message = `${pascalCase(name)}Entry`;
  const label = m.ctx.tree.syntax.kind === "proto2" ? "optional " : "";
  const member = (type: string, n: number): string => `${label}${type} ${n === 1 ? "key" : "value"} = ${n};`;
  const members = [member(m.textOfNode(map.key), 1), member(m.textOfNode(map.value), 2)];
  const text = messageText(m, block, message, members);
  const first = field.label ? m.span(field.label).start : m.span(map).start;
  return [
    {
      code: "F1135",
      args: [message],
      edits: [
        inFront(m.ctx.tree, block, text, "close"),
        { span: { start: first, end: m.span(map).end }, text: `repeated ${message}` },
      ],
    },
  ];
}

/** `user` for a `User` that was not named. */
function nameOfType(m: Mending): Fix[] {
  const field = m.around("Field");
  const last = field?.type?.parts.at(-1)?.text ?? "";
  if (!field?.type || !/^[A-Z]/.test(last)) return [];
  const name = snakeCase(last);
  const message = m.declOf(m.around("Message"), "message");
  if (message?.fields.some(f => f.name === name)) return [];
  return m.insert(m.span(field.type).end, ` ${name}`);
}

function quotedValue(m: Mending): Fix[] {
  const kind = m.ctx.tree.tokens.kinds[m.token];
  if (kind !== TokenKind.Ident && kind !== TokenKind.Int) return [];
  const text = `"${m.text}"`;
  return [{ code: "F4015", args: [text], edits: [{ span: m.problem.span, text }] }];
}

/** `google.protobuf.any` as a path in quotes. */
function importPath(m: Mending): Fix[] {
  const { start } = m.problem.span;
  const written = /^[\w./-]+/.exec(m.source.slice(start))?.[0];
  if (!written) return [];
  const asPath = written.replace(/\.proto$/, "");
  const candidates = [written, `${asPath}.proto`, `${asPath.replaceAll(".", "/")}.proto`];
  const path =
    candidates.find(c => m.ctx.world.resolveImport(m.ctx.id, c) !== undefined) ?? (candidates[1] as string);
  const text = `"${path}"`;
  return [{ code: "F4015", args: [text], edits: [{ span: { start, end: start + written.length }, text }] }];
}

const keywords = ["message", "enum", "service", "extend", "import", "package", "option"];

/** What P1100 asks for, behind the token before. */
function expected(m: Mending): Fix[] {
  const [text = ""] = m.args;
  const before = m.tokenBefore(m.token);
  if (before === undefined || text === ";") return [];
  if (text === "rpc" || text === "option") {
    if (m.ctx.tree.tokens.kinds[m.token] !== TokenKind.Ident) return [];
    const meant = nearest(m.text, [text]);
    return meant === undefined ? m.insert(m.problem.span.start, `${text} `) : m.write(meant);
  }
  const meant = m.ctx.tree.tokens.kinds[m.token] === TokenKind.Ident ? nearest(m.text, [text]) : undefined;
  if (meant !== undefined) return m.write(meant);
  const blank = /^[\w={(]/.test(text) ? " " : "";
  return m.insert(m.tokenSpan(before).end, blank + text);
}

/** A group without a label's leave: as a message, and a field of it. */
function withoutBody(m: Mending): Fix[] {
  const semicolon = m.text === ";";
  const before = m.tokenBefore(m.token);
  if (!semicolon || before === undefined) return [];
  return [{ code: "F4001", args: ["{}"], edits: [{ span: m.problem.span, text: " {}" }] }];
}

function withoutModifier(m: Mending): Fix[] {
  const node = m.around("Import");
  if (!node?.path) return [];
  return m.cut({ start: m.problem.span.start, end: m.span(node.path).start }, m.text);
}

function closeBlock(m: Mending, text: string): Fix[] {
  const end = m.source.trimEnd().length;
  return m.insert(end, `${m.newline}${text}`);
}

/** The number of a value that is too large: the next one, or the end of the range. */
function smaller(m: Mending): Fix[] {
  const field: FieldDecl | undefined = m.around("Field");
  if (m.around("Range")) return m.tokenText(m.tokenBefore(m.token)) === "to" ? m.write("max") : [];
  if (m.around("Option") || !(field ?? m.around("EnumValue"))) return [];
  const minus = m.tokenBefore(m.token);
  const start = m.tokenText(minus) === "-" && minus !== undefined ? m.tokenSpan(minus).start : m.problem.span.start;
  return m.number(nextNumber(m), { start, end: m.problem.span.end });
}

export const statementFixes: Mends = {
  P1100: expected,
  P1101: quotedValue,
  P1102: m => {
    const dot = m.tokenBefore(m.token);
    return dot !== undefined && m.tokenText(dot) === "." ? m.cut(m.tokenSpan(dot), ".") : [];
  },
  P1103: smaller,
  P1106: nameOfType,
  P1107: emptyReserved,
  P1108: withNumber,
  P1109: numberInstead,
  P1111: boxed,
  P1112: emptyReserved,
  P1113: numberInstead,
  P1114: emptyReserved,
  P1117: apart,
  P1118: apart,
  P1120: m => closeBlock(m, "}"),
  P1122: m => {
    const word = m.tokenBefore(m.token);
    return word === undefined
      ? []
      : m.cut({ start: m.tokenSpan(word).start, end: m.problem.span.start }, m.tokenText(word));
  },
  P1124: emptyReserved,
  P1126: withNumber,
  P1129: m => m.cut(withBlanks(m.source, m.problem.span), "}"),
  P1137: withoutBody,
  P1140: mapInMessage,
  P1142: mapAsEntries,
  P1150: m => {
    const list = m.around("CompactOptions");
    const option = list?.options.find(o => o.first <= m.token && m.token <= o.last);
    if (!list || !option) return [];
    return [{ code: "F3240", args: [m.textOfNode(option)], edits: [withoutOption(m.ctx, list, option)] }];
  },
  P1151: quotedValue,
  P1161: m => minusSign(m),
  P1162: m => minusSign(m),
  P1164: m => closeBlock(m, "};"),
  P1180: m => ['"proto3"', '"proto2"'].flatMap(text => m.write(text)),
  P1181: m => editionNames.filter(n => n !== "2026").flatMap(name => m.write(`"${name}"`)),
  P1182: m => {
    const word = nearest(m.text, keywords);
    return word === undefined ? [] : m.write(word);
  },
  P1183: m => {
    const node = m.around("Package");
    return node ? m.remove(node, m.textOfNode(node)) : [];
  },
  P1184: withoutModifier,
  P1185: withoutModifier,
  P1186: importPath,
};

function minusSign(m: Mending): Fix[] {
  const minus = m.text === "-" ? m.token : m.tokenBefore(m.token);
  if (minus === undefined || m.tokenText(minus) !== "-") return [];
  const behind = m.tokenBehind(minus);
  const { start, end } = m.tokenSpan(minus);
  return m.cut({ start, end: behind === undefined ? end : m.tokenSpan(behind).start }, "-");
}
