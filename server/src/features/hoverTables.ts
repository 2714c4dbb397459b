/** The tables of hovers: what a field, a message, an enum or a method is on the wire and in JSON. */
import { bytesOfText } from "../base/anyBytes.ts";
import { cEscaped } from "../base/cEscape.ts";
import { type Features, type FeatureName, featuresOf, featureValues } from "../editions/features.ts";
import { type FeatureOrigin, featureOrigin } from "../editions/featureOrigin.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { type Label, labelsOf } from "../notes/labels.ts";
import type { Language } from "../shared/language.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Literal } from "../outline/literal.ts";
import { nextFieldNumber } from "../outline/nextFieldNumber.ts";
import type {
  DeclOutline,
  EnumOutline,
  FieldOutline,
  MessageOutline,
  MethodOutline,
  Outline,
} from "../outline/outline.ts";
import { Target } from "../options/optionBlocks.ts";
import { targetsOf } from "../options/targets.ts";
import { editionName } from "../syntax/edition.ts";
import { exampleSizes } from "./exampleSizes.ts";
import { fieldFacts } from "./fieldFacts.ts";
import { tableCode } from "./tableCode.ts";
import type { Semantics } from "./symbolAt.ts";
import { isDeprecated } from "../outline/isSet.ts";

type Row = readonly [Label, string];

export interface TableOptions {
  readonly language: Language;
  /** Numbers that a message had at other times. */
  usedNumbers?(file: FileId, fullName: string): ReadonlySet<number> | undefined;
}

/** Markdown; undefined where there is nothing to say beyond the declaration. */
export function hoverTable(
  s: Semantics,
  file: FileId,
  decl: DeclOutline,
  { language, usedNumbers }: TableOptions,
): string | undefined {
  const used = decl.kind === "message" ? usedNumbers?.(file, decl.fullName) : undefined;
  return render(withDeprecated(rowsOf(s, file, decl, language, used), decl, language), language);
}

/** Of a field that is used as an option: how it is encoded concerns nobody who sets it. */
export function optionTable(s: Semantics, file: FileId, field: FieldOutline, language: Language): string | undefined {
  const label = labelsOf(language);
  const rows: Row[] = [];
  const { target, id } = typeOf(s, file, field);
  const zero = defaultOf(s, field, target, id);
  const byEdition = editionDefaults(field);
  if (byEdition.length) rows.push(["default", byEdition.join(" → ")]);
  else if (zero !== undefined) rows.push(["default", tableCode(zero)]);
  const allowed = [...targetsOf({ outline: field })].flatMap(t => targetLabels[t] ?? []);
  if (allowed.length) rows.push(["allowedOn", allowed.map(name => label[name]).join(", ")]);
  return render(withDeprecated(rows, field, language), language);
}

/** Of a feature: its value in files of an edition and of those after it, oldest first. */
function editionDefaults({ options }: FieldOutline): string[] {
  return options.flatMap(({ name, value }) => {
    if (name !== "edition_defaults" || value.kind !== "message") return [];
    const edition = value.fields.find(f => f.name === "edition")?.value;
    const text = value.fields.find(f => f.name === "value")?.value;
    if (edition?.kind !== "ident" || text?.kind !== "string") return [];
    const since = edition.text
      .replace(/^EDITION_/, "")
      .replace("LEGACY", "PROTO2")
      .toLowerCase();
    return [`\`${text.text}\` (${since})`];
  });
}

const targetLabels: Readonly<Record<number, Label>> = {
  [Target.file]: "file",
  [Target.extensionRange]: "extensionRange",
  [Target.message]: "message",
  [Target.field]: "field",
  [Target.oneof]: "oneof",
  [Target.enum]: "enum",
  [Target.enumValue]: "enumValue",
  [Target.service]: "service",
  [Target.method]: "method",
};

const withDeprecated = (rows: readonly Row[], decl: DeclOutline, language: Language): readonly Row[] =>
  isDeprecated(decl.options) ? [...rows, ["deprecated", labelsOf(language).yes]] : rows;

