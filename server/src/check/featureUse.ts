/**
 * Where features may stand and what they may be set to. P5110 (no args): not before edition 2023. P5111 [feature, value]: a value that means
 * nothing. Of files: P5112 (no args): not all fields can be required. P5113 (no args): java_string_check_utf8 became a feature. Of fields: P5114
 * (no args): packed became a feature. P5115 [enum]: a closed enum needs presence. P5116 (no args): an extension cannot be required. P5117,
 * P5118, P5119 (no args): members of oneofs, repeated fields, extensions have no choice of presence. P5120 (no args): a message has presence.
 * P5121 (no args): only repeated fields have an encoding of that kind. P5122 (no args): only strings are UTF-8. P5123 (no args): not packable.
 * P5124 (no args): only messages are delimited.
 * F3240 [option]: remove the option. F5114 [feature]: say it by that feature.
 */
import { Edition } from "../syntax/edition.ts";
import type { Fix } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { FieldOutline } from "../outline/outline.ts";
import type { OptionContext } from "../options/context.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { OptionOwner } from "../options/optionBlocks.ts";
import { FieldType, type OptionField } from "../options/schema.ts";
import { eachSetField, nameSpanOf, type SetField } from "../options/setFields.ts";
import { inLineOf } from "./builtinOptions.ts";
import { spanOf } from "./context.ts";
import { removeSetting } from "./optionFixes.ts";
import { featuresIn } from "../editions/features.ts";

/** After the built-in options are interpreted: features outside of editions, and values that mean nothing. */
export function checkFeatureValues(ctx: OptionContext, options: InterpretedOptions): void {
  const early = ctx.outline.syntax.edition < Edition.edition2023;
  const said = new Set<OptionOwner>();
  eachSetField(options, set => {
    const { block, option, field, value } = set;
    if (option.name[0]?.text !== "features" || option.name[0].extension || said.has(block.owner)) return;
    const report = (code: string, args: readonly string[]): void => {
      said.add(block.owner);
      const fixes = removeSetting(ctx, set);
      const span = nameSpanOf(ctx.tree.tokens.starts, set);
      ctx.report({ code, severity: "error", span, args, ...(fixes.length > 0 ? { fixes } : {}) });
    };
    if (early) report("P5110", []);
    else if (
      field.type === FieldType.enum &&
      value === 0 &&
      field.outline.parent?.fullName === "google.protobuf.FeatureSet"
    ) {
      const unknown = field.enum?.enum.values.find(v => v.number === 0);
      report("P5111", [field.outline.name, unknown?.name ?? "0"]);
    }
  });
}

/** A feature that an option statement sets: its name and where it stands. */
interface SetFeature {
  readonly set: SetField;
  readonly value: string;
}

/** With options that are interpreted without an error: what a file or a field may not have. */
export function checkFeatureTargets(ctx: OptionContext, options: InterpretedOptions): void {
  if (ctx.outline.syntax.edition < Edition.edition2023) return;
  const byOwner = new Map<OptionOwner, Map<string, SetFeature>>();
  eachSetField(options, one => {
    const { block, field, value } = one;
    const name = nameOfFeature(field) ?? nameOfOldOption(field);
    if (name === undefined) return;
    const set = byOwner.get(block.owner) ?? new Map<string, SetFeature>();
    byOwner.set(block.owner, set);
    const text = field.enum?.enum.values.find(v => v.number === value)?.name ?? "";
    set.set(name, { set: one, value: text });
  });
  const judge = new Judge(ctx);
  judge.file(byOwner.get(ctx.outline));
  for (const [decl, node] of ctx.declared.nodes)
    if (decl.kind === "field" && node.kind === "Field" && decl.parent?.synthetic !== "map-entry")
      judge.field(decl, byOwner.get(decl), node.name ? node.name : node);
}

const nameOfFeature = (field: OptionField): string | undefined =>
  field.outline.parent?.fullName === "google.protobuf.FeatureSet" ? field.outline.name : undefined;

function nameOfOldOption(field: OptionField): string | undefined {
  const owner = field.outline.parent?.fullName;
  if (owner === "google.protobuf.FieldOptions" && field.outline.name === "packed") return "packed";
  if (owner === "google.protobuf.FileOptions" && field.outline.name === "java_string_check_utf8")
    return "java_string_check_utf8";
  return undefined;
}

