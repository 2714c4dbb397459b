/** Which messages hold a message, and which rpcs carry it: the two hierarchies of a schema. */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { Linked } from "../link/link.ts";
import { extensionsIn } from "../outline/extensionsIn.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline, FieldOutline, MessageOutline } from "../outline/outline.ts";
import { findDeclSpan, nameSpan, spanOfNode } from "./declSpan.ts";
import { sameDecl } from "./occurrences.ts";
import { type Everywhere, mayName } from "./references.ts";

/** A declaration that refers to another, and the places where it does. */
export interface Carrier {
  readonly id: DeclId;
  /** `extension`: a field that stands in no message of its own. */
  readonly kind: "message" | "method" | "extension";
  readonly span: Span;
  /** Names of fields, or request and response types, in the carrier's file. */
  readonly at: readonly Span[];
}

/**
 * Messages with a field of that type, extensions of that type, and rpcs whose request or response it is; undefined behind each file,
 * where the search may pause.
 */
export function* carriersOf(s: Everywhere, id: DeclId): Generator<Carrier | undefined> {
  const outline = s.outline(id.file);
  const target = outline && findDecl(outline, id.name);
  if (!target) return;
  if (target.kind === "field") {
    const extended = extendedBy(s, id);
    if (extended) yield extended;
    return;
  }
  for (const file of s.whoSees(id.file)) {
    yield undefined;
    const linked = mayName(s, file, target, target.name) ? s.linked(file) : undefined;
    if (!linked) continue;
    const found = new Map<string, Carrier>();
    for (const [field, result] of linked.typeOf)
      if (result.ok && result.found.kind !== "package" && sameDecl(result.found.id, id))
        addField(s, file, linked, field, found);
    for (const results of [linked.inputOf, linked.outputOf])
      for (const [method, result] of results)
        if (result.ok && result.found.kind !== "package" && sameDecl(result.found.id, id))
          add(s, file, linked, method, method, "method", found);
    yield* found.values();
    s.done(file);
  }
}

/** The message that an extension is carried by; where it stands there is no name of the extension. */
function extendedBy(s: Everywhere, id: DeclId): Carrier | undefined {
  const linked = s.linked(id.file);
  const field = linked && findDecl(linked.outline, id.name);
  const extendee = field?.kind === "field" ? linked?.extendeeOf.get(field) : undefined;
  if (!extendee?.ok || extendee.found.kind === "package") return undefined;
  const { id: message } = extendee.found;
  const span = findDeclSpan(s, message.file, message.name);
  return span && { id: message, kind: "message", span, at: [span] };
}

/** What the fields of a message, an extension, or an rpc's request and response refer to. */
export function carriedBy(s: Everywhere, id: DeclId): readonly Carrier[] {
  const linked = s.linked(id.file);
  const decl = linked && findDecl(linked.outline, id.name);
  if (!linked || !decl) return [];
  const targets = new Map<string, { id: DeclId; at: Span[] }>();
  const take = (result: ReturnType<typeof linked.typeOf.get>, from: DeclOutline): void => {
    if (!result?.ok || (result.found.kind !== "message" && result.found.kind !== "enum")) return;
    const span = spanOf(s, id.file, from, linked);
    const known = targets.get(`${result.found.id.file}#${result.found.id.name}`);
    if (known && span) known.at.push(span);
    else
      targets.set(`${result.found.id.file}#${result.found.id.name}`, { id: result.found.id, at: span ? [span] : [] });
  };
  if (decl.kind === "method") {
    take(linked.inputOf.get(decl), decl);
    take(linked.outputOf.get(decl), decl);
  }
  if (decl.kind === "field") take(linked.typeOf.get(decl), decl);
  if (decl.kind === "message") for (const f of fieldsWithMaps(decl)) take(linked.typeOf.get(f), f);
  return [...targets.values()].flatMap(t => {
    const target = s.declared(t.id.file);
    const targetDecl = target && findDecl(target.outline, t.id.name);
    const span = targetDecl && nodeSpan(s, t.id.file, targetDecl);
    return span ? [{ id: t.id, kind: "message" as const, span, at: t.at }] : [];
  });
}

/** A map's values count as fields of the message that has the map. */
function fieldsWithMaps(m: MessageOutline): FieldOutline[] {
  return m.fields.flatMap(f => {
    const entry = f.form === "map" ? m.messages.find(n => n.name === f.type) : undefined;
    return entry ? entry.fields.slice(1) : [f];
  });
}

/** Extensions of a message in all files that see it; undefined behind each file, where the search may pause. */
export function* extendersOf(s: Everywhere, id: DeclId): Generator<Carrier | undefined> {
  for (const file of s.whoSees(id.file)) {
    yield undefined;
    const outline = s.outline(file);
    const linked = outline && extensionsIn(outline).length ? s.linked(file) : undefined;
    if (!linked) continue;
    const found = new Map<string, Carrier>();
    for (const [field, result] of linked.extendeeOf)
      if (result.ok && result.found.kind !== "package" && sameDecl(result.found.id, id))
        add(s, file, linked, field, field, "extension", found);
    yield* found.values();
    s.done(file);
  }
}

function addField(s: Everywhere, file: FileId, linked: Linked, field: FieldOutline, out: Map<string, Carrier>): void {
  if (field.extendee !== undefined) {
    add(s, file, linked, field, field, "extension", out);
    return;
  }
  const owner = field.parent?.synthetic === "map-entry" ? field.parent.parent : field.parent;
  // The entry itself is of no interest, only what its values are.
  if (!owner || field.form === "map") return;
  add(s, file, linked, owner, field, "message", out);
}

function add(
  s: Everywhere,
  file: FileId,
  linked: Linked,
  owner: DeclOutline,
  place: DeclOutline,
  kind: Carrier["kind"],
  out: Map<string, Carrier>,
): void {
  const span = spanOf(s, file, owner, linked);
  const at = spanOf(s, file, place, linked);
  if (!span || !at) return;
  const known = out.get(owner.fullName);
  out.set(owner.fullName, { id: { file, name: owner.fullName }, kind, span, at: [...(known?.at ?? []), at] });
}

function spanOf(s: Everywhere, file: FileId, decl: DeclOutline, linked: Linked): Span | undefined {
  const tree = s.tree(file);
  const node = linked.declared.nodes.get(decl);
  return tree && node ? nameSpan(tree, node) : undefined;
}

function nodeSpan(s: Everywhere, file: FileId, decl: DeclOutline): Span | undefined {
  const tree = s.tree(file);
  const node = s.declared(file)?.nodes.get(decl);
  return tree && node ? (node.name ? nameSpan(tree, node) : spanOfNode(tree, node)) : undefined;
}
