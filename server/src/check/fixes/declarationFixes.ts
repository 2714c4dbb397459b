/** How fields, enums, maps and extensions of P31…, P32… and P33… are mended. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { Fix } from "../../base/problem.ts";
import type { Body } from "../../syntax/ast.ts";
import { atStart } from "../../syntax/statementText.ts";
import { withOption, withoutOption } from "../edits.ts";
import { extendeeOf } from "../extensions.ts";
import { zeroFirst } from "../enums.ts";
import { removeFileOptions } from "./fileOptions.ts";
import { extensionsOf } from "../walk.ts";
import { insertion, type Mending, type Mends } from "./mending.ts";

/** `{}` → `{ X_UNSPECIFIED = 0; }`. */
function firstValue(m: Mending): Fix[] {
  const node = m.around("Enum");
  if (!node?.name || !node.body) return [];
  const value = `${enumPrefix(node.name.text)}UNSPECIFIED`;
  return [{ code: "F3206", args: [value], edits: [atStart(m.ctx.tree, node.body, [`${value} = 0;`])] }];
}

/** Lets both names stay, as files from before the rule may. */
function keepBothNames(m: Mending): Fix[] {
  const node = m.around("Message", "Enum");
  if (!node?.body || (node.kind === "Enum" && m.ctx.tree.syntax.kind !== "proto2")) return [];
  if (m.ctx.tree.syntax.kind === "editions" && m.ctx.tree.syntax.edition > 1000) return [];
  return atStartOf(m, node.body, "option deprecated_legacy_json_field_conflicts = true;");
}

/** The other names of a pair get a name of their own in JSON. */
function withoutJson(m: Mending): Fix[] {
  const value = m.around("EnumValue");
  const option = value?.options?.options.find(o => o.name[0]?.extension);
  if (!value?.options || !option) return [];
  return [{ code: "F3240", args: [m.textOfNode(option)], edits: [withoutOption(m.ctx, value.options, option)] }];
}

/** Writes the JSON name of the other value of the number, or takes the only one away. */
function sameJson(m: Mending): Fix[] {
  const [, own = "", , other = ""] = m.args;
  const value = m.around("EnumValue");
  if (!value) return [];
  if (own === "") {
    const text = `(pb.enumvalue.json).string = ${JSON.stringify(other)}`;
    const edit = withOption(m.ctx, value, text);
    return edit ? [{ code: "F4001", args: [text], edits: [edit] }] : [];
  }
  if (other === "") return withoutJson(m);
  const option = value.options?.options.find(o => o.name[0]?.extension);
  return option?.value?.kind === "String" ? m.write(JSON.stringify(other), m.span(option.value)) : withoutJson(m);
}

/** A zero in front in an enum that this file declares itself. */
function zeroInEnum(m: Mending): Fix[] {
  for (const ref of m.ctx.linked.refs) {
    if (ref.node.first !== m.token || !ref.result.ok || ref.result.found.kind !== "enum") continue;
    const { id } = ref.result.found;
    const decl = id.file === m.ctx.id ? m.ctx.outline.types.get(id.name) : undefined;
    const first = decl?.kind === "enum" ? decl.values[0] : undefined;
    return decl?.kind === "enum" && first ? zeroFirst(m.ctx, decl, first) : [];
  }
  return [];
}

/** A group of proto3 becomes a message and a field of it. */
function groupAsMessage(m: Mending): Fix[] {
  const node = m.around("Field");
  if (!node?.isGroup || !node.name || !node.number || !node.body?.closed) return [];
  const name = node.name.text;
  const indent = m.indentAt(m.span(node).start);
  const options = node.options ? ` ${m.textOfNode(node.options)}` : "";
  const label = node.label && node.label.text !== "required" ? `${node.label.text} ` : "";
  const field = `${label}${name} ${name.toLowerCase()} = ${node.number.text}${options};`;
  const { end } = m.span(node.body);
  return [
    {
      code: "F1135",
      args: [name],
      edits: [
        { span: { start: m.span(node).start, end: m.span(node.body).start }, text: `message ${name} ` },
        insertion(end, `${m.newline}${indent}${field}`),
      ],
    },
  ];
}

/** Extensions of message sets are single. */
function single(m: Mending): Fix[] {
  const label = m.around("Field")?.label;
  if (!label || label.text === "optional") return [];
  const { start, end } = m.span(label);
  const behind = m.tokenBehind(label.last);
  return m.ctx.tree.syntax.kind === "editions"
    ? m.cut({ start, end: behind === undefined ? end : m.tokenSpan(behind).start }, label.text)
    : m.write("optional", { start, end });
}

/** The first number of the ranges that nobody has, as far as this file knows. */
function freeExtensionNumber(m: Mending): Fix[] {
  const x = m.declOf(m.around("Field"), "field");
  const message = x && extendeeOf(m.ctx, x);
  if (!message) return [];
  const taken = new Set<number>(Number.isNaN(Number(m.args[0])) ? [] : [Number(m.args[0])]);
  for (const other of extensionsOf(m.ctx.outline)) if (extendeeOf(m.ctx, other) === message) taken.add(other.number);
  for (const r of message.extensionRanges)
    for (let n = r.start; n <= r.end && n <= r.start + taken.size; n++) if (!taken.has(n)) return m.number(n);
  return [];
}

export const declarationFixes: Mends = {
  P3101: freeExtensionNumber,
  P3103: freeExtensionNumber,
  P3201: firstValue,
  P3204: m => (m.problem.severity === "error" ? keepBothNames(m) : []),
  P3207: withoutJson,
  P3208: sameJson,
  P3209: withoutJson,
  P3210: m => (m.problem.severity === "error" ? keepBothNames(m) : []),
  P3214: withoutJson,
  P3220: m => m.write("string"),
  P3221: m => m.write("int32"),
  P3222: zeroInEnum,
  P3231: single,
  P3251: groupAsMessage,
  P3260: m => removeFileOptions(m, "optimize_for"),
  P3261: m => removeFileOptions(m, "cc_generic_services", "java_generic_services"),
  P3304: freeExtensionNumber,
  P5301: m => olderLimits(m),
  P5302: m => olderLimits(m),
  P5303: m => olderLimits(m),
  P5304: m => olderLimits(m),
};

/** Keeps to the limits of older editions. */
function olderLimits(m: Mending): Fix[] {
  const { body } = m.around("Message", "Enum", "Oneof") ?? {};
  if (!body) return [];
  return atStartOf(m, body, "option features.enforce_proto_limits = LEGACY_NO_EXPLICIT_LIMITS;");
}

const atStartOf = (m: Mending, body: Body, text: string): Fix[] => [
  { code: "F4001", args: [text], edits: [atStart(m.ctx.tree, body, [text])] },
];