type SetFeatures = ReadonlyMap<string, SetFeature> | undefined;

class Judge {
  private readonly ctx: OptionContext;

  constructor(ctx: OptionContext) {
    this.ctx = ctx;
  }

  private report(
    code: string,
    at: SetFeature | Span,
    args: readonly string[] = [],
    better: readonly Fix[] = [],
    near: Span | undefined = undefined,
  ): void {
    const exact = "set" in at ? nameSpanOf(this.ctx.tree.tokens.starts, at.set) : at;
    const span = near ? inLineOf(this.ctx, near, exact) : exact;
    const fixes = [...better, ...("set" in at ? removeSetting(this.ctx, at.set) : [])];
    this.ctx.report({ code, severity: "error", span, args, ...(fixes.length > 0 ? { fixes } : {}) });
  }

  file(set: SetFeatures): void {
    const presence = set?.get("field_presence");
    if (presence?.value === "LEGACY_REQUIRED") this.report("P5112", presence);
    const old = set?.get("java_string_check_utf8");
    if (old?.set.value === true) this.report("P5113", old);
  }

  field(f: FieldOutline, set: SetFeatures, name: { first: number; last: number }): void {
    const { starts } = this.ctx.tree.tokens;
    const place: Span = { start: starts[name.first] as number, end: starts[name.last + 1] as number };
    // The compiler gives the field's place: an option of a later line is told there.
    const fail = (code: string, at: SetFeature | Span, args: readonly string[] = [], better: readonly Fix[] = []) =>
      this.report(code, at, args, better, place);
    const resolved = featuresIn(this.ctx.outline, f);
    const presence = set?.get("field_presence");
    const packed = set?.get("packed");
    if (packed) fail("P5114", packed, [], this.packedAsFeature(packed));
    const type = this.typeKind(f);
    const repeated = f.label === "repeated";
    if (
      resolved.fieldPresence === "IMPLICIT" &&
      type === "enum" &&
      this.isClosed(f) &&
      !repeated &&
      f.extendee === undefined &&
      f.oneof === undefined
    )
      fail("P5115", presence ?? place, [f.type]);
    if (f.extendee !== undefined && resolved.fieldPresence === "LEGACY_REQUIRED") fail("P5116", presence ?? place);
    if (presence) {
      if (f.oneof !== undefined) fail("P5117", presence);
      else if (repeated) fail("P5118", presence);
      else if (f.extendee !== undefined && presence.value !== "LEGACY_REQUIRED") fail("P5119", presence);
      else if (type === "message" && presence.value === "IMPLICIT") fail("P5120", presence);
    }
    const encoding = set?.get("repeated_field_encoding");
    if (encoding && !repeated) fail("P5121", encoding);
    else if (encoding?.value === "PACKED" && (type === "message" || f.type === "string" || f.type === "bytes"))
      fail("P5123", encoding);
    const utf8 = set?.get("utf8_validation");
    if (utf8 && !this.holdsString(f)) fail("P5122", utf8);
    const message = set?.get("message_encoding");
    if (message && (type !== "message" || f.form === "map")) fail("P5124", message);
  }

  private packedAsFeature({ set }: SetFeature): Fix[] {
    const feature = `features.repeated_field_encoding = ${set.value === true ? "PACKED" : "EXPANDED"}`;
    return [{ code: "F5114", args: [feature], edits: [{ span: spanOf(this.ctx, set.option), text: feature }] }];
  }

  private typeKind(f: FieldOutline): "scalar" | "message" | "enum" {
    const result = this.ctx.linked.typeOf.get(f);
    if (!result?.ok) return "scalar";
    return result.found.kind === "enum" ? "enum" : "message";
  }

  private isClosed(f: FieldOutline): boolean {
    const result = this.ctx.linked.typeOf.get(f);
    if (!result?.ok || result.found.kind === "package") return false;
    const outline = this.ctx.world.outline(result.found.id.file);
    const decl = outline?.types.get(result.found.id.name);
    return outline !== undefined && decl?.kind === "enum" && featuresIn(outline, decl).enumType === "CLOSED";
  }

  /** A string, or a map with a string for its key or its value. */
  private holdsString(f: FieldOutline): boolean {
    if (f.form !== "map") return f.type === "string";
    const node = this.ctx.declared.nodes.get(f);
    return node?.kind === "Field" && (node.map?.key?.text === "string" || node.map?.value?.text === "string");
  }
}