function render(rows: readonly Row[], language: Language): string | undefined {
  if (!rows.length) return undefined;
  const label = labelsOf(language);
  return `| | |\n|---|---|\n${rows.map(([name, value]) => `| ${label[name]} | ${value} |`).join("\n")}`;
}

function rowsOf(
  s: Semantics,
  file: FileId,
  decl: DeclOutline,
  language: Language,
  used: ReadonlySet<number> | undefined,
): Row[] {
  switch (decl.kind) {
    case "field":
      return fieldRows(s, file, decl, language);
    case "message":
      return messageRows(s, file, decl, language, used);
    case "enum":
      return enumRows(s, file, decl, language);
    case "method":
      return methodRows(decl, language);
    default:
      return [];
  }
}

function fieldRows(s: Semantics, file: FileId, field: FieldOutline, language: Language): Row[] {
  const { target, id } = typeOf(s, file, field);
  const features = featuresOf(s, file, field);
  const facts = fieldFacts(field, target, features);
  const label = labelsOf(language);
  const bytes = facts.tag?.split(" ").length;
  const presence: Readonly<Record<NonNullable<typeof facts.presence>, string>> = {
    explicit: label.presenceExplicit,
    implicit: label.presenceImplicit,
    required: label.presenceRequired,
    list: label.presenceList,
    map: label.presenceMap,
    oneof: `${label.presenceExplicit} (oneof)`,
  };
  const tag = field.number > 0 && bytes !== undefined;
  const rows: Row[] = [
    ["wireType", facts.wireType ?? label.unknown],
    ["tag", tag ? `\`${facts.tag}\` · ${bytes} ${bytes === 1 ? label.byte : label.bytes}` : label.unknown],
  ];
  if (facts.packed !== undefined) rows.push(["packed", facts.packed ? label.yes : label.no]);
  rows.push(
    ["jsonName", tableCode(facts.jsonName)],
    ["presence", facts.presence ? presence[facts.presence] : label.unknown],
  );
  const zero = defaultOf(s, field, target, id);
  if (zero !== undefined) rows.push(["default", tableCode(zero)]);
  const outline = s.outline(file);
  // What the features mean depends on the type.
  if (outline && facts.wireType !== undefined) {
    const names = relevant(field, target, features);
    const lines = names.map(n => featureLine(outline, field, n, features, language));
    if (lines.length) rows.push(["features", lines.join("<br>")]);
  }
  return rows;
}

interface FieldType {
  readonly target: "message" | "enum" | undefined;
  readonly id: DeclId | undefined;
}

/** Undefined both for scalars and for types that nobody knows. */
function typeOf(s: Semantics, file: FileId, field: FieldOutline): FieldType {
  const type = s.linked(file)?.typeOf.get(ownField(s, file, field));
  const found = type?.ok && type.found.kind !== "package" ? type.found : undefined;
  const target = found?.kind === "message" || found?.kind === "enum" ? found.kind : undefined;
  return { target, id: found?.id };
}

/** The same field in the outline that the file was linked with, as links are kept by identity. */
function ownField(s: Semantics, file: FileId, field: FieldOutline): FieldOutline {
  const outline = s.linked(file)?.outline;
  const own = outline && findDecl(outline, field.fullName);
  return own?.kind === "field" ? own : field;
}

const zeros: Readonly<Record<string, string>> = { string: '""', bytes: '""', bool: "false" };

/** What is read where the field is not there; undefined for messages and lists. */
function defaultOf(
  s: Semantics,
  field: FieldOutline,
  target: "message" | "enum" | undefined,
  id: DeclId | undefined,
): string | undefined {
  if (field.label === "repeated" || target === "message" || field.form !== "plain") return undefined;
  if (field.defaultValue) return literalText(field.defaultValue, field.type);
  if (target !== "enum" || !id)
    return field.type ? (zeros[field.type] ?? (/\d|float|double/.test(field.type) ? "0" : undefined)) : undefined;
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  return decl?.kind === "enum" ? decl.values[0]?.name : undefined;
}

function literalText(value: Literal, type: string): string {
  if (value.kind === "string")
    return type === "bytes" ? `"${cEscaped(bytesOfText(value.text))}"` : JSON.stringify(value.text);
  return value.kind === "message" || value.kind === "list" ? "…" : `${value.negative ? "-" : ""}${value.text}`;
}

