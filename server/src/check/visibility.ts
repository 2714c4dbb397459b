/**
 * What other files keep to themselves since edition 2024. P5401 [name, file]: marked `local` there. P5402 [name, file, default]: local by
 * the file's default. P5403 [message], P5404 [enum]: nested, and `export` where the file's default is STRICT.
 * R5401 [name]: its declaration. F5403 (no args): remove `export`.
 */
import { Edition } from "../syntax/edition.ts";
import type { TypeRef } from "../link/link.ts";
import { featuresIn } from "../editions/features.ts";
import { MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import type { EnumOutline, MessageOutline, Outline } from "../outline/outline.ts";
import { type CheckContext, declOf, features, nameSpan, nodeOf, report, spanOf } from "./context.ts";
import { enumsOf, messagesOf } from "./walk.ts";

/** Names of what other files hide: as wrong as names of nothing. */
export function checkHiddenNames(ctx: CheckContext): void {
  const said = new Set<TypeRef["node"]>();
  for (const ref of ctx.linked.refs) {
    if (!ref.result.ok || said.has(ref.node)) continue;
    const { found } = ref.result;
    if (found.kind === "package" || found.id.file === ctx.id) continue;
    const outline = ctx.world.outline(found.id.file);
    const decl = declOf(ctx, found);
    if (!outline || (decl?.kind !== "message" && decl?.kind !== "enum")) continue;
    const why = hiddenBy(outline, decl);
    if (why === undefined) continue;
    said.add(ref.node);
    const related = [{ file: found.id.file, at: { decl: decl.fullName }, code: "R5401", args: [decl.fullName] }];
    const args = [decl.fullName, ctx.world.importName(found.id.file)];
    if (why === "local") report(ctx, "P5401", spanOf(ctx, ref.node), args, { related });
    else report(ctx, "P5402", spanOf(ctx, ref.node), [...args, why], { related });
  }
}

/** Why other files do not see a declaration: `local` where it says so itself, else the file's default; undefined where they do. */
export function hiddenBy(outline: Outline, decl: MessageOutline | EnumOutline): string | undefined {
  if (outline.syntax.edition < Edition.edition2024) return undefined;
  if (decl.visibility !== undefined) return decl.visibility === "local" ? "local" : undefined;
  if (decl.kind === "message" && decl.synthetic === "map-entry") return undefined;
  const visibility = featuresIn(outline, undefined).defaultSymbolVisibility;
  if (visibility === "EXPORT_ALL" || (visibility === "EXPORT_TOP_LEVEL" && decl.parent === undefined))
    return undefined;
  return visibility;
}

/** Under STRICT nothing nested is exported, but for an enum in a message that only is its namespace. */
export function checkNestedExports(ctx: CheckContext): void {
  if (features(ctx, undefined).defaultSymbolVisibility !== "STRICT") return;
  for (const m of messagesOf(ctx.outline)) if (m.parent && m.visibility === "export") nested(ctx, m, "P5403");
  for (const e of enumsOf(ctx.outline))
    if (e.parent && e.visibility === "export" && !isNamespace(e.parent)) nested(ctx, e, "P5404");
}

function nested(ctx: CheckContext, decl: MessageOutline | EnumOutline, code: string): void {
  const node = nodeOf(ctx, decl);
  const word = node && "visibility" in node ? node.visibility : undefined;
  const fixes = word
    ? [
        {
          code: "F5403",
          args: [],
          edits: [{ span: { start: spanOf(ctx, word).start, end: spanOf(ctx, word).end + 1 }, text: "" }],
        },
      ]
    : [];
  report(ctx, code, nameSpan(ctx, decl), [decl.name], { fixes });
}

function isNamespace(message: MessageOutline): boolean {
  const [range] = message.reservedRanges;
  return (
    message.parent === undefined &&
    message.visibility !== "export" &&
    message.reservedRanges.length === 1 &&
    range?.start === 1 &&
    range.end === MAX_FIELD_NUMBER
  );
}
