/** Since and until which edition something may be used: `feature_support` of an option, a feature, or an enum value. */
import { Edition } from "../syntax/edition.ts";
import type { Literal } from "../outline/literal.ts";
import type { OptionOutline } from "../outline/outline.ts";

export interface FeatureSupport {
  /** Editions as numbered by `google.protobuf.Edition`. */
  readonly introduced: number | undefined;
  readonly deprecated: number | undefined;
  readonly deprecationWarning: string | undefined;
  readonly removed: number | undefined;
  readonly removalError: string | undefined;
}

const editions: ReadonlyMap<string, number> = new Map([
  ["EDITION_UNKNOWN", 0],
  ["EDITION_1_TEST_ONLY", 1],
  ["EDITION_2_TEST_ONLY", 2],
  ["EDITION_LEGACY", 900],
  ["EDITION_PROTO2", Edition.proto2],
  ["EDITION_PROTO3", Edition.proto3],
  ["EDITION_2023", Edition.edition2023],
  ["EDITION_2024", Edition.edition2024],
  ["EDITION_2026", Edition.edition2026],
  ["EDITION_UNSTABLE", 9999],
  ["EDITION_99997_TEST_ONLY", 99997],
  ["EDITION_99998_TEST_ONLY", 99998],
  ["EDITION_99999_TEST_ONLY", 99999],
  ["EDITION_MAX", 0x7fffffff],
]);

/** How a problem calls an edition: `proto2`, `2023`, `UNSTABLE`. */
export function editionLabel(edition: number): string {
  for (const [name, number] of editions)
    if (number === edition) {
      const text = name.slice("EDITION_".length);
      return text === "PROTO2" ? "proto2" : text === "PROTO3" ? "proto3" : text;
    }
  return String(edition);
}

export function editionValue(literal: Literal | undefined): number | undefined {
  if (literal?.kind === "ident") return editions.get(literal.text);
  return literal?.kind === "int" ? Number(literal.text) : undefined;
}

const known = new WeakMap<readonly OptionOutline[], FeatureSupport | null>();

/** Undefined where the options say nothing of it. */
export function featureSupportOf(options: readonly OptionOutline[]): FeatureSupport | undefined {
  if (options.length === 0) return undefined;
  let support = known.get(options);
  if (support === undefined) {
    support = read(options) ?? null;
    known.set(options, support);
  }
  return support ?? undefined;
}

/** Whether what has these options is there in an edition: introduced already, and not removed yet. */
export function existsIn(options: readonly OptionOutline[], edition: number): boolean {
  const support = featureSupportOf(options);
  if (!support) return true;
  const born = support.introduced === undefined || edition >= support.introduced;
  return born && (support.removed === undefined || edition < support.removed);
}

function read(options: readonly OptionOutline[]): FeatureSupport | undefined {
  const parts = new Map<string, Literal>();
  let found = false;
  for (const o of options) {
    if (o.name.startsWith("feature_support.")) parts.set(o.name.slice("feature_support.".length), o.value);
    else if (o.name === "feature_support" && o.value.kind === "message")
      for (const f of o.value.fields) parts.set(f.name, f.value);
    else continue;
    found = true;
  }
  if (!found) return undefined;
  return {
    introduced: editionValue(parts.get("edition_introduced")),
    deprecated: editionValue(parts.get("edition_deprecated")),
    deprecationWarning: textOf(parts.get("deprecation_warning")),
    removed: editionValue(parts.get("edition_removed")),
    removalError: textOf(parts.get("removal_error")),
  };
}

const textOf = (literal: Literal | undefined): string | undefined =>
  literal?.kind === "string" ? literal.text : undefined;
