/**
 * Names → declarations, by the language's rule: from the innermost scope outwards the first part of the name is looked for; the
 * first scope that has it as something with members decides, even if the rest of the name is not there. A leading dot starts at
 * the outermost scope.
 */
import { findDecl, isPackageOf } from "../outline/findDecl.ts";
import type { DeclOutline } from "../outline/outline.ts";
import type { VisibleFile } from "./visible.ts";
import type { DeclId, World } from "./world.ts";

/** What a name stands for. Its meaning is asked of the file's outline of the moment (`id`), which may be newer than this. */
export type Found =
  | { readonly kind: DeclOutline["kind"]; readonly id: DeclId }
  /** A package, or a part of one. */
  | { readonly kind: "package"; readonly name: string };

export type Lookup =
  | { readonly ok: true; readonly found: Found }
  /** No scope has the first part of the name. `elsewhere`: files that declare it and are not imported. */
  | {
      readonly ok: false;
      readonly reason: "undefined";
      readonly elsewhere: readonly string[];
      readonly fullName: string;
    }
  /** A scope has the first part of the name but not the rest; `resolved` is the name that was then looked for. */
  | { readonly ok: false; readonly reason: "shadowed"; readonly resolved: string; readonly by: Found };

export interface LookupOptions {
  /** Skip what is no type and go on outwards: the rule for types of fields. */
  readonly typesOnly: boolean;
  /** Whether files of `import option` are seen: the rule for names of options. */
  readonly forOption: boolean;
}

const isType = (f: Found): boolean => f.kind === "message" || f.kind === "enum";
const hasMembers = (f: Found): boolean =>
  f.kind === "message" || f.kind === "enum" || f.kind === "service" || f.kind === "package";

/** Lookups in what one file sees; keeps what it found, so make one for each link of a file. */
export class Scope {
  private readonly known = new Map<string, Found | undefined>();
  private readonly world: World;
  readonly visible: readonly VisibleFile[];

  constructor(world: World, visible: readonly VisibleFile[]) {
    this.world = world;
    this.visible = visible;
  }

  /** The declaration of a full name (no leading dot) in the visible files. */
  find(fullName: string, forOption: boolean): Found | undefined {
    const key = forOption ? `(${fullName}` : fullName;
    if (this.known.has(key)) return this.known.get(key);
    const found = this.search(fullName, forOption);
    this.known.set(key, found);
    return found;
  }

  private search(fullName: string, forOption: boolean): Found | undefined {
    for (const file of this.visible) {
      if (file.optionOnly && !forOption) continue;
      const decl = findDecl(file.outline, fullName);
      if (decl) return { kind: decl.kind, id: { file: file.id, name: fullName } };
    }
    for (const file of this.visible)
      if ((forOption || !file.optionOnly) && isPackageOf(file.outline, fullName))
        return { kind: "package", name: fullName };
    return undefined;
  }

  /**
   * Looks `name` up as written at a declaration of full name `at`: the first scope tried is the one in which `at` stands.
   */
  lookup(name: string, at: string, options: LookupOptions): Lookup {
    const { typesOnly, forOption } = options;
    if (name.startsWith(".")) {
      const fullName = name.slice(1);
      const found = this.find(fullName, forOption);
      return found ? { ok: true, found } : this.missing(fullName, [fullName]);
    }
    const dot = name.indexOf(".");
    const first = dot < 0 ? name : name.slice(0, dot);
    const tried: string[] = [];
    let scope = at;
    for (;;) {
      const cut = scope.lastIndexOf(".");
      scope = cut < 0 ? "" : scope.slice(0, cut);
      const full = (part: string): string => (scope ? `${scope}.${part}` : part);
      tried.push(full(name));
      if (scope === "" && dot >= 0) {
        // At the outermost scope the whole name is looked for at once.
        const found = this.find(name, forOption);
        if (found) return { ok: true, found };
        return this.missing(name, tried);
      }
      const head = this.find(full(first), forOption);
      if (head && dot < 0) {
        if (!typesOnly || isType(head) || scope === "") return { ok: true, found: head };
      } else if (head && hasMembers(head)) {
        const resolved = full(name);
        const found = this.find(resolved, forOption);
        return found ? { ok: true, found } : { ok: false, reason: "shadowed", resolved, by: head };
      }
      if (scope === "") return this.missing(name, tried);
    }
  }

  private missing(name: string, tried: readonly string[]): Lookup {
    for (const fullName of tried) {
      const elsewhere = this.world.whoDeclares(fullName);
      if (elsewhere.length) return { ok: false, reason: "undefined", elsewhere, fullName };
    }
    return { ok: false, reason: "undefined", elsewhere: [], fullName: name };
  }
}
