/**
 * Options, features and enum values and their editions. P5101 [name, first edition, own edition]: not there yet. P5102 [name, edition,
 * what its author says]: gone since that edition. P5103 [name, edition, what its author says] (warning): deprecated since then.
 * F3240 [option]: remove the option.
 */
import type { OptionContext } from "../options/context.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { OptionOwner } from "../options/optionBlocks.ts";
import { FieldType } from "../options/schema.ts";
import { eachSetField, nameSpanOf, type SetField } from "../options/setFields.ts";
import { removeSetting } from "./optionFixes.ts";
import { editionLabel, type FeatureSupport, featureSupportOf } from "../editions/featureSupport.ts";

export function checkLifetimes(ctx: OptionContext, options: InterpretedOptions): void {
  const { edition } = ctx.outline.syntax;
  const said = new Map<OptionOwner, Set<string>>();
  const judge = (owner: OptionOwner, set: SetField, name: string, support: FeatureSupport | undefined): void => {
    if (!support) return;
    const done = said.get(owner) ?? new Set();
    said.set(owner, done);
    if (done.has(name)) return;
    done.add(name);
    const span = nameSpanOf(ctx.tree.tokens.starts, set);
    const report = (code: string, severity: "error" | "warning", args: readonly string[]): void => {
      const fixes = removeSetting(ctx, set);
      const tag = severity === "warning" ? { tag: "deprecated" as const } : {};
      ctx.report({ code, severity, span, args, ...(fixes.length > 0 ? { fixes } : {}), ...tag });
    };
    if (support.introduced !== undefined && edition < support.introduced)
      report("P5101", "error", [name, editionLabel(support.introduced), editionLabel(edition)]);
    else if (support.removed !== undefined && edition >= support.removed)
      report("P5102", "error", [name, editionLabel(support.removed), support.removalError ?? ""]);
    else if (support.deprecated !== undefined && edition >= support.deprecated)
      report("P5103", "warning", [name, editionLabel(support.deprecated), support.deprecationWarning ?? ""]);
  };
  eachSetField(options, set => {
    const { block, field, value } = set;
    if (field.outline.options.length)
      judge(block.owner, set, field.outline.fullName, featureSupportOf(field.outline.options));
    if (field.type !== FieldType.enum || value === undefined) return;
    const chosen = field.enum?.enum.values.find(v => v.number === value);
    if (chosen?.options.length) judge(block.owner, set, chosen.fullName, featureSupportOf(chosen.options));
  });
}
