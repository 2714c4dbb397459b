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

/** Files of `import option` are seen by names of options alone. */
export type NameUse = "type" | "option";

const useOf = ({ forOption }: LookupOptions): NameUse => (forOption ? "option" : "type");
const isType = (f: Found): boolean => f.kind === "message" || f.kind === "enum";
const hasMembers = (f: Found): boolean =>
  f.kind === "message" || f.kind === "enum" || f.kind === "service" || f.kind === "package";

export type Missing = Extract<Lookup, { readonly reason: "undefined" }>;
export type Shadowed = Extract<Lookup, { readonly reason: "shadowed" }>;
/** Scope → name → what it stands for there. */
type Kept = Map<string, Map<string, Lookup>>;

/** Lookups in what one file sees; keeps what it found, so make one for each link of a file. */
export class Scope {
  private readonly known = new Map<string, Found | undefined>();
  private readonly kept: readonly Kept[] = [new Map(), new Map(), new Map(), new Map()];
  private readonly parents = new Map<string, string>();
  private readonly world: World;
  readonly visible: readonly VisibleFile[];

  constructor(world: World, visible: readonly VisibleFile[]) {
    this.world = world;
    this.visible = visible;
  }

  /** The declaration of a full name (no leading dot) in the visible files. */
  find(fullName: string, use: NameUse): Found | undefined {
    const key = use === "option" ? `(${fullName}` : fullName;
    if (this.known.has(key)) return this.known.get(key);
    const found = this.search(fullName, use);
    this.known.set(key, found);
    return found;
  }

  private search(fullName: string, use: NameUse): Found | undefined {
    for (const file of this.visible) {
      if (file.optionOnly && use !== "option") continue;
      const decl = findDecl(file.outline, fullName);
      if (decl) return { kind: decl.kind, id: { file: file.id, name: fullName } };
    }
    for (const file of this.visible)
      if ((use === "option" || !file.optionOnly) && isPackageOf(file.outline, fullName))
        return { kind: "package", name: fullName };
    return undefined;
  }

  /**
   * Looks `name` up as written at a declaration of full name `at`: the first scope tried is the one in which `at` stands.
   */
  lookup(name: string, at: string, options: LookupOptions): Lookup {
    if (name.startsWith(".")) {
      const fullName = name.slice(1);
      const found = this.find(fullName, useOf(options));
      return found ? { ok: true, found } : this.missing(fullName);
    }
    return this.inScope(name, this.parentOf(at), options);
  }

  /**
   * `scope` has no trailing dot; "" is the outermost one. What a scope outwards found is kept for all that stand in it. A loop, as scopes
   * may lie in each other deeper than calls can.
   */
  private inScope(name: string, scope: string, options: LookupOptions): Lookup {
    const table = this.kept[(options.typesOnly ? 1 : 0) + (options.forOption ? 2 : 0)] as Kept;
    const passed: string[] = [];
    let at = scope;
    let result = this.keptIn(table, at, name) ?? this.atScope(name, at, options);
    while (!result) {
      passed.push(at);
      at = this.parentOf(at);
      result = this.keptIn(table, at, name) ?? this.atScope(name, at, options);
    }
    if (result.ok || result.reason === "shadowed") {
      this.keep(table, at, name, result);
      for (const inner of passed) this.keep(table, inner, name, result);
      return result;
    }
    // Who else declares a name changes with every file of the workspace, so this is not kept.
    for (const inner of passed) {
      const here = this.missing(`${inner}.${name}`);
      if (here.elsewhere.length > 0) return here;
    }
    return result;
  }

  private keptIn(table: Kept, scope: string, name: string): Lookup | undefined {
    return table.get(scope)?.get(name);
  }

  private keep(table: Kept, scope: string, name: string, result: Lookup): void {
    let names = table.get(scope);
    if (!names) table.set(scope, (names = new Map()));
    names.set(name, result);
  }

  /** What one scope alone says of a name; undefined where the next one outwards is asked. */
  private atScope(name: string, scope: string, options: LookupOptions): Lookup | undefined {
    const dot = name.indexOf(".");
    const use = useOf(options);
    if (scope === "") {
      // At the outermost scope the whole name is looked for at once.
      const found = this.find(name, use);
      return found ? { ok: true, found } : this.missing(name);
    }
    const head = this.find(`${scope}.${dot < 0 ? name : name.slice(0, dot)}`, use);
    if (!head) return undefined;
    if (dot < 0) return !options.typesOnly || isType(head) ? { ok: true, found: head } : undefined;
    if (!hasMembers(head)) return undefined;
    const resolved = `${scope}.${name}`;
    const found = this.find(resolved, use);
    return found ? { ok: true, found } : { ok: false, reason: "shadowed", resolved, by: head };
  }

  private parentOf(name: string): string {
    let parent = this.parents.get(name);
    if (parent === undefined) {
      parent = name.slice(0, Math.max(0, name.lastIndexOf(".")));
      this.parents.set(name, parent);
    }
    return parent;
  }

  private missing(fullName: string): Missing {
    return { ok: false, reason: "undefined", elsewhere: this.world.whoDeclares(fullName), fullName };
  }
}
