/**
 * Proof that two versions of a file mean the same although they are written in other editions: each declaration's resolved features,
 * numbers, types, names and options are compared. What a keyword said before and a feature says now counts as equal; nothing else does.
 */
import { Edition } from "../../syntax/edition.ts";
import { ByteWriter } from "../../base/byteWriter.ts";
import { writeOptions } from "../../options/encodeOptions.ts";
import { type Features, featuresIn } from "../../editions/features.ts";
import type { Linked } from "../../link/link.ts";
import type { Lookup } from "../../link/lookup.ts";
import type { InterpretedOptions } from "../../options/interpret.ts";
import type { OptionOwner } from "../../options/optionBlocks.ts";
import type { Literal } from "../../outline/literal.ts";
import type { DeclOutline, EnumOutline, FieldOutline, MessageOutline, OptionOutline } from "../../outline/outline.ts";
import { MessageValue } from "../../options/value.ts";
import {
  type FeatureLanguage,
  javaClassOf,
  languageFeatures,
  languagesOf,
  optionOf,
  resolvedLanguage,
  optionText,
} from "./languageFeatures.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";

export interface Version {
  readonly linked: Linked;
  readonly options: InterpretedOptions;
  /** The compiler's name of the file. */
  readonly importName: string;
}

/** The kind and full name of the first declaration that differs; the package's name for the file itself. Undefined where nothing does. */
export function difference(before: Version, after: Version): string | undefined {
  const languages = languagesOf(before.linked.outline);
  const was = describe(before, languages);
  const is = describe(after, languages);
  for (const [name, text] of was) if (is.get(name) !== text) return name;
  for (const name of is.keys()) if (!was.has(name)) return name;
  return undefined;
}

/** Full name → everything that a reader of the descriptor sees of it, but for the edition and how features are written. */
function describe(version: Version, languages: ReadonlySet<FeatureLanguage>): Map<string, string> {
  const { linked, options } = version;
  const { outline } = linked;
  const out = new Map<string, string>();
  const add = (decl: DeclOutline, ...parts: readonly unknown[]): void => {
    const own = featuresIn(outline, decl);
    // An extension has presence whatever is around it.
    const isExtension = decl.kind === "field" && decl.extendee !== undefined;
    const known: Features = isExtension ? { ...own, fieldPresence: "EXPLICIT" } : own;
    out.set(
      `${decl.kind} ${decl.fullName}`,
      JSON.stringify([
        ...parts,
        ownOptions(options, decl),
        known,
        languagesAt(version, decl, languages),
        otherLanguages(decl.options),
      ]),
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
  const file = [
    outline.package,
    imports,
    ownOptions(options, outline),
    featuresIn(outline, undefined),
    otherLanguages(outline.options),
    languages.has("java") ? javaClass(version) : optionText(outline.options, "java_outer_classname"),
  ];
  out.set(outline.package, JSON.stringify(file));
  return out;
}

const ranges = (list: readonly { readonly start: number; readonly end: number }[]): number[][] =>
  list.map(r => [r.start, r.end]);

const typeName = (type: Lookup | undefined): string | undefined =>
  type?.ok && type.found.kind !== "package" ? type.found.id.name : undefined;

/** Options that stand for features, and `features` themselves, are compared by what they resolve to. */
const resolved = new Set([
  "features",
  "packed",
  "ctype",
  "java_multiple_files",
  "java_outer_classname",
  "java_string_check_utf8",
]);

function ownOptions(options: InterpretedOptions, owner: OptionOwner): string {
  const value = options.of.get(owner);
  if (!value) return "";
  const out = new ByteWriter(64);
  writeOptions(out, withoutResolved(value), "for descriptors");
  return [...out.view()].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

function withoutResolved(value: MessageValue): MessageValue {
  const out = new MessageValue(value.type);
  for (const [number, field] of value.fields) {
    const { name, extendee } = field.field.outline;
    if (extendee !== undefined || !resolved.has(name)) out.fields.set(number, field);
  }
  return out;
}

const NESTING = "features.(pb.java).nest_in_file_class";

/** What the generators of the file's languages are told of a declaration in the end. */
function languagesAt(version: Version, decl: DeclOutline, languages: ReadonlySet<FeatureLanguage>): unknown[] {
  const { outline } = version.linked;
  const known = languageFeatures
    .filter(f => languages.has(f.language) && f.appliesTo(version, decl))
    .map(f => [optionOf(f), resolvedLanguage(outline, decl, f)]);
  const isTop = decl.kind === "service" || ("parent" in decl && decl.parent === undefined && decl.kind !== "field");
  return languages.has("java") && isTop ? [...known, [NESTING, javaNesting(version, decl)]] : known;
}

const comparedByName = new Set([...languageFeatures.map(optionOf), NESTING]);

/** Features of a language that nobody but its generator knows stay as they are written. */
const otherLanguages = (options: readonly OptionOutline[]): unknown[] =>
  options
    .filter(o => o.name.startsWith("features.(") && !comparedByName.has(o.name))
    .map(o => [o.name, o.value])
    .concat(options.filter(o => o.name === "features").flatMap(o => extensionsIn(o)));

function extensionsIn({ name, value }: OptionOutline): [string, Literal][] {
  if (value.kind !== "message") return [];
  return value.fields.flatMap((f): [string, Literal][] =>
    f.name.startsWith("[") ? [[`${name}.${f.name}`, f.value]] : [],
  );
}

/** Whether a type at the top of the file gets a Java class inside of the file's. */
function javaNesting({ linked: { outline } }: Version, type: DeclOutline): boolean {
  if (outline.syntax.edition < Edition.edition2024)
    return optionText(outline.options, "java_multiple_files") !== "true";
  return optionText(type.options, NESTING) === "YES";
}

/** The name of Java's class of the file. */
function javaClass({ linked: { outline }, importName }: Version): string {
  const said = optionText(outline.options, "java_outer_classname");
  if (said !== undefined) return said;
  return outline.syntax.edition < Edition.edition2024 ? javaClassOf(outline, importName) : "";
}
