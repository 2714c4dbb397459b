/**
 * Names of types. P2030 [name]: nothing of that name. P2031 [name, path]: declared in a file that is not imported; [name, path, path]: in one that imports of its path do not find. P2032 [name, what it was
 * taken for, scope]: a scope further in has its first part. P2033 [name]: no type. P2034 [name]: no message. P2035 [message]: the
 * message that the compiler makes for a map field.
 * R2031 [full name]: its declaration. R2033 [full name]: what was found.
 * F2030 [name]: write that name, which is nearly the same. F2031 [path]: import it. F2032 [name]: start at the outermost scope. F2034 [path]: import the file for more than its options.
 */
import type { Fix, Related } from "../base/problem.ts";
import type { TypeRef } from "../link/link.ts";
import type { Found, Missing, Shadowed } from "../link/lookup.ts";
import { declOf, type CheckContext, report, spanOf } from "./context.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { importEdit, plainImport } from "./importEdit.ts";
import { meantType } from "./meantType.ts";

/** In a file with more unknown names it is an import that is missing, and not a letter. */
const MAX_GUESSES = 20;
type Guesses = { left: number };

export function checkReferences(ctx: CheckContext): void {
  const guesses = { left: MAX_GUESSES };
  const lost = lostExtensions(ctx);
  for (const ref of ctx.linked.refs) {
    // Of an extension of nothing the type is not judged.
    if (ref.use === "field" && lost.has(ref.at)) continue;
    if (ref.result.ok) rightKind(ctx, ref, ref.result.found);
    else if (ref.result.reason === "shadowed") shadowed(ctx, ref, ref.result, guesses);
    else unknown(ctx, ref, ref.result, guesses);
  }
}

/** Full names of the extensions whose extendee is no message, or nothing at all. */
function lostExtensions(ctx: CheckContext): ReadonlySet<string> {
  const lost = new Set<string>();
  for (const [field, extendee] of ctx.linked.extendeeOf)
    if (!extendee.ok || extendee.found.kind !== "message") lost.add(field.fullName);
  return lost;
}

function rightKind(ctx: CheckContext, ref: TypeRef, found: Found): void {
  const name = ref.node.text;
  const span = spanOf(ctx, ref.node);
  if (ref.use !== "field") {
    if (found.kind !== "message") report(ctx, "P2034", span, [name], relatedTo(found));
    return;
  }
  if (found.kind !== "message" && found.kind !== "enum") report(ctx, "P2033", span, [name], relatedTo(found));
}

/** The messages of maps are found like others; that nobody may use them is judged with what declarations mean. */
export function checkMapEntryNames(ctx: CheckContext): void {
  for (const { node, use, result } of ctx.linked.refs) {
    const decl = use === "field" && result.ok ? declOf(ctx, result.found) : undefined;
    if (decl?.kind === "message" && decl.synthetic === "map-entry")
      report(ctx, "P2035", spanOf(ctx, node), [decl.name]);
  }
}

function shadowed(ctx: CheckContext, ref: TypeRef, { resolved, by }: Shadowed, guesses: Guesses): void {
  const name = ref.node.text;
  const span = spanOf(ctx, ref.node);
  const edits = [{ span: { start: span.start, end: span.start }, text: "." }];
  const rooted = ctx.linked.scope.find(name, "type");
  const fixes: Fix[] = rooted ? [{ code: "F2032", args: [`.${name}`], edits }] : meant(ctx, ref, guesses);
  const scope = by.kind === "package" ? by.name : by.id.name;
  report(ctx, "P2032", span, [name, resolved, scope], { fixes, ...relatedTo(by) });
}

function unknown(ctx: CheckContext, ref: TypeRef, missing: Missing, guesses: Guesses): void {
  const { elsewhere: declaredIn, fullName } = missing;
  const name = ref.node.text;
  const span = spanOf(ctx, ref.node);
  // What is seen and yet not found is no type.
  const elsewhere = declaredIn.filter(file => !ctx.linked.visible.some(v => v.id === file && !v.optionOnly));
  if (elsewhere.length === 0) return report(ctx, "P2030", span, [name], { fixes: meant(ctx, ref, guesses) });
  const files = elsewhere.map(f => ctx.world.importName(f));
  const imported = new Set(ctx.linked.visible.map(v => v.id));
  const fixes: Fix[] = files.flatMap((path, i) =>
    ctx.world.resolveImport(ctx.id, path) === elsewhere[i] && !imported.has(elsewhere[i] as string)
      ? [{ code: "F2031", args: [path], edits: [importEdit(ctx.tree, path)] }]
      : [],
  );
  fixes.push(...wholeImport(ctx, elsewhere));
  const related: Related[] = elsewhere.map(file => ({
    file,
    at: { decl: fullName },
    code: "R2031",
    args: [fullName],
  }));
  const [path = ""] = files;
  const found = ctx.world.resolveImport(ctx.id, path);
  const isHidden = found !== undefined && !elsewhere.includes(found);
  report(ctx, "P2031", span, isHidden ? [name, path, path] : [name, path], { fixes, related });
}

function meant(ctx: CheckContext, ref: TypeRef, guesses: Guesses): Fix[] {
  if (guesses.left-- <= 0) return [];
  const name = meantType(ctx, ref);
  return name === undefined
    ? []
    : [{ code: "F2030", args: [name], edits: [{ span: spanOf(ctx, ref.node), text: name }] }];
}

/** A file that is imported for its options alone shows its types once it is imported plainly. */
function wholeImport(ctx: CheckContext, files: readonly string[]): Fix[] {
  return ctx.tree.root.decls.flatMap(d => {
    if (d.kind !== "Import" || d.modifier !== "option" || !d.path) return [];
    const path = stringValue(ctx.tree.source, ctx.tree.tokens.starts, d.path);
    if (!files.includes(ctx.world.resolveImport(ctx.id, path) ?? "")) return [];
    return [{ code: "F2034", args: [path], edits: plainImport(ctx.tree, d) }];
  });
}

function relatedTo(found: Found): { related?: readonly Related[] } {
  if (found.kind === "package") return {};
  return { related: [{ file: found.id.file, at: { decl: found.id.name }, code: "R2033", args: [found.id.name] }] };
}
