/**
 * Whoever declares since when and until when something may be used says so without a contradiction. Args: [full name]. P5130: deprecated before
 * it is introduced. P5131: deprecated without a warning. P5132: a warning without deprecation. P5133: deprecated after it is removed. P5134:
 * removed before it is introduced. P5135: removed without an error. P5136: an error without removal. Values of enums within the time of the
 * fields that hold them, [value, field]: P5137: introduced before, P5138: removed after, P5139: deprecated after the field.
 * R5137 [value]: the value.
 */
import type { OptionContext } from "../options/context.ts";
import { optionNameSpan } from "../options/setFields.ts";
import type { Span } from "../base/span.ts";
import type { FieldOutline } from "../outline/outline.ts";
import { typeOfField } from "./context.ts";
import { type FeatureSupport, featureSupportOf } from "../editions/featureSupport.ts";

export function checkFeatureSupport(ctx: OptionContext): void {
  for (const [decl, node] of ctx.declared.nodes) {
    if (decl.kind !== "field" && decl.kind !== "enumValue") continue;
    if (node.kind !== "Field" && node.kind !== "EnumValue") continue;
    const support = node.options && featureSupportOf(decl.options);
    const option = node.options?.options.find(o => o.name[0]?.text === "feature_support");
    if (!support || !option) continue;
    const span = optionNameSpan(ctx.tree.tokens.starts, option);
    const code = contradiction(support);
    if (code !== undefined) ctx.report({ code, severity: "error", span, args: [decl.fullName] });
    else if (decl.kind === "field") valuesOf(ctx, decl, support, span);
  }
}

/** What a value does not say of itself it has from the field. */
function valuesOf(ctx: OptionContext, field: FieldOutline, of: FeatureSupport, at: Span): void {
  const { decl, file } = typeOfField(ctx, field);
  if (decl?.kind !== "enum" || file === undefined) return;
  for (const value of decl.values) {
    const own = featureSupportOf(value.options);
    const code = own && beyond(own, of);
    if (code === undefined) continue;
    const related = [{ file, at: { decl: value.fullName }, code: "R5137", args: [value.name] }];
    ctx.report({ code, severity: "error", span: at, args: [value.fullName, field.fullName], related });
    return;
  }
}

function beyond(own: FeatureSupport, of: FeatureSupport): string | undefined {
  const later = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined && b !== undefined && a > b;
  if (later(of.introduced, own.introduced)) return "P5137";
  if (later(own.removed, of.removed)) return "P5138";
  return later(own.deprecated, of.deprecated) ? "P5139" : undefined;
}

function contradiction(s: FeatureSupport): string | undefined {
  const introduced = s.introduced ?? 0;
  if (s.deprecated !== undefined) {
    if (s.deprecated < introduced) return "P5130";
    if (s.deprecationWarning === undefined) return "P5131";
  } else if (s.deprecationWarning !== undefined) return "P5132";
  if (s.removed !== undefined) {
    if (s.deprecated !== undefined && s.deprecated >= s.removed) return "P5133";
    if (s.removed < introduced) return "P5134";
    // What was removed in the edition that introduced it was never there to be used.
    if (s.removalError === undefined && s.removed !== introduced) return "P5135";
  } else if (s.removalError !== undefined) return "P5136";
  return undefined;
}
