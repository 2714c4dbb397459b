/**
 * One file judged, in the stages and with the gates of the reference compiler, so that one mistake gives one error: what does not
 * parse is not linked; what names the wrong things is not judged by what they mean.
 */
import type { Problem } from "../base/problem.ts";
import { checkFeatureTargets, checkFeatureValues } from "./featureUse.ts";
import { checkLifetimes } from "./lifetimes.ts";
import { checkFeatureSupport } from "./featureSupportRules.ts";
import type { Linked } from "../link/link.ts";
import type { FileId, World } from "../link/world.ts";
import { type InterpretedOptions, openOptions } from "../options/interpret.ts";
import { checkTargets } from "../options/targets.ts";
import type { Tree } from "../syntax/ast.ts";
import type { CheckContext } from "./context.ts";
import { checkDuplicateNames } from "./duplicateNames.ts";
import { checkFeatureAuthors } from "./featureAuthors.ts";
import { offerFixes } from "./fixes/offerFixes.ts";
import { checkGenericServices } from "./genericServices.ts";
import { checkImports, checkUnusedImports } from "./imports.ts";
import { offerOptionFixes } from "./optionFixes.ts";
import { checkRedactedOptions } from "./redactedOptions.ts";
import { checkReferences } from "./references.ts";
import { checkLimits } from "./limits.ts";
import { meaningRules, numberRules } from "./rules.ts";
import { checkStyle } from "./style.ts";
import { checkSyntaxRules } from "./syntaxRules.ts";
import { checkHiddenNames, checkNestedExports } from "./visibility.ts";

export interface Checked {
  readonly problems: readonly Problem[];
  readonly options: InterpretedOptions;
}

export function checkFile(world: World, id: FileId, tree: Tree, linked: Linked): Checked {
  const problems: Problem[] = [...tree.problems];
  let errors = 0;
  for (const p of problems) if (p.severity === "error") errors++;
  const ctx: CheckContext = {
    world,
    id,
    tree,
    declared: linked.declared,
    outline: linked.outline,
    linked,
    report(problem) {
      if (problem.severity === "error") errors++;
      problems.push(problem);
    },
  };
  const done = (): Checked => {
    const options = openOptions({ ...ctx, report() {} });
    options.run("custom");
    return { problems: finished(options), options };
  };
  const finished = (options: InterpretedOptions): readonly Problem[] => {
    offerFixes(ctx, options, problems);
    return problems.sort((a, b) => a.span.start - b.span.start);
  };
  checkSyntaxRules(ctx);
  if (errors) return done();
  checkImports(ctx);
  if (errors && problems.some(p => p.code === "P2003")) return done();
  checkDuplicateNames(ctx);
  checkReferences(ctx);
  checkHiddenNames(ctx);
  const misnamed = errors > 0;
  for (const rule of numberRules) rule(ctx);
  if (misnamed) return done();
  const misnumbered = errors;
  const before = problems.length;
  const options = openOptions(ctx);
  options.run("builtin");
  checkFeatureValues(ctx, options);
  options.run("custom");
  offerOptionFixes(ctx, options, problems, before);
  if (errors === misnumbered) {
    checkFeatureTargets(ctx, options);
    for (const rule of meaningRules) rule(ctx, options);
  }
  if (!errors) {
    checkUnusedImports(ctx, options);
    checkLifetimes(ctx, options);
    checkFeatureSupport(ctx);
    checkStyle(ctx);
    checkLimits(ctx);
  }
  if (!errors) {
    checkNestedExports(ctx);
    checkRedactedOptions(ctx, options);
    checkGenericServices(ctx);
    checkFeatureAuthors(ctx);
    checkTargets(ctx, options);
  }
  return { problems: finished(options), options };
}
