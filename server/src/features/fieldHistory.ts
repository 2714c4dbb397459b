/** The numbers and names that messages and enums had in older versions of their file: what bytes and JSON out there may still hold. */
import { declare } from "../outline/buildOutline.ts";
import type { EnumOutline, MessageOutline, Outline } from "../outline/outline.ts";
import { parse } from "../syntax/parse.ts";

export interface FieldHistory {
  readonly numbers: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
  /** The names that each number had. */
  readonly namesOf: ReadonlyMap<number, ReadonlySet<string>>;
}

interface Collected {
  readonly numbers: Set<number>;
  readonly names: Set<string>;
  readonly namesOf: Map<number, Set<string>>;
}

/** By name without the package, which may have changed on the way: `Outer.Inner`. */
export type FileHistory = ReadonlyMap<string, FieldHistory>;

/** Takes one version of a file after the other. */
export class HistoryCollector {
  private readonly found = new Map<string, Collected>();

  /** `pkg`: the package that a text has to have to count. */
  add(text: string, pkg?: string): void {
    const { outline } = declare(parse(text));
    if (pkg !== undefined && outline.package !== pkg) return;
    for (const m of outline.messages) this.message(m, outline);
    for (const e of outline.enums) this.members(e.fullName, e.values, outline);
  }

  get history(): FileHistory {
    return this.found;
  }

  private message(m: MessageOutline, outline: Outline): void {
    if (m.synthetic === "map-entry") return;
    this.members(m.fullName, m.fields, outline);
    for (const n of m.messages) this.message(n, outline);
    for (const e of m.enums) this.members(e.fullName, e.values, outline);
  }

  private members(
    fullName: string,
    members: readonly { readonly name: string; readonly number: number }[],
    outline: Outline,
  ): void {
    const key = withoutPackage(fullName, outline);
    let entry = this.found.get(key);
    if (!entry) this.found.set(key, (entry = { numbers: new Set(), names: new Set(), namesOf: new Map() }));
    for (const { name, number } of members) {
      if (number !== -1) entry.numbers.add(number);
      entry.namesOf.set(number, (entry.namesOf.get(number) ?? new Set<string>()).add(name));
      entry.names.add(name);
    }
  }
}

/** The name by which a history knows a declaration. */
export const withoutPackage = (fullName: string, outline: Outline): string =>
  outline.package ? fullName.slice(outline.package.length + 1) : fullName;

/** What a declaration had and has no more. */
export function gone(
  history: FieldHistory | undefined,
  decl: MessageOutline | EnumOutline,
): Pick<Collected, "numbers" | "names"> {
  const members: readonly { readonly name: string; readonly number: number }[] =
    decl.kind === "message" ? decl.fields : decl.values;
  const names = new Set(history?.names);
  const numbers = new Set(history?.numbers);
  for (const m of members) {
    names.delete(m.name);
    numbers.delete(m.number);
  }
  return { names, numbers };
}
