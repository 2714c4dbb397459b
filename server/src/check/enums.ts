/**
 * P3202 [value]: the first value of an open enum is zero. P3203 [value, other value, next free number or empty]: two values share a number,
 * and the enum does not say that they may. P3204 [value, other value] (error; warning where the enum asks for it): names that
 * JSON cannot tell apart, once case and the enum's own name in front are left out.
 * R3104 [value]: who has the number. R2020 [value]: the other name.
 * F3104 [number]: take the next free number. F3203 (no args): allow aliases. F3202 [value]: move the value that is zero to the front,
 * F3206 [value]: put a value for zero in front.
 */
import type { Fix } from "../base/problem.ts";
import type { EnumOutline, EnumValueOutline } from "../outline/outline.ts";
import { atStart, inFront, isSetOff, wholeStatement } from "../syntax/statementText.ts";
import { type CheckContext, features, isTrue, nameSpan, nodeOf, numberSpan, report } from "./context.ts";
import { removal } from "./edits.ts";
import { enumsOf } from "./walk.ts";
import { INT32_MAX } from "../shared/numberLimits.ts";
import { enumPrefix } from "../base/letterCase.ts";

export function checkEnums(ctx: CheckContext): void {
  for (const e of enumsOf(ctx.outline)) {
    const [first] = e.values;
    if (!first) continue;
    if (first.number !== 0 && features(ctx, e).enumType === "OPEN")
      report(ctx, "P3202", numberSpan(ctx, first), [first.name], { fixes: zeroFirst(ctx, e, first) });
    if (!isTrue(e.options, "allow_alias")) aliases(ctx, e);
    jsonNames(ctx, e);
  }
}

export function zeroFirst(ctx: CheckContext, e: EnumOutline, first: EnumValueOutline): Fix[] {
  const { tree } = ctx;
  const node = nodeOf(ctx, first);
  if (!node) return [];
  const second = e.values[1] && nodeOf(ctx, e.values[1]);
  const spacing = second && isSetOff(tree, second) ? "spaced" : "close";
  const zero = e.values.find(v => v.number === 0);
  const zeroNode = zero && nodeOf(ctx, zero);
  if (zero && zeroNode) {
    const { start, end } = wholeStatement(tree, zeroNode);
    const moved = inFront(tree, node, tree.source.slice(start, end).trim(), spacing);
    return [{ code: "F3202", args: [zero.name], edits: [moved, removal(ctx, zeroNode)] }];
  }
  const name = `${enumPrefix(e.name)}UNSPECIFIED`;
  return [{ code: "F3206", args: [name], edits: [inFront(tree, node, `${name} = 0;`, spacing)] }];
}

function aliases(ctx: CheckContext, e: EnumOutline): void {
  const first = new Map<number, EnumValueOutline>();
  let next: number | undefined;
  for (const v of e.values) {
    const other = first.get(v.number);
    if (!other) {
      first.set(v.number, v);
      continue;
    }
    next ??= afterLargest(e);
    const free = next <= INT32_MAX ? `${next}` : "";
    const span = numberSpan(ctx, v);
    const related = [{ at: numberSpan(ctx, other), code: "R3104", args: [other.name] }];
    const renumber = free ? [{ code: "F3104", args: [free], edits: [{ span, text: free }] }] : [];
    report(ctx, "P3203", span, [v.name, other.name, free], { related, fixes: [...renumber, ...aliasFix(ctx, e)] });
  }
}

function afterLargest(e: EnumOutline): number {
  let largest = -1;
  for (const v of e.values) if (v.number > largest) largest = v.number;
  return largest + 1;
}

function aliasFix(ctx: CheckContext, e: EnumOutline): Fix[] {
  const node = nodeOf(ctx, e);
  if (node?.kind !== "Enum" || !node.body) return [];
  return [{ code: "F3203", args: [], edits: [atStart(ctx.tree, node.body, ["option allow_alias = true;"])] }];
}

function jsonNames(ctx: CheckContext, e: EnumOutline): void {
  const lenient = ctx.outline.syntax.kind === "proto2" && isTrue(e.options, "deprecated_legacy_json_field_conflicts");
  const prefix = e.name.replaceAll("_", "").toLowerCase();
  const seen = new Map<string, EnumValueOutline>();
  for (const v of e.values) {
    const name = canonical(withoutPrefix(v.name, prefix));
    const other = seen.get(name);
    if (!other) seen.set(name, v);
    else if (other.name !== v.name && other.number !== v.number) {
      const related = [{ at: nameSpan(ctx, other), code: "R2020", args: [other.name] }];
      const severity = lenient ? "warning" : "error";
      report(ctx, "P3204", nameSpan(ctx, v), [v.name, other.name], { severity, related });
    }
  }
}

/** `FOO_BAR_BAZ` of `FooBar` → `BAZ`; underscores and case do not count in what is cut off. */
function withoutPrefix(value: string, prefix: string): string {
  let at = 0;
  let i = 0;
  while (at < value.length && i < prefix.length) {
    const c = value[at] as string;
    if (c !== "_") {
      if (c.toLowerCase() !== prefix[i]) return value;
      i++;
    }
    at++;
  }
  if (i < prefix.length) return value;
  while (value[at] === "_") at++;
  return at === value.length ? value : value.slice(at);
}

/** As a value's name would be written in camel case: underscores dropped, first letters in upper case, others in lower. */
function canonical(name: string): string {
  let out = "";
  let upper = true;
  for (const c of name) {
    if (c === "_") upper = true;
    else {
      out += upper ? c.toUpperCase() : c.toLowerCase();
      upper = false;
    }
  }
  return out;
}
