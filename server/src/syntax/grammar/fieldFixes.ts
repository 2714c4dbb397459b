/** How fields are mended whose labels or form their syntax does not have. */
import type { Fix, TextEdit } from "../../base/problem.ts";
import type { FieldDecl, NodeBase } from "../ast.ts";
import type { Parser } from "../parser.ts";

const start = (p: Parser, node: NodeBase): number => p.starts[node.first] as number;
const end = (p: Parser, node: NodeBase): number => p.starts[node.last + 1] as number;
const textOf = (p: Parser, node: NodeBase): string => p.source.slice(start(p, node), end(p, node));

/** Takes a label out, with the blanks behind it. */
export function labelRemoval(p: Parser, node: FieldDecl): Fix[] {
  const edit = node.label && withoutLabel(p, node);
  return node.label && edit ? [{ code: "F1130", args: [node.label.text], edits: [edit] }] : [];
}

function withoutLabel(p: Parser, node: FieldDecl): TextEdit | undefined {
  const next = node.map ?? node.type ?? node.name;
  return node.label && next ? { span: { start: start(p, node.label), end: start(p, next) }, text: "" } : undefined;
}

/** F1131 [feature]: says by a feature what the label says. */
export function labelAsFeature(p: Parser, node: FieldDecl): Fix[] {
  const feature = `features.field_presence = ${node.label?.text === "required" ? "LEGACY_REQUIRED" : "EXPLICIT"}`;
  const removal = withoutLabel(p, node);
  const option = withOption(p, node, feature);
  return removal && option ? [{ code: "F1131", args: [feature], edits: [removal, option] }] : [];
}

function withOption(p: Parser, node: FieldDecl, text: string): TextEdit | undefined {
  const first = node.options?.options[0];
  const at = first ? start(p, first) : node.number && !node.options ? end(p, node.number) : undefined;
  if (at === undefined) return undefined;
  return { span: { start: at, end: at }, text: first ? `${text}, ` : ` [${text}]` };
}

/** F1135 [message]: a group in a message as a message of its own, and a field of it that is written the same on the wire. */
export function groupAsField(p: Parser, node: FieldDecl): Fix[] {
  const { name, number, body, label, options } = node;
  if (!name || !number || !body?.closed) return [];
  const encoding = "features.message_encoding = DELIMITED";
  const first = options?.options[0];
  const last = options?.options.at(-1);
  const others = first && last ? `, ${p.source.slice(start(p, first), end(p, last))}` : "";
  const repeated = label?.text === "repeated" ? "repeated " : "";
  const lineStart = p.source.lastIndexOf("\n", start(p, node)) + 1;
  const indent = /^[ \t]*/.exec(p.source.slice(lineStart, start(p, node)))?.[0] ?? "";
  const field = `${repeated}${name.text} ${name.text.toLowerCase()} = ${textOf(p, number)} [${encoding}${others}];`;
  const edits: TextEdit[] = [
    { span: { start: start(p, node), end: start(p, body) }, text: `message ${name.text} ` },
    { span: { start: end(p, body), end: end(p, body) }, text: `\n${indent}${field}` },
  ];
  return [{ code: "F1135", args: [name.text], edits }];
}

/** F1136 [name]: the name with a capital letter in front. */
export function capitalised(p: Parser, node: FieldDecl): Fix[] {
  const { name } = node;
  if (!name || !/^[a-z]/.test(name.text)) return [];
  const text = (name.text[0] as string).toUpperCase() + name.text.slice(1);
  return [{ code: "F1136", args: [text], edits: [{ span: { start: start(p, name), end: end(p, name) }, text }] }];
}
