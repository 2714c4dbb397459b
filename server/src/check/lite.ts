/**
 * Files for the small runtime (`optimize_for = LITE_RUNTIME`). P3260 [extended message]: they cannot extend messages of files that are
 * not. P3261 [service]: they have no services while generic services are asked for.
 */
import { type CheckContext, isTrue, nameSpan, optionText, report, spanOf } from "./context.ts";
import { extensionsOf } from "./walk.ts";

export function checkLite(ctx: CheckContext): void {
  const { options } = ctx.outline;
  if (optionText(options, "optimize_for") !== "LITE_RUNTIME") return;
  const said = new Set<object>();
  for (const x of extensionsOf(ctx.outline)) {
    const block = ctx.declared.extendOf.get(x);
    const result = ctx.linked.extendeeOf.get(x);
    if (!block?.extendee || !result?.ok || result.found.kind !== "message" || said.has(block)) continue;
    const outline = ctx.world.outline(result.found.id.file);
    if (!outline || optionText(outline.options, "optimize_for") === "LITE_RUNTIME") continue;
    said.add(block);
    report(ctx, "P3260", spanOf(ctx, block.extendee), [result.found.id.name]);
  }
  if (!isTrue(options, "cc_generic_services") && !isTrue(options, "java_generic_services")) return;
  for (const s of ctx.outline.services) report(ctx, "P3261", nameSpan(ctx, s), [s.name]);
}
