/** Where a declaration has a feature's value from: what stands nearest to it, from the declaration outwards. */
import type { DeclOutline, FieldOutline, OptionOutline, Outline } from "../outline/outline.ts";
import type { FeatureName } from "./features.ts";

export type FeatureOrigin =
  /** An option of the declaration itself. */
  | { readonly kind: "here" }
  /** A keyword of the field: `required`, `optional`, `group`. */
  | { readonly kind: "keyword"; readonly word: string }
  /** A declaration around it, by its full name. */
  | { readonly kind: "declaration"; readonly name: string }
  | { readonly kind: "file" }
  | { readonly kind: "edition" };

/** `written` is the feature's name in a file: `field_presence`. */
export function featureOrigin(
  outline: Outline,
  decl: DeclOutline | undefined,
  feature: FeatureName,
  written: string,
): FeatureOrigin {
  if (decl && sets(decl.options, written)) return { kind: "here" };
  const word = decl?.kind === "field" && outline.syntax.kind !== "editions" ? keywordFor(decl, feature) : undefined;
  if (word !== undefined) return { kind: "keyword", word };
  for (let at = decl && around(decl); at; at = around(at))
    if (sets(at.options, written)) return { kind: "declaration", name: at.fullName };
  return sets(outline.options, written) ? { kind: "file" } : { kind: "edition" };
}

function sets(options: readonly OptionOutline[], written: string): boolean {
  return options.some(
    o =>
      o.name === `features.${written}` ||
      (o.name === "features" && o.value.kind === "message" && o.value.fields.some(f => f.name === written)),
  );
}

/** What a declaration inherits its features from; undefined for the file. */
function around(decl: DeclOutline): DeclOutline | undefined {
  if (decl.kind === "service") return undefined;
  if (decl.kind === "field" && decl.oneof !== undefined && decl.parent) return decl.parent.oneofs[decl.oneof];
  return decl.parent;
}

/** The words by which proto2 and proto3 say what editions say with a feature. */
function keywordFor(field: FieldOutline, feature: FeatureName): string | undefined {
  if (feature === "fieldPresence") {
    if (field.label === "required") return "required";
    return field.proto3Optional ? "optional" : undefined;
  }
  if (feature === "messageEncoding") return field.form === "group" ? "group" : undefined;
  return feature === "repeatedFieldEncoding" && field.options.some(o => o.name === "packed") ? "packed" : undefined;
}
