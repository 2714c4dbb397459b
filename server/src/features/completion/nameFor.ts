/**
 * How to write the name of a declaration where it is used: as short as it can be within its package, whole from another one. That is how
 * nearly everybody writes names, and a whole name goes on meaning the same when packages are added.
 */
import type { LookupOptions, Scope } from "../../link/lookup.ts";

/** A declaration, and the package of its file. */
export interface Named {
  readonly fullName: string;
  readonly package: string;
}

/** Where the name is written: by whom names are looked up, from the full name of the declaration around, in the package of the file. */
export interface NameUse {
  readonly scope: Scope;
  readonly at: string;
  readonly package: string;
  readonly options: LookupOptions;
}

export const forTypes = { typesOnly: true, forOption: false } as const;
export const forMessages = { typesOnly: false, forOption: false } as const;
export const forExtensions = { typesOnly: false, forOption: true } as const;

/** The name of what is visible; with a leading dot where something nearer has the name. */
export function nameFor(use: NameUse, decl: Named): string {
  return namesOf(use, decl).find(text => means(use, text, decl.fullName)) ?? `.${decl.fullName}`;
}

/** The name of what is not visible yet but will be; with a leading dot where it would mean something else. */
export function nameWithImport(use: NameUse, { fullName, package: pkg }: Named): string {
  const relative = pkg !== "" && pkg === use.package ? [fullName.slice(pkg.length + 1)] : [];
  const willMean = (text: string): boolean => {
    const result = use.scope.lookup(text, use.at, use.options);
    return !result.ok && result.reason === "undefined";
  };
  return [...relative, fullName].find(willMean) ?? `.${fullName}`;
}

/** The name with the qualifier that is typed already, in lower case, where that means it or will mean it; undefined without one. */
export function nameAsBegun(use: NameUse, fullName: string, typed: string): string | undefined {
  const qualifier = typed.slice(0, typed.lastIndexOf(".") + 1);
  if (!qualifier) return undefined;
  const parts = fullName.split(".");
  for (let i = 0; i < parts.length; i++) {
    const text = parts.slice(i).join(".");
    if (!text.toLowerCase().startsWith(qualifier)) continue;
    const result = use.scope.lookup(text, use.at, use.options);
    if (result.ok ? result.found.kind !== "package" && result.found.id.name === fullName : i === 0) return text;
  }
  return undefined;
}

/** Ways to write a name without a leading dot, the shortest first. */
function namesOf(use: NameUse, { fullName, package: pkg }: Named): string[] {
  if (pkg !== use.package) return [fullName];
  const parts = fullName.split(".");
  return parts.map((_, i) => parts.slice(i).join(".")).reverse();
}

function means({ scope, at, options }: NameUse, text: string, fullName: string): boolean {
  const result = scope.lookup(text, at, options);
  return result.ok && result.found.kind !== "package" && result.found.id.name === fullName;
}
