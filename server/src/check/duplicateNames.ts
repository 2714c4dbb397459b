/**
 * Each full name once: within the file, against what it imports, and against packages. P2020 [name, scope]: declared twice. P2021 [value, scope]:
 * the same, for values of two enums or a value and something else, since values are siblings of their enum. P2022 [full name, path]:
 * declared in an imported file too. P2023 [full name, path]: a package of that file. P2024 [message]: the compiler makes a message of that
 * name for a map field. P2025 [characters]: the full name of the package or of a declaration is longer than that. P2026 [parts]: the
 * package's name has more of them. P2027 [part, path]: a part of the package is something else in that file.
 * R2020 [name]: the other declaration.
 */
import { isPackageOf } from "../outline/findDecl.ts";
import type { DeclOutline, EnumOutline, MessageOutline } from "../outline/outline.ts";
import { findDecl } from "../outline/findDecl.ts";
import { PACKAGE_LIMITS } from "../shared/numberLimits.ts";
import { type CheckContext, nameSpan, report, spanOf } from "./context.ts";

/** Of a full name, in characters: what the compiler's tables of names take. */
const MAX_NAME = 65_535;

export function checkDuplicateNames(ctx: CheckContext): void {
  const { outline } = ctx;
  const seen = new Map<string, DeclOutline>();
  // Only what stands at the top of a file can meet other files' names; the rest is below a name that was judged.
  const foreign = new Set<string>();
  const add = (decl: DeclOutline, place: "top" | "nested"): void => {
    const name = decl.fullName;
    if (name.length > MAX_NAME) return report(ctx, "P2025", nameSpan(ctx, decl), [`${MAX_NAME}`]);
    const first = seen.get(name);
    if (first) {
      twice(ctx, decl, first);
      return;
    }
    seen.set(name, decl);
    if (place === "top") elsewhere(ctx, decl, foreign);
  };
  const enumeration = (e: EnumOutline, place: "top" | "nested"): void => {
    for (const v of e.values) add(v, place);
    add(e, place);
  };
  // In the compiler's order: of two that share a name it blames the one that comes later in it.
  const message = (m: MessageOutline, place: "top" | "nested"): void => {
    add(m, place);
    // What stands in a message whose name is too long has too long a name for that alone.
    if (m.synthetic === "map-entry" || m.fullName.length > MAX_NAME) return;
    for (const o of m.oneofs) add(o, "nested");
    for (const f of m.fields) add(f, "nested");
    for (const e of m.enums) enumeration(e, "nested");
    for (const x of m.extensions) add(x, "nested");
    for (const n of m.messages) message(n, "nested");
  };
  for (const m of outline.messages) message(m, "top");
  for (const e of outline.enums) enumeration(e, "top");
  for (const s of outline.services) {
    add(s, "top");
    for (const m of s.methods) add(m, "nested");
  }
  for (const x of outline.extensions) add(x, "top");
  packageName(ctx);
}

function twice(ctx: CheckContext, decl: DeclOutline, first: DeclOutline): void {
  const related = [{ at: nameSpan(ctx, first), code: "R2020", args: [first.name] }];
  // What the compiler makes of a map field or a proto3 optional is not what the user wrote twice.
  const made = [decl, first].find(d => d.kind === "message" && d.synthetic === "map-entry");
  if (made) return report(ctx, "P2024", nameSpan(ctx, decl), [made.name], { related });
  const scope = decl.fullName.slice(0, Math.max(0, decl.fullName.length - decl.name.length - 1));
  const sibling = decl.kind === "enumValue" || first.kind === "enumValue";
  const otherEnum = decl.kind === "enumValue" && !(first.kind === "enumValue" && first.parent === decl.parent);
  report(ctx, sibling && otherEnum ? "P2021" : "P2020", nameSpan(ctx, decl), [decl.name, scope], { related });
}

function elsewhere(ctx: CheckContext, decl: DeclOutline, foreign: Set<string>): void {
  for (const v of ctx.linked.visible) {
    if (v.id === ctx.id) continue;
    const { outline } = v;
    if (findDecl(outline, decl.fullName)) {
      if (foreign.has(decl.fullName)) return;
      foreign.add(decl.fullName);
      const related = [{ file: v.id, at: { decl: decl.fullName }, code: "R2020", args: [decl.name] }];
      return report(ctx, "P2022", nameSpan(ctx, decl), [decl.fullName, ctx.world.importName(v.id)], { related });
    }
    if (isPackageOf(outline, decl.fullName))
      return report(ctx, "P2023", nameSpan(ctx, decl), [decl.fullName, ctx.world.importName(v.id)]);
  }
  if (isPackageOf(ctx.outline, decl.fullName))
    report(ctx, "P2023", nameSpan(ctx, decl), [decl.fullName, ctx.world.importName(ctx.id)]);
}

/** A part of the package must not be something else in a file that is seen. */
function packageName(ctx: CheckContext): void {
  const node = ctx.tree.root.decls.find(d => d.kind === "Package");
  const pkg = ctx.outline.package;
  if (!pkg || node?.kind !== "Package" || !node.name) return;
  const parts = pkg.split(".");
  const { length, dots } = PACKAGE_LIMITS;
  if (pkg.length > length) return report(ctx, "P2025", spanOf(ctx, node.name), [`${length}`]);
  if (parts.length > dots + 1) return report(ctx, "P2026", spanOf(ctx, node.name), [`${dots}`]);
  for (let i = 1; i <= parts.length; i++) {
    const prefix = parts.slice(0, i).join(".");
    for (const v of ctx.linked.visible) {
      if (v.id === ctx.id || !findDecl(v.outline, prefix)) continue;
      report(ctx, "P2027", spanOf(ctx, node.name), [prefix, ctx.world.importName(v.id)]);
      return;
    }
  }
}
