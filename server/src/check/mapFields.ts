/**
 * P3220 [type]: no type for the key of a map. P3221 [enum]: nor is an enum. P3222 [enum, first value]: the first value of an enum that
 * maps hold is zero.
 */
import type { FieldOutline } from "../outline/outline.ts";
import type { Path } from "../syntax/ast.ts";
import { type CheckContext, nodeOf, report, spanOf, typeOfField, typeSpan } from "./context.ts";
import { messagesOf } from "./walk.ts";

const noKeys = new Set(["float", "double", "bytes"]);

export function checkMapFields(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (m.synthetic !== "map-entry") continue;
    const [key, value] = m.fields;
    if (!key || !value) continue;
    const node = nodeOf(ctx, m);
    const map = node?.kind === "Field" ? node.map : undefined;
    const at = (path: Path | undefined, field: FieldOutline) => (path ? spanOf(ctx, path) : typeSpan(ctx, field));
    const type = typeOfField(ctx, key);
    if (type.isEnum) report(ctx, "P3221", at(map?.key, key), [key.type]);
    else if (type.isMessage || noKeys.has(key.type)) report(ctx, "P3220", at(map?.key, key), [key.type]);
    const { decl } = typeOfField(ctx, value);
    const first = decl?.kind === "enum" ? decl.values[0] : undefined;
    if (first && first.number !== 0) report(ctx, "P3222", at(map?.value, value), [value.type, first.name]);
  }
}
