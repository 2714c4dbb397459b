/**
 * What generators of some languages do otherwise from one edition to the next: their own features, of which the language knows nothing,
 * and the options that said the same before. Defaults and targets are those of `google/protobuf/*_features.proto`.
 */
import { featuresIn } from "../../editions/features.ts";
import type { Linked } from "../../link/link.ts";
import type { DeclOutline, FieldOutline, MessageOutline, OptionOutline, Outline } from "../../outline/outline.ts";
import { Edition } from "../../syntax/edition.ts";

export type FeatureLanguage = "cpp" | "java" | "go";

export interface LanguageFeature {
  readonly language: FeatureLanguage;
  readonly name: string;
  /** The value from each edition on, the oldest first. */
  readonly defaults: readonly (readonly [edition: number, value: string])[];
  /** Whether a generator asks for it at a declaration. */
  appliesTo(version: { readonly linked: Linked }, decl: DeclOutline): boolean;
  /** What an option said of it before there was the feature. */
  said?(outline: Outline, decl: DeclOutline | undefined): string | undefined;
}

const isText = (d: DeclOutline): boolean => d.kind === "field" && (d.type === "string" || d.type === "bytes");
const isEnum = (_: unknown, d: DeclOutline): boolean => d.kind === "enum";

/** A field whose enum is open although proto2 took every enum for closed. */
function holdsOpenEnum({ linked }: { readonly linked: Linked }, d: DeclOutline): boolean {
  const found = d.kind === "field" ? linked.typeOf.get(d) : undefined;
  if (!found?.ok || found.found.kind !== "enum") return false;
  const { id } = found.found;
  for (const v of linked.visible) {
    const decl = v.id === id.file ? v.outline.types.get(id.name) : undefined;
    if (decl?.kind === "enum") return featuresIn(v.outline, decl).enumType === "OPEN";
  }
  return false;
}

const closedEnums = (language: FeatureLanguage): LanguageFeature => ({
  language,
  name: "legacy_closed_enum",
  defaults: [
    [0, "true"],
    [Edition.proto3, "false"],
  ],
  appliesTo: holdsOpenEnum,
});

export const languageFeatures: readonly LanguageFeature[] = [
  {
    language: "cpp",
    name: "string_type",
    defaults: [
      [0, "STRING"],
      [Edition.edition2024, "VIEW"],
    ],
    appliesTo: (_, d) => isText(d),
    // What the generator does not know it takes for the usual one.
    said: (_, d) => (d ? optionText(d.options, "ctype")?.replace("STRING_PIECE", "STRING") : undefined),
  },
  {
    language: "cpp",
    name: "enum_name_uses_string_view",
    defaults: [
      [0, "false"],
      [Edition.edition2024, "true"],
    ],
    appliesTo: isEnum,
  },
  closedEnums("cpp"),
  closedEnums("java"),
  {
    language: "java",
    name: "utf8_validation",
    defaults: [[0, "DEFAULT"]],
    appliesTo: (_, d) => d.kind === "field" && d.type === "string",
    said: o => (optionText(o.options, "java_string_check_utf8") === "true" ? "VERIFY" : undefined),
  },
  {
    language: "go",
    name: "legacy_unmarshal_json_enum",
    defaults: [
      [0, "true"],
      [Edition.proto3, "false"],
    ],
    appliesTo: isEnum,
  },
  {
    language: "go",
    name: "api_level",
    defaults: [
      [0, "API_OPEN"],
      [Edition.edition2024, "API_OPAQUE"],
    ],
    appliesTo: (_, d) => d.kind === "message",
  },
];

export function languageDefault({ defaults }: LanguageFeature, edition: number): string {
  return defaults.findLast(([from]) => from <= edition)?.[1] ?? "";
}

export const optionOf = ({ language, name }: LanguageFeature): string => `features.(pb.${language}).${name}`;

/** What a declaration's generator is told in the end: by itself, by what is around it, by its file, by the edition. */
export function resolvedLanguage(outline: Outline, decl: DeclOutline, feature: LanguageFeature): string {
  for (let at: DeclOutline | undefined = decl; at; at = parentOf(at)) {
    const own = optionText(at.options, optionOf(feature)) ?? feature.said?.(outline, at);
    if (own !== undefined) return own;
  }
  return (
    optionText(outline.options, optionOf(feature)) ??
    feature.said?.(outline, undefined) ??
    languageDefault(feature, outline.syntax.edition)
  );
}

const parentOf = (decl: DeclOutline): DeclOutline | undefined => ("parent" in decl ? decl.parent : undefined);

/** The languages that a file is generated for, as far as it says so: by options of theirs, or features. */
export function languagesOf(outline: Outline): ReadonlySet<FeatureLanguage> {
  const out = new Set<FeatureLanguage>();
  const look = (options: readonly OptionOutline[]): void => {
    for (const { name } of options) {
      if (name.startsWith("cc_") || name === "ctype" || name.includes("(pb.cpp)")) out.add("cpp");
      if (name.startsWith("java_") || name.includes("(pb.java)")) out.add("java");
      if (name === "go_package" || name.includes("(pb.go)")) out.add("go");
    }
  };
  look(outline.options);
  for (const f of fieldsIn(outline)) look(f.options);
  return out;
}

/** All fields and extensions of a file. */
function* fieldsIn(outline: Outline): Generator<FieldOutline> {
  const inside = function* (m: MessageOutline): Generator<FieldOutline> {
    yield* m.fields;
    yield* m.extensions;
    for (const n of m.messages) yield* inside(n);
  };
  yield* outline.extensions;
  for (const m of outline.messages) yield* inside(m);
}

export function optionText(options: readonly OptionOutline[], name: string): string | undefined {
  const value = options.find(o => o.name === name)?.value;
  return value && "text" in value ? value.text : undefined;
}

/**
 * The name that Java's class of the whole file has before edition 2024 where no option says it: the file's own in camel case, with a suffix
 * where something in the file is called so.
 */
export function javaClassOf(outline: Outline, importName: string): string {
  const base = importName.slice(importName.lastIndexOf("/") + 1).replace(/\.(proto|protodevel)$/, "");
  let name = "";
  let upper = true;
  for (const c of base) {
    const isLetter = /[A-Za-z]/.test(c);
    if (isLetter || /\d/.test(c)) name += upper ? c.toUpperCase() : c;
    upper = !isLetter;
  }
  return isNamed(outline, name) ? `${name}OuterClass` : name;
}

function isNamed(outline: Outline, name: string): boolean {
  const inside = (m: MessageOutline): boolean =>
    m.name === name || m.enums.some(e => e.name === name) || m.messages.some(inside);
  return (
    outline.messages.some(inside) ||
    outline.enums.some(e => e.name === name) ||
    outline.services.some(s => s.name === name)
  );
}
