/** How extensions and the declarations of them in extension ranges are mended: P331x at the range, P332x at the extension. */
import { lastPart } from "../../base/lastPart.ts";
import type { Fix } from "../../base/problem.ts";
import type { FieldOutline } from "../../outline/outline.ts";
import type { ExtensionsDecl, MessageLit, Option } from "../../syntax/ast.ts";
import { integerValue } from "../../syntax/grammar/path.ts";
import { plainName } from "../builtinOptions.ts";
import { nodeOf, typeOfField } from "../context.ts";
import { withoutOption } from "../edits.ts";
import { declarationsOf } from "../extensionDeclarations.ts";
import { extendeeOf, rangeOf } from "../extensions.ts";
import type { Mending, Mends } from "./mending.ts";

const isDeclaration = (o: Option): boolean => plainName(o) === "declaration" && o.value?.kind === "MessageLit";

const numberIn = (literal: MessageLit): number => {
  const value = literal.fields.find(f => f.name === "number")?.value;
  return value?.kind === "Int" ? Number(integerValue(value.text) ?? 0n) : 0;
};

/** The first number of the statement's ranges that nothing declares. */
function undeclared(statement: ExtensionsDecl): number | undefined {
  const taken = new Set<number>();
  for (const o of statement.options?.options ?? [])
    if (isDeclaration(o) && o.value?.kind === "MessageLit") taken.add(numberIn(o.value));
  for (const { start, end, max } of statement.ranges) {
    const first = Number(integerValue(start?.text ?? "0") ?? 0n);
    const last = max ? Number.POSITIVE_INFINITY : Number(integerValue((end ?? start)?.text ?? "0") ?? 0n);
    for (let n = first; n <= last && n <= first + taken.size; n++) if (!taken.has(n)) return n;
  }
  return undefined;
}

function otherNumber(m: Mending): Fix[] {
  const statement = m.around("Extensions");
  const number = statement && undeclared(statement);
  return number === undefined ? removeDeclaration(m) : m.number(number);
}

function removeDeclaration(m: Mending): Fix[] {
  const list = m.around("Extensions")?.options;
  const option = list?.options.find(o => o.first <= m.token && m.token <= o.last);
  if (!list || !option) return [];
  return [{ code: "F3240", args: ["declaration"], edits: [withoutOption(m.ctx, list, option)] }];
}

function fieldText(m: Mending, literal: MessageLit, name: string): string | undefined {
  const value = literal.fields.find(f => f.name === name)?.value;
  return value && m.textOfNode(value);
}

/** Name and type go together; what has only one of them is a number that is given to nobody. */
function asReserved(m: Mending): Fix[] {
  const literal = m.around("MessageLit");
  const number = literal && fieldText(m, literal, "number");
  return literal && number ? m.write(`{ number: ${number}, reserved: true }`, m.span(literal)) : [];
}

function fullName(m: Mending): Fix[] {
  const [written = ""] = m.args;
  const parts = written.split(".").filter(Boolean);
  const better = parts.map(p => p.replaceAll(/\W/g, "_").replace(/^(?=\d)/, "_"));
  return better.length === 0 ? [] : m.write(`"${better.map(p => `.${p}`).join("")}"`);
}

const extension = (m: Mending): FieldOutline | undefined => m.declOf(m.around("Field"), "field");

/** The number by which the message declares the extension. */
function declaredNumber(m: Mending): Fix[] {
  const x = extension(m);
  const message = x && extendeeOf(m.ctx, x);
  for (const range of message?.extensionRanges ?? [])
    for (const d of declarationsOf(range))
      if (d.fullName === `.${x?.fullName}` && !d.reserved) return m.number(d.number);
  return [];
}

/** Declares the extension where the message of this file keeps the number. */
function declare(m: Mending): Fix[] {
  const found = declaredNumber(m);
  const x = extension(m);
  const message = x && extendeeOf(m.ctx, x);
  const node = message && nodeOf(m.ctx, message);
  const range = message && x && rangeOf(message, x.number);
  if (found.length > 0 || !x || !range || !node || !("body" in node)) return found;
  let next = 0;
  const statement = node.body?.decls.find(
    d => d.kind === "Extensions" && d.ranges.some(() => message.extensionRanges[next++] === range),
  );
  const last = statement?.kind === "Extensions" ? statement.options?.options.at(-1) : undefined;
  if (!last) return [];
  const { decl } = typeOfField(m.ctx, x);
  const type = decl ? `.${decl.fullName}` : x.type;
  const repeated = x.label === "repeated" ? ", repeated: true" : "";
  const text = `declaration = { number: ${x.number}, full_name: ".${x.fullName}", type: "${type}"${repeated} }`;
  return m.insert(m.span(last).end, `, ${text}`, text);
}

function declaredType(m: Mending): Fix[] {
  const type = m.args[3];
  return type && type !== "enum" ? m.write(type) : [];
}

function declaredName(m: Mending): Fix[] {
  const [own = "", , , declared = ""] = m.args;
  const scope = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf(".")));
  // In another scope it would be another extension still.
  return scope(`.${own}`) === scope(declared) ? m.write(lastPart(declared)) : [];
}

function declaredLabel(m: Mending): Fix[] {
  const node = m.around("Field");
  const label = m.args[3] === "repeated" ? "repeated" : "optional";
  const isImplied = label === "optional" && m.ctx.tree.syntax.kind !== "proto2";
  if (!node?.label) return label === "repeated" ? m.insert(m.problem.span.start, "repeated ") : [];
  const behind = m.tokenBehind(node.label.last);
  const { start, end } = m.span(node.label);
  return isImplied
    ? m.cut({ start, end: behind === undefined ? end : m.tokenSpan(behind).start }, node.label.text)
    : m.write(label, { start, end });
}

export const declaredExtensionFixes: Mends = {
  P3310: m => {
    const option = m.around("Extensions")?.options?.options.find(o => plainName(o) === "verification");
    return option?.value ? m.write("DECLARATION", m.span(option.value)) : [];
  },
  P3311: otherNumber,
  P3312: otherNumber,
  P3313: asReserved,
  P3314: removeDeclaration,
  P3316: fullName,
  P3320: declare,
  P3321: declaredNumber,
  P3322: declaredType,
  P3323: declaredName,
  P3324: declaredLabel,
};
