/** P3201 to P3206. Enums: values, aliases, reservations, names that JSON could not tell apart. */
import type { EnumOutline, EnumValueOutline } from "../outline/outline.ts";
import { type CheckContext, features, isTrue, nameSpan, numberSpan, report } from "./context.ts";
import { enumsOf } from "./walk.ts";

export function checkEnums(ctx: CheckContext): void {
  for (const e of enumsOf(ctx.outline)) {
    const [zero] = e.values;
    if (!zero) {
      report(ctx, "P3201", nameSpan(ctx, e), [e.name]);
      continue;
    }
    if (zero.number !== 0 && features(ctx, e).enumType === "OPEN") {
      const span = numberSpan(ctx, zero);
      report(ctx, "P3202", span, [zero.name]);
    }
    aliases(ctx, e);
    reserved(ctx, e);
    jsonNames(ctx, e);
  }
}

function aliases(ctx: CheckContext, e: EnumOutline): void {
  if (isTrue(e.options, "allow_alias")) return;
  const first = new Map<number, EnumValueOutline>();
  for (const v of e.values) {
    const other = first.get(v.number);
    if (!other) {
      first.set(v.number, v);
      continue;
    }
    const next = Math.max(...e.values.map(x => x.number)) + 1;
    const span = numberSpan(ctx, v);
    const related = [{ at: numberSpan(ctx, other), code: "R3104", args: [other.name] }];
    const fixes = [{ code: "F3104", args: [`${next}`], edits: [{ span, text: `${next}` }] }, ...aliasFix(ctx, e)];
    report(ctx, "P3203", span, [v.name, other.name, `${next}`], { related, fixes });
  }
}

function aliasFix(ctx: CheckContext, e: EnumOutline) {
  const node = ctx.declared.nodes.get(e);
  if (node?.kind !== "Enum" || !node.body) return [];
  const at = ctx.tree.tokens.starts[node.body.first + 1] as number;
  return [
    { code: "F3203", args: [], edits: [{ span: { start: at, end: at }, text: "\n  option allow_alias = true;" }] },
  ];
}

function reserved(ctx: CheckContext, e: EnumOutline): void {
  for (const v of e.values) {
    if (e.reservedRanges.some(r => r.start <= v.number && v.number <= r.end))
      report(ctx, "P3105", numberSpan(ctx, v), [v.name, `${v.number}`]);
    if (e.reservedNames.includes(v.name)) report(ctx, "P3106", nameSpan(ctx, v), [v.name]);
  }
}

/** Two names that are one when case and the enum's own name in front are left out. */
function jsonNames(ctx: CheckContext, e: EnumOutline): void {
  const severity =
    features(ctx, e).jsonFormat === "ALLOW" && !isTrue(e.options, "deprecated_legacy_json_field_conflicts")
      ? "error"
      : "warning";
  const seen = new Map<string, EnumValueOutline>();
  for (const v of e.values) {
    const name = canonical(withoutPrefix(v.name, e.name));
    const other = seen.get(name);
    if (!other) seen.set(name, v);
    else if (other.name !== v.name && other.number !== v.number) {
      const related = [{ at: nameSpan(ctx, other), code: "R2020", args: [other.name] }];
      report(ctx, "P3204", nameSpan(ctx, v), [v.name, other.name], { severity, related });
    }
  }
}

/** `FOO_BAR_BAZ` of `FooBar` → `BAZ`; underscores and case do not count in what is cut off. */
function withoutPrefix(value: string, enumName: string): string {
  const prefix = enumName.replaceAll("_", "").toLowerCase();
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
