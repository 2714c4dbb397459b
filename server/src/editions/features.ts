/**
 * What a declaration's features are: the defaults of the file's edition, overridden from the file inwards. proto2 and proto3 count as
 * editions whose keywords (`required`, `group`, `packed`) stand for features. Made of outlines alone, so it holds for any file.
 */
import { Edition } from "../syntax/edition.ts";
import type { FileId, World } from "../link/world.ts";
import type { Literal } from "../outline/literal.ts";
import type { DeclOutline, FieldOutline, OptionOutline, Outline } from "../outline/outline.ts";

export interface Features {
  readonly fieldPresence: "EXPLICIT" | "IMPLICIT" | "LEGACY_REQUIRED";
  readonly enumType: "OPEN" | "CLOSED";
  readonly repeatedFieldEncoding: "PACKED" | "EXPANDED";
  readonly utf8Validation: "VERIFY" | "NONE";
  readonly messageEncoding: "LENGTH_PREFIXED" | "DELIMITED";
  readonly jsonFormat: "ALLOW" | "LEGACY_BEST_EFFORT";
  readonly enforceNamingStyle: "STYLE_LEGACY" | "STYLE2024" | "STYLE2026";
  readonly defaultSymbolVisibility: "EXPORT_ALL" | "EXPORT_TOP_LEVEL" | "LOCAL_ALL" | "STRICT";
  readonly enforceProtoLimits: "LEGACY_NO_EXPLICIT_LIMITS" | "PROTO_LIMITS2026";
}

export type FeatureName = keyof Features;

const proto2: Features = {
  fieldPresence: "EXPLICIT",
  enumType: "CLOSED",
  repeatedFieldEncoding: "EXPANDED",
  utf8Validation: "NONE",
  messageEncoding: "LENGTH_PREFIXED",
  jsonFormat: "LEGACY_BEST_EFFORT",
  enforceNamingStyle: "STYLE_LEGACY",
  defaultSymbolVisibility: "EXPORT_ALL",
  enforceProtoLimits: "LEGACY_NO_EXPLICIT_LIMITS",
};
const proto3: Features = {
  ...proto2,
  fieldPresence: "IMPLICIT",
  enumType: "OPEN",
  repeatedFieldEncoding: "PACKED",
  utf8Validation: "VERIFY",
  jsonFormat: "ALLOW",
};
const edition2023: Features = { ...proto3, fieldPresence: "EXPLICIT" };
const edition2024: Features = {
  ...edition2023,
  enforceNamingStyle: "STYLE2024",
  defaultSymbolVisibility: "EXPORT_TOP_LEVEL",
};
const edition2026: Features = {
  ...edition2024,
  enforceNamingStyle: "STYLE2026",
  defaultSymbolVisibility: "STRICT",
  enforceProtoLimits: "PROTO_LIMITS2026",
};

/** The values that a file of an edition starts from; `edition` as numbered by `google.protobuf.Edition`. */
export function editionDefaults(edition: number): Features {
  if (edition >= Edition.edition2026) return edition2026;
  if (edition === Edition.edition2024) return edition2024;
  if (edition === Edition.edition2023) return edition2023;
  return edition === Edition.proto3 ? proto3 : proto2;
}

/** Written name → its key and the values that exist; `*_UNKNOWN` values are left out, since they resolve to nothing. */
export const featureValues: ReadonlyMap<string, { readonly key: FeatureName; readonly values: readonly string[] }> =
  new Map(
    Object.entries({
      field_presence: { key: "fieldPresence", values: ["EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED"] },
      enum_type: { key: "enumType", values: ["OPEN", "CLOSED"] },
      repeated_field_encoding: { key: "repeatedFieldEncoding", values: ["PACKED", "EXPANDED"] },
      utf8_validation: { key: "utf8Validation", values: ["VERIFY", "NONE"] },
      message_encoding: { key: "messageEncoding", values: ["LENGTH_PREFIXED", "DELIMITED"] },
      json_format: { key: "jsonFormat", values: ["ALLOW", "LEGACY_BEST_EFFORT"] },
      enforce_naming_style: { key: "enforceNamingStyle", values: ["STYLE_LEGACY", "STYLE2024", "STYLE2026"] },
      default_symbol_visibility: {
        key: "defaultSymbolVisibility",
        values: ["EXPORT_ALL", "EXPORT_TOP_LEVEL", "LOCAL_ALL", "STRICT"],
      },
      enforce_proto_limits: {
        key: "enforceProtoLimits",
        values: ["LEGACY_NO_EXPLICIT_LIMITS", "PROTO_LIMITS2026"],
      },
    } as const),
  );

const known = new WeakMap<DeclOutline | Outline, Features>();

/** The features of a declaration of `file`, or of the file itself where `decl` is undefined. */
export function featuresOf(world: World, file: FileId, decl: DeclOutline | undefined): Features {
  if (decl) {
    const cached = known.get(decl);
    if (cached) return cached;
  }
  const outline = world.outline(file);
  if (!outline) return proto2;
  return featuresIn(outline, decl);
}

/** The same for an outline at hand. */
export function featuresIn(outline: Outline, decl: DeclOutline | undefined): Features {
  const key = decl ?? outline;
  let features = known.get(key);
  if (!features) {
    features = decl ? ownFeatures(outline, decl) : override(editionDefaults(outline.syntax.edition), outline.options);
    known.set(key, features);
  }
  return features;
}

function ownFeatures(outline: Outline, decl: DeclOutline): Features {
  const parent = featuresIn(outline, parentOf(decl));
  const features = override(parent, decl.options);
  return decl.kind === "field" && outline.syntax.kind !== "editions" ? byKeywords(features, decl) : features;
}

function parentOf(decl: DeclOutline): DeclOutline | undefined {
  if (decl.kind === "service") return undefined;
  if (decl.kind === "field" && decl.oneof !== undefined && decl.parent) return decl.parent.oneofs[decl.oneof];
  return decl.parent;
}

function byKeywords(features: Features, field: FieldOutline): Features {
  let out = features;
  if (field.label === "required") out = { ...out, fieldPresence: "LEGACY_REQUIRED" };
  if (field.proto3Optional) out = { ...out, fieldPresence: "EXPLICIT" };
  if (field.form === "group") out = { ...out, messageEncoding: "DELIMITED" };
  for (const o of field.options)
    if (o.name === "packed" && o.value.kind === "ident")
      out = { ...out, repeatedFieldEncoding: o.value.text === "true" ? "PACKED" : "EXPANDED" };
  return out;
}

function override(parent: Features, options: readonly OptionOutline[]): Features {
  let out: { -readonly [K in FeatureName]: string } | undefined;
  const set = (name: string, value: Literal): void => {
    const feature = featureValues.get(name);
    if (!feature || value.kind !== "ident" || !(feature.values as readonly string[]).includes(value.text)) return;
    out ??= { ...parent };
    out[feature.key] = value.text;
  };
  for (const o of options) {
    if (!o.name.startsWith("features")) continue;
    if (o.name.startsWith("features.")) set(o.name.slice(9), o.value);
    else if (o.name === "features" && o.value.kind === "message")
      for (const f of o.value.fields) set(f.name, f.value);
  }
  return (out as Features | undefined) ?? parent;
}

/** Whether a field knows if it was set: what the wire leaves out otherwise. `isMessage`: its type is a message or a group. */
export function hasPresence(features: Features, field: FieldOutline, isMessage: boolean): boolean {
  if (field.label === "repeated") return false;
  return (
    isMessage || field.extendee !== undefined || field.oneof !== undefined || features.fieldPresence !== "IMPLICIT"
  );
}
