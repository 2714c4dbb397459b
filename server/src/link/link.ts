/**
 * One file's references to types, resolved. Depends on the names that its visible files declare and on nothing else of them, so it
 * is kept until one of those changes. What a reference means (a message? an enum?) is in the outlines it points into.
 */
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Declared } from "../outline/buildOutline.ts";
import type { FieldOutline, MessageOutline, MethodOutline, Outline } from "../outline/outline.ts";
import type { ExtendDecl, FieldDecl, Path } from "../syntax/ast.ts";
import { type Lookup, Scope } from "./lookup.ts";
import { type VisibleFile, visibleFiles } from "./visible.ts";
import type { FileId, World } from "./world.ts";

/** How a type is used where it is named. */
export type TypeUse = "field" | "extendee" | "input" | "output";

/** A name of a type as written, and what it resolves to. */
export interface TypeRef {
  readonly node: Path;
  readonly use: TypeUse;
  /** Full name of the declaration whose scope the lookup started from. */
  readonly at: string;
  readonly result: Lookup;
}

export interface Linked {
  readonly id: FileId;
  readonly declared: Declared;
  readonly outline: Outline;
  readonly visible: readonly VisibleFile[];
  readonly scope: Scope;
  readonly refs: readonly TypeRef[];
  /** The type of a field that is no scalar; for a map the entry, for a group its message. */
  readonly typeOf: ReadonlyMap<FieldOutline, Lookup>;
  readonly extendeeOf: ReadonlyMap<FieldOutline, Lookup>;
  readonly inputOf: ReadonlyMap<MethodOutline, Lookup>;
  readonly outputOf: ReadonlyMap<MethodOutline, Lookup>;
}

export function link(world: World, id: FileId, declared: Declared): Linked {
  const { outline } = declared;
  const visible = visibleFiles(world, id, outline);
  const scope = new Scope(world, visible);
  const linker = new Linker(id, declared, scope, visible);
  linker.run(outline);
  return {
    id,
    declared,
    outline,
    visible,
    scope,
    refs: linker.refs,
    typeOf: linker.typeOf,
    extendeeOf: linker.extendeeOf,
    inputOf: linker.inputOf,
    outputOf: linker.outputOf,
  };
}

class Linker {
  readonly refs: TypeRef[] = [];
  readonly typeOf = new Map<FieldOutline, Lookup>();
  readonly extendeeOf = new Map<FieldOutline, Lookup>();
  readonly inputOf = new Map<MethodOutline, Lookup>();
  readonly outputOf = new Map<MethodOutline, Lookup>();
  private readonly extendees = new Map<ExtendDecl, Lookup>();
  private readonly id: FileId;
  private readonly declared: Declared;
  private readonly scope: Scope;
  private readonly self: VisibleFile;

  constructor(id: FileId, declared: Declared, scope: Scope, visible: readonly VisibleFile[]) {
    this.id = id;
    this.declared = declared;
    this.scope = scope;
    this.self = visible[0] as VisibleFile;
  }

  run(outline: Outline): void {
    for (const m of outline.messages) this.message(m);
    for (const x of outline.extensions) this.field(x);
    for (const s of outline.services)
      for (const m of s.methods) {
        const node = this.declared.nodes.get(m);
        if (node?.kind !== "Method") continue;
        this.inputOf.set(m, this.reference(m.input, node.input?.type, "input", m.fullName));
        this.outputOf.set(m, this.reference(m.output, node.output?.type, "output", m.fullName));
      }
  }

  private message(m: MessageOutline): void {
    for (const f of m.fields) this.field(f);
    for (const x of m.extensions) this.field(x);
    for (const n of m.messages) this.message(n);
  }

  private field(f: FieldOutline): void {
    const node = this.declared.nodes.get(f);
    if (node?.kind !== "Field") return;
    if (f.form !== "plain") this.typeOf.set(f, this.madeMessage(f));
    else if (!scalarTypes.has(f.type) && f.type) this.typeOf.set(f, this.fieldType(f, node));
    if (f.extendee !== undefined) {
      const block = this.declared.extendOf.get(f);
      if (!block) return;
      let result = this.extendees.get(block);
      if (!result) {
        result = this.reference(f.extendee, block.extendee, "extendee", f.fullName);
        this.extendees.set(block, result);
      }
      this.extendeeOf.set(f, result);
    }
  }

  /** The entry of a map and the message of a group stand beside their field. */
  private madeMessage(f: FieldOutline): Lookup {
    const cut = f.fullName.lastIndexOf(".");
    const fullName = cut < 0 ? f.type : `${f.fullName.slice(0, cut)}.${f.type}`;
    const decl = this.self.outline.types.get(fullName);
    if (!decl) return { ok: false, reason: "undefined", elsewhere: [], fullName };
    return { ok: true, found: { kind: decl.kind, id: { file: this.id, name: fullName } } };
  }

  private fieldType(f: FieldOutline, node: FieldDecl): Lookup {
    // The value of a map is looked up where the map field stands: its entry opens a scope that holds only key and value.
    const path = node.map ? (f.name === "key" ? node.map.key : node.map.value) : node.type;
    return this.reference(f.type, path, "field", f.fullName);
  }

  private reference(text: string, node: Path | undefined, use: TypeUse, at: string): Lookup {
    const result = this.scope.lookup(text, at, { typesOnly: use === "field", forOption: false });
    if (node) this.refs.push({ node, use, at, result });
    return result;
  }
}
