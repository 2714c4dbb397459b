/** P5130 to P5136. Whoever declares since when and until when something may be used says so without a contradiction. */
import type { OptionContext } from "../options/context.ts";
import { optionNameSpan } from "../options/setFields.ts";
import type { Option } from "../syntax/ast.ts";
import { type FeatureSupport, featureSupportOf } from "../editions/featureSupport.ts";

export function checkFeatureSupport(ctx: OptionContext): void {
  for (const [decl, node] of ctx.declared.nodes) {
    if (decl.kind !== "field" && decl.kind !== "enumValue") continue;
    if (node.kind !== "Field" && node.kind !== "EnumValue") continue;
    const support = node.options && featureSupportOf(decl.options);
    const code = support && contradiction(support);
    if (code === undefined) continue;
    const option = node.options?.options.find(o => o.name[0]?.text === "feature_support") as Option;
    const span = optionNameSpan(ctx.tree.tokens.starts, option);
    ctx.report({ code, severity: "error", span, args: [decl.fullName] });
  }
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
