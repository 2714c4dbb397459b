/** The type that was probably meant by a name that nothing has: one slip of the keys away, or what other languages call a scalar. */
import { nearest } from "../shared/nearest.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import type { TypeRef } from "../link/link.ts";
import type { CheckContext } from "./context.ts";

/** As it would be written in place of the reference; undefined where nothing is near enough. */
export function meantType(ctx: CheckContext, ref: TypeRef): string | undefined {
  const written = ref.node.text;
  const ofField = ref.use === "field";
  const candidates = ofField ? [...scalarTypes.keys()] : [];
  for (const { outline, optionOnly } of ctx.linked.visible) {
    if (optionOnly) continue;
    for (const [fullName, decl] of outline.types)
      if (decl.kind === "message" ? decl.synthetic === undefined : ofField && decl.kind === "enum")
        candidates.push(...namesOf(fullName, ref));
  }
  const near = (ofField ? otherWords.get(written) : undefined) ?? nearest(written, candidates);
  return near !== undefined && (scalarTypes.has(near) || standsForType(ctx, ref, near)) ? near : undefined;
}

/** The forms in which the type can be named at the reference, as far as no scope hides it. */
function namesOf(fullName: string, { at, node }: TypeRef): string[] {
  if (node.text.startsWith(".")) return [`.${fullName}`];
  const names = [fullName];
  for (let dot = at.lastIndexOf("."); dot > 0; dot = at.lastIndexOf(".", dot - 1))
    if (fullName.startsWith(at.slice(0, dot + 1))) names.push(fullName.slice(dot + 1));
  return names;
}

function standsForType(ctx: CheckContext, { at, use }: TypeRef, name: string): boolean {
  const result = ctx.linked.scope.lookup(name, at, { typesOnly: use === "field", forOption: false });
  return result.ok && (result.found.kind === "message" || (use === "field" && result.found.kind === "enum"));
}

const otherWords: ReadonlyMap<string, string> = new Map([
  ["int", "int32"],
  ["integer", "int32"],
  ["long", "int64"],
  ["uint", "uint32"],
  ["ulong", "uint64"],
  ["boolean", "bool"],
  ["str", "string"],
  ["byte", "bytes"],
  ["float32", "float"],
  ["float64", "double"],
]);
