/** The tables of hovers: what a field, a message, an enum or a method is on the wire and in JSON. */
import { type Features, type FeatureName, featuresOf, featureValues } from "../editions/features.ts";
import { type FeatureOrigin, featureOrigin } from "../editions/featureOrigin.ts";
import type { FileId } from "../link/world.ts";
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
import { editionName } from "../syntax/edition.ts";
import { exampleSizes } from "./exampleSizes.ts";
import { fieldFacts } from "./fieldFacts.ts";
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
  const rows = rowsOf(s, file, decl, language, used);
  if (!rows.length) return undefined;
  const label = labelsOf(language);
  if (isDeprecated(decl.options)) rows.push(["deprecated", label.yes]);
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
  const type = s.linked(file)?.typeOf.get(ownField(s, file, field));
  const found = type?.ok && type.found.kind !== "package" ? type.found : undefined;
  const target = found?.kind === "message" || found?.kind === "enum" ? found.kind : undefined;
  const features = featuresOf(s, file, field);
  const facts = fieldFacts(field, target, features);
  const label = labelsOf(language);
  const bytes = facts.tag.split(" ").length;
  const presence: Readonly<Record<typeof facts.presence, string>> = {
    explicit: label.presenceExplicit,
    implicit: label.presenceImplicit,
    required: label.presenceRequired,
    repeated: "repeated",
    oneof: `${label.presenceExplicit} (oneof)`,
  };
  const rows: Row[] = [
    ["wireType", facts.wireType ?? label.unknown],
    [
      "tag",
      field.number > 0 ? `\`${facts.tag}\` · ${bytes} ${bytes === 1 ? label.byte : label.bytes}` : label.unknown,
    ],
  ];
  if (facts.packed !== undefined) rows.push(["packed", facts.packed ? label.yes : label.no]);
  rows.push(["jsonName", `\`${facts.jsonName}\``], ["presence", presence[facts.presence]]);
  const zero = defaultOf(s, field, target, found?.id);
  if (zero !== undefined) rows.push(["default", `\`${zero}\``]);
  const outline = s.outline(file);
  if (outline) {
    const names = relevant(field, target, features);
    const lines = names.map(n => featureLine(outline, field, n, features, language));
    if (lines.length) rows.push(["features", lines.join("<br>")]);
  }
  return rows;
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
  id: { file: FileId; name: string } | undefined,
): string | undefined {
  if (field.label === "repeated" || target === "message" || field.form !== "plain") return undefined;
  if (field.defaultValue) return literalText(field.defaultValue);
  if (target !== "enum" || !id)
    return field.type ? (zeros[field.type] ?? (/\d|float|double/.test(field.type) ? "0" : undefined)) : undefined;
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  return decl?.kind === "enum" ? decl.values[0]?.name : undefined;
}

function literalText(value: Literal): string {
  if (value.kind === "string") return JSON.stringify(value.text);
  return value.kind === "message" || value.kind === "list" ? "…" : `${value.negative ? "-" : ""}${value.text}`;
}

/** The features that mean something for a field. */
function relevant(field: FieldOutline, target: "message" | "enum" | undefined, features: Features): FeatureName[] {
  const out: FeatureName[] = [];
  const isList = field.label === "repeated";
  if (!isList && field.oneof === undefined && field.extendee === undefined) out.push("fieldPresence");
  if (field.proto3Optional && !out.includes("fieldPresence")) out.push("fieldPresence");
  const isText = field.type === "string" || field.type === "bytes";
  if (isList && field.form === "plain" && target !== "message" && !isText) out.push("repeatedFieldEncoding");
  if (target === "message" && field.form === "plain") out.push("messageEncoding");
  if (field.type === "string") out.push("utf8Validation");
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
  if (sizes)
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
