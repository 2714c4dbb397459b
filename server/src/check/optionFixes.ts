/**
 * How options are mended. F3240 [option]: remove the option. F4002 [path]: import the file of a custom option for its options alone; F2031
 * [path]: import it.
 */
import { Edition } from "../syntax/edition.ts";
import type { Fix, Problem } from "../base/problem.ts";
import type { OptionContext } from "../options/context.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import type { OptionBlock } from "../options/optionBlocks.ts";
import type { SetField } from "../options/setFields.ts";
import type { CompactOptions, Option } from "../syntax/ast.ts";
import { spanOf } from "./context.ts";
import { removal, withoutOption } from "./edits.ts";
import { importEdit } from "./importEdit.ts";

/** Removes the statement that sets a field, where it sets nothing else. */
export function removeSetting(ctx: OptionContext, set: SetField): Fix[] {
  return set.token < 0 ? removeOption(ctx, set.block, set.option) : [];
}

function removeOption(ctx: OptionContext, block: OptionBlock, option: Option): Fix[] {
  const first = option.name[0];
  const last = option.name.at(-1);
  if (!first || !last) return [];
  const { start } = spanOf(ctx, first);
  const name = ctx.tree.source.slice(start, spanOf(ctx, last).end);
  const list = option.form === "compact" ? listOf(ctx, block) : undefined;
  if (option.form === "compact" && !list?.options.includes(option)) return [];
  return [{ code: "F3240", args: [name], edits: [list ? withoutOption(ctx, list, option) : removal(ctx, option)] }];
}

/** The list in brackets that a block of options stands in. */
function listOf(ctx: OptionContext, block: OptionBlock): CompactOptions | undefined {
  const { owner } = block;
  const node = "kind" in owner ? ctx.declared.nodes.get(owner) : undefined;
  return node && "options" in node ? node.options : undefined;
}

/** Adds fixes to what the interpretation of options has found, which knows nothing of imports and edits. */
export function offerOptionFixes(
  ctx: OptionContext,
  options: InterpretedOptions,
  problems: Problem[],
  from: number,
): void {
  let places: ReadonlyMap<number, readonly [OptionBlock, Option]> | undefined;
  for (let i = from; i < problems.length; i++) {
    let problem = problems[i] as Problem;
    let fixes: Fix[] = [];
    if (problem.code === "P4002") {
      fixes = addImport(ctx, problem);
      problem = { ...problem, args: withImportNames(ctx, problem.args) };
    } else if (problem.code === "P4007") {
      places ??= placesOf(ctx, options);
      const place = places.get(problem.span.end);
      if (place) fixes = removeOption(ctx, ...place);
    }
    problems[i] = fixes.length > 0 ? { ...problem, fixes: [...(problem.fixes ?? []), ...fixes] } : problem;
  }
}

/** Options by where their names end. */
function placesOf(ctx: OptionContext, options: InterpretedOptions): Map<number, readonly [OptionBlock, Option]> {
  const places = new Map<number, readonly [OptionBlock, Option]>();
  for (const block of options.blocks)
    for (const option of block.options) {
      const last = option.name.at(-1);
      if (last) places.set(spanOf(ctx, last).end, [block, option]);
    }
  return places;
}

const withImportNames = (ctx: OptionContext, [name = "", part = "", ...files]: readonly string[]): string[] => [
  name,
  part,
  ...files.map(file => ctx.world.importName(file)),
];

/** The args that the interpretation gives end with the files that declare the option. */
function addImport(ctx: OptionContext, problem: Problem): Fix[] {
  return problem.args.slice(2).flatMap(file => {
    const path = ctx.world.importName(file);
    if (ctx.world.resolveImport(ctx.id, path) !== file) return [];
    const forOptions = ctx.tree.syntax.edition >= Edition.edition2024;
    const edits = [importEdit(ctx.tree, path, forOptions ? "option " : "")];
    return [{ code: forOptions ? "F4002" : "F2031", args: [path], edits }];
  });
}