/** The features that mean something for a field. */
function relevant(field: FieldOutline, target: "message" | "enum" | undefined, features: Features): FeatureName[] {
  const out: FeatureName[] = [];
  const isList = field.label === "repeated";
  // A message has presence whatever the feature says.
  const isAsked = target !== "message" || features.fieldPresence !== "IMPLICIT";
  if (!isList && isAsked && field.oneof === undefined && field.extendee === undefined) out.push("fieldPresence");
  if (field.proto3Optional && !out.includes("fieldPresence")) out.push("fieldPresence");
  const isText = field.type === "string" || field.type === "bytes";
  if (isList && field.form === "plain" && target !== "message" && !isText) out.push("repeatedFieldEncoding");
  if (target === "message" && field.form === "plain") out.push("messageEncoding");
  const entry = field.form === "map" ? field.parent?.messages.find(m => m.name === field.type) : undefined;
  if (field.type === "string" || entry?.fields.some(f => f.type === "string")) out.push("utf8Validation");
  return out.filter(name => features[name] !== undefined);
}

const writtenNames: ReadonlyMap<FeatureName, string> = new Map(
  [...featureValues].map(([written, { key }]) => [key, written]),
);

function featureLine(
  outline: Outline,
  decl: DeclOutline,
  name: FeatureName,
  features: Features,
  language: Language,
): string {
  const written = writtenNames.get(name) ?? name;
  const origin = featureOrigin(outline, decl, name, written);
  return `\`${written} = ${features[name]}\` · ${originText(origin, outline, language)}`;
}

function originText(origin: FeatureOrigin, outline: Outline, language: Language): string {
  const label = labelsOf(language);
  switch (origin.kind) {
    case "here":
      return label.setHere;
    case "keyword":
      return `\`${origin.word}\``;
    case "declaration":
      return `${label.inheritedFrom} \`${origin.name}\``;
    case "file":
      return `${label.inheritedFrom} ${label.file}`;
    case "edition":
      return editionDefault(outline.syntax.edition, language);
  }
}

/** proto2 and proto3 are editions to the compiler and not to people. */
function editionDefault(edition: number, language: Language): string {
  const label = labelsOf(language);
  const name = editionName(edition);
  return (name.startsWith("proto") ? label.syntaxDefault : label.editionDefault).replace("{0}", name);
}

function messageRows(
  s: Semantics,
  file: FileId,
  message: MessageOutline,
  language: Language,
  used: ReadonlySet<number> | undefined,
): Row[] {
  const label = labelsOf(language);
  const rows: Row[] = [];
  const sizes = message.fields.length ? exampleSizes(s, file, message.fullName) : undefined;
  // Nothing is encoded of fields whose types nobody knows.
  if (sizes && sizes.encoded > 0)
    rows.push([
      "encodedSize",
      `${sizes.encoded} ${label.bytes} · JSON ${sizes.json} ${label.bytes} (${label.exampleValue})`,
    ]);
  const next = nextFieldNumber(message, used);
  if (next !== undefined && message.fields.length) rows.push(["nextNumber", `${next}`]);
  return rows;
}

function enumRows(s: Semantics, file: FileId, decl: EnumOutline, language: Language): Row[] {
  const label = labelsOf(language);
  const features = featuresOf(s, file, decl);
  const outline = s.outline(file);
  const kind = features.enumType === "OPEN" ? label.openEnum : label.closedEnum;
  const rows: Row[] = [["kind", kind]];
  if (outline) rows.push(["features", featureLine(outline, decl, "enumType", features, language)]);
  return rows;
}

function methodRows(m: MethodOutline, language: Language): Row[] {
  const label = labelsOf(language);
  const kind =
    m.clientStreaming && m.serverStreaming
      ? label.bidirectional
      : m.clientStreaming
        ? label.clientStreaming
        : m.serverStreaming
          ? label.serverStreaming
          : label.unary;
  return [
    ["path", `\`/${m.parent.fullName}/${m.name}\``],
    ["kind", kind],
    ["contentType", "`application/grpc`"],
  ];
}
