/** Full name → declaration, within one outline. */
import type { DeclOutline, EnumOutline, EnumValueOutline, Outline } from "./outline.ts";

/** The declaration of that full name (no leading dot); the first one where several have it. */
export function findDecl(outline: Outline, fullName: string): DeclOutline | undefined {
  const type = outline.types.get(fullName);
  if (type) return type;
  const dot = fullName.lastIndexOf(".");
  const scope = dot < 0 ? "" : fullName.slice(0, dot);
  const name = fullName.slice(dot + 1);
  if (scope === outline.package) return enumValue(outline.enums, name);
  const parent = outline.types.get(scope);
  if (parent?.kind === "message")
    return (
      parent.fields.find(f => f.name === name) ??
      parent.oneofs.find(o => o.name === name) ??
      enumValue(parent.enums, name)
    );
  if (parent?.kind === "service") return parent.methods.find(m => m.name === name);
  return undefined;
}

/** Enum values are siblings of their enum. */
function enumValue(enums: readonly EnumOutline[], name: string): EnumValueOutline | undefined {
  for (const e of enums) for (const v of e.values) if (v.name === name) return v;
  return undefined;
}

/** Whether `name` is the file's package or a part of it from the left. */
export function isPackageOf(outline: Outline, name: string): boolean {
  const own = outline.package;
  return own.startsWith(name) && (own.length === name.length || own.charCodeAt(name.length) === 46);
}
