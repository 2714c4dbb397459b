/** Full name → declaration, within one outline. */
import type { DeclOutline, EnumOutline, MessageOutline, Outline } from "./outline.ts";

/** The declaration of that full name (no leading dot); the first one where several have it. */
export function findDecl(outline: Outline, fullName: string): DeclOutline | undefined {
  // Most files that are looked through belong to other packages.
  if (!isBelow(outline.package, fullName)) return undefined;
  const type = outline.types.get(fullName);
  if (type) return type;
  const dot = fullName.lastIndexOf(".");
  const scope = dot < 0 ? "" : fullName.slice(0, dot);
  const name = fullName.slice(dot + 1);
  if (scope === outline.package) return enumValue(outline, name);
  const parent = outline.types.get(scope);
  if (parent?.kind === "message") return memberOf(parent, name);
  if (parent?.kind === "service") return parent.methods.find(m => m.name === name);
  return undefined;
}

function memberOf(message: MessageOutline, name: string): DeclOutline | undefined {
  if (message.fields.length > FEW) return indexOf(message, membersOf).get(name);
  return (
    message.fields.find(f => f.name === name) ?? message.oneofs.find(o => o.name === name) ?? enumValue(message, name)
  );
}

/** Enum values are siblings of their enum. */
function enumValue(scope: Outline | MessageOutline, name: string): DeclOutline | undefined {
  if (scope.enums.length === 0) return undefined;
  if (scope.enums.length > 1 || (scope.enums[0] as EnumOutline).values.length > FEW)
    return indexOf(scope, valuesOf).get(name);
  return scope.enums[0]?.values.find(v => v.name === name);
}

/** As many are looked through faster than an index of them is made. */
const FEW = 8;

type Members = ReadonlyMap<string, DeclOutline>;
/** Made when a scope is first looked into; a name is looked for in each scope around a reference. */
const indexes = new WeakMap<object, Members>();

function indexOf<S extends object>(scope: S, declsOf: (scope: S) => Iterable<DeclOutline>): Members {
  let members = indexes.get(scope);
  if (!members) {
    const made = new Map<string, DeclOutline>();
    for (const decl of declsOf(scope)) if (!made.has(decl.name)) made.set(decl.name, decl);
    indexes.set(scope, (members = made));
  }
  return members;
}

function* membersOf(message: MessageOutline): Generator<DeclOutline> {
  yield* message.fields;
  yield* message.oneofs;
  yield* valuesOf(message);
}

function* valuesOf(scope: Outline | MessageOutline): Generator<DeclOutline> {
  for (const e of scope.enums) yield* e.values;
}

const isBelow = (pkg: string, name: string): boolean =>
  pkg === "" || (name.charCodeAt(pkg.length) === DOT && name.startsWith(pkg));

const DOT = 46;

/** Whether `name` is the file's package or a part of it from the left. */
export function isPackageOf(outline: Outline, name: string): boolean {
  const own = outline.package;
  return own.startsWith(name) && (own.length === name.length || own.charCodeAt(name.length) === DOT);
}
