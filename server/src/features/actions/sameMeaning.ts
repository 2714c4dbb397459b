/**
 * Proof that two versions of a file mean the same although they are written in other editions: each declaration's resolved features,
 * numbers, types, names and options are compared. What a keyword said before and a feature says now counts as equal; nothing else does.
 */
import { Edition } from "../../syntax/edition.ts";
import { ByteWriter } from "../../base/byteWriter.ts";
import { writeOptions } from "../../options/encodeOptions.ts";
import { featuresIn } from "../../editions/features.ts";
import type { Linked } from "../../link/link.ts";
import type { Lookup } from "../../link/lookup.ts";
import type { InterpretedOptions } from "../../options/interpret.ts";
import type { OptionOwner } from "../../options/optionBlocks.ts";
import type { DeclOutline, EnumOutline, FieldOutline, MessageOutline, OptionOutline } from "../../outline/outline.ts";
import { MessageValue } from "../../options/value.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";

export interface Version {
  readonly linked: Linked;
  readonly options: InterpretedOptions;
}

/** The kind and full name of the first declaration that differs; the package's name for the file itself. Undefined where nothing does. */
export function difference(before: Version, after: Version): string | undefined {
  const { options } = before.linked.outline;
  const isJava = options.some(o => o.name.startsWith("java_") || o.name.includes("(pb.java)"));
  const types = (v: Version): readonly DeclOutline[] => [
    ...v.linked.outline.messages,
    ...v.linked.outline.enums,
    ...v.linked.outline.services,
  ];
  const nested = types(after).map(t => javaNesting(after, t));
  const moved = types(before).find((t, i) => isJava && javaNesting(before, t) !== nested[i]);
  if (moved) return `message ${moved.fullName}`;
  const was = describe(before);
  const is = describe(after);
  for (const [name, text] of was) if (is.get(name) !== text) return name;
  for (const name of is.keys()) if (!was.has(name)) return name;
  return undefined;
}

/** Full name → everything that a reader of the descriptor sees of it, but for the edition and how features are written. */
function describe({ linked, options }: Version): Map<string, string> {
  const { outline } = linked;
  const out = new Map<string, string>();
  const add = (decl: DeclOutline, ...parts: readonly unknown[]): void => {
    const known = featuresIn(outline, decl);
    out.set(
      `${decl.kind} ${decl.fullName}`,
      JSON.stringify([...parts, ownOptions(options, decl), known, stringType(decl), languageFeatures(decl)]),
    );
  };
  const field = (f: FieldOutline): void => {
    const type = f.form === "plain" ? (typeName(linked.typeOf.get(f)) ?? f.type) : typeName(linked.typeOf.get(f));
    const oneof = f.oneof === undefined ? undefined : f.parent?.oneofs[f.oneof];
    const extendee = f.extendee === undefined ? undefined : typeName(linked.extendeeOf.get(f));
    const json = f.jsonName ?? defaultJsonName(f.name);
    const name = oneof?.synthetic === false ? oneof.name : undefined;
    add(f, f.number, f.label === "repeated", type, extendee, json, f.defaultValue, name);
  };
  const enumeration = (e: EnumOutline): void => {
    add(e, ranges(e.reservedRanges), e.reservedNames, e.visibility);
    for (const v of e.values) add(v, v.number);
  };
  const message = (m: MessageOutline): void => {
    const kept = m.extensionRanges.map(r => [r.start, r.end, ownOptions(options, r)]);
    add(m, ranges(m.reservedRanges), m.reservedNames, kept, m.synthetic === "map-entry", m.visibility);
    for (const f of m.fields) field(f);
    for (const o of m.oneofs) if (!o.synthetic) add(o);
    for (const x of m.extensions) field(x);
    for (const n of m.messages) message(n);
    for (const e of m.enums) enumeration(e);
  };
  for (const m of outline.messages) message(m);
  for (const e of outline.enums) enumeration(e);
  for (const x of outline.extensions) field(x);
  for (const s of outline.services) {
    add(s);
    for (const m of s.methods) {
      const types = [typeName(linked.inputOf.get(m)), typeName(linked.outputOf.get(m))];
      add(m, types, m.clientStreaming, m.serverStreaming);
    }
  }
  const imports = outline.imports.filter(i => !i.path.endsWith("_features.proto")).map(i => [i.path, i.modifier]);
  const file = [outline.package, imports, ownOptions(options, outline), featuresIn(outline, undefined)];
  out.set(outline.package, JSON.stringify(file));
  return out;
}

const ranges = (list: readonly { readonly start: number; readonly end: number }[]): number[][] =>
  list.map(r => [r.start, r.end]);

const typeName = (type: Lookup | undefined): string | undefined =>
  type?.ok && type.found.kind !== "package" ? type.found.id.name : undefined;

/** Options that stand for features, and `features` themselves, are compared by what they resolve to. */
const resolved = new Set(["features", "packed", "java_multiple_files", "ctype"]);

function ownOptions(options: InterpretedOptions, owner: OptionOwner): string {
  const value = options.of.get(owner);
  if (!value) return "";
  const out = new ByteWriter(64);
  writeOptions(out, withoutResolved(value), true);
  return [...out.view()].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** Features of a language stay: nobody but its generator knows what they resolve to. */
function withoutResolved(value: MessageValue): MessageValue {
  const out = new MessageValue(value.type);
  for (const [number, field] of value.fields) {
    const { name, extendee } = field.field.outline;
    if (extendee !== undefined || !resolved.has(name)) out.fields.set(number, field);
    const [features] = field.values;
    if (name !== "features" || !(features instanceof MessageValue)) continue;
    const kept = new MessageValue(features.type);
    for (const [n, f] of features.fields) if (f.field.outline.extendee !== undefined) kept.fields.set(n, f);
    if (kept.fields.size && !isComparedElsewhere(kept)) out.fields.set(number, { ...field, values: [kept] });
  }
  return out;
}

/** Features of Java and C++ are compared by name, as some stand for what an option said before edition 2024. */
const isComparedElsewhere = (features: MessageValue): boolean =>
  [...features.fields.values()].every(f => ["pb.java", "pb.cpp"].includes(f.field.outline.fullName));

const NESTING = "features.(pb.java).nest_in_file_class";
const STRING_TYPE = "features.(pb.cpp).string_type";

const languageFeatures = (decl: DeclOutline): unknown[] =>
  decl.options
    .filter(o => o.name.startsWith("features.(") && o.name !== NESTING && o.name !== STRING_TYPE)
    .map(o => [o.name, o.value]);

/** How C++ keeps a field's text: `ctype` says it before edition 2024, a feature since. */
const stringType = (decl: DeclOutline): string | undefined =>
  decl.kind === "field" ? (identOf(decl.options, "ctype") ?? identOf(decl.options, STRING_TYPE)) : undefined;

function identOf(options: readonly OptionOutline[], name: string): string | undefined {
  const value = options.find(o => o.name === name)?.value;
  return value?.kind === "ident" ? value.text : undefined;
}

/** Whether a type at the top of the file gets a Java class inside of the file's. */
function javaNesting({ linked: { outline } }: Version, type: DeclOutline): boolean {
  if (outline.syntax.edition < Edition.edition2024) return identOf(outline.options, "java_multiple_files") !== "true";
  return identOf(type.options, NESTING) === "YES";
}
