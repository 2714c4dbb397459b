/**
 * Renames a declaration everywhere it is named. Each part of a qualified name is a place of its own, so `a.b.Parent` and `b.Parent.Child`
 * both change where they must. The result is compiled before it is handed out: names that would mean something else are written
 * longer, and where that does not help the rename is refused.
 */
import type { Problem } from "../base/problem.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Span } from "../base/span.ts";
import { visibleFiles } from "../link/visible.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { DeclOutline, FieldOutline } from "../outline/outline.ts";
import { spanOfNode } from "./declSpan.ts";
import { Draft, type FileEdit } from "./draft.ts";
import { type Occurrence, occurrencesIn } from "./occurrences.ts";
import { templateOccurrences } from "./pathTemplates.ts";
import { declarationAt, type Everywhere, mayName } from "./references.ts";
import { renamePackage } from "./renamePackage.ts";
import { type RequestFile, renameInRequests } from "./renameInRequests.ts";
import { settle, type Unsettled, type WithTexts } from "./settle.ts";
import { symbolAt } from "./symbolAt.ts";

export type Consequence = "none" | "json" | "path" | "any";

export type RenameRefusal =
  | "not-here"
  | "not-a-name"
  | "keyword"
  | "taken"
  | "changes-meaning"
  | "breaks"
  | "shipped";

export type RenameResult =
  | {
      readonly ok: true;
      readonly edits: readonly FileEdit[];
      /** In request documents, which are no files of the workspace's database. */
      readonly requestEdits: readonly FileEdit[];
      /** What the wire or JSON will see of it, to be told before it is done. */
      readonly consequence: Consequence;
      /** Keeps the JSON name that a field had. */
      readonly keepJsonName?: FileEdit;
    }
  | {
      readonly ok: false;
      readonly reason: RenameRefusal;
      readonly detail: string;
      /** The error that there would be. */
      readonly problem?: Problem;
    };

export interface RenameOptions {
  readonly isOwn: (file: FileId) => boolean;
  /** All files of the workspace. */
  readonly files: () => Iterable<FileId>;
  readonly requests: readonly RequestFile[];
  readonly withTexts: WithTexts;
}

type Target =
  | { readonly kind: "decl"; readonly id: DeclId; readonly span: Span; readonly name: string }
  | { readonly kind: "package"; readonly name: string; readonly span: Span };

/** The name that a rename would start from. */
export function renameTarget(s: Everywhere, file: FileId, offset: number): Target | undefined {
  const found = occurrencesIn(s, file, s.optionRefs(file)).find(o => o.span.start <= offset && offset <= o.span.end);
  const text = found && s.text(file)?.slice(found.span.start, found.span.end);
  if (found && text) return { kind: "decl", id: found.id, span: found.span, name: text };
  const id = declarationAt(s, file, offset);
  if (id) return undefined;
  const symbol = symbolAt(s, file, offset);
  return symbol?.kind === "package" ? { kind: "package", name: symbol.name, span: symbol.span } : undefined;
}

const KEPT_FILES = 600;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function* rename(
  s: Everywhere,
  file: FileId,
  offset: number,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const target = renameTarget(s, file, offset);
  if (!target) return refused("not-here", "");
  if (!NAME.test(newName)) return refused("not-a-name", newName);
  if (target.kind === "package") return yield* ofPackage(s, target.name, newName, options);
  const { id } = target;
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (!decl) return refused("not-here", "");
  if (!options.isOwn(id.file)) return refused("shipped", id.name);
  const isType = decl.kind === "message" || decl.kind === "enum";
  if (isType && (scalarTypes.has(newName) || kept.has(newName))) return refused("keyword", newName);
  return yield* ofDeclaration(s, id, decl, newName, options);
}

/** Names that a reference could not be written with: `int32 x` never means a message of that name. */
const kept = new Set(
  "message enum service extend extensions reserved oneof option map rpc optional required repeated group stream".split(
    " ",
  ),
);

type Refused = RenameResult & { readonly ok: false };

const refused = (reason: RenameRefusal, detail: string): Refused => ({ ok: false, reason, detail });

const unsettled = ({ name, problem }: Unsettled): Refused =>
  problem ? { ok: false, reason: "breaks", detail: name, problem } : refused("changes-meaning", name);

function* ofPackage(
  s: Everywhere,
  from: string,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const to = from.slice(0, from.lastIndexOf(".") + 1) + newName;
  const all = [...options.files()];
  const own = all.filter(options.isOwn);
  if (all.some(f => !options.isOwn(f) && `${s.outline(f)?.package}.`.startsWith(`${from}.`)))
    return refused("shipped", from);
  const { draft, files, moved, hasServices } = yield* renamePackage(s, own, from, to);
  const settled = yield* later(settle(s, draft, files, moved, options.withTexts));
  if (!settled.ok) return unsettled(settled);
  const requestEdits = renameInRequests(s, options.requests, moved);
  return { ok: true, edits: draft.edits, requestEdits, consequence: hasServices ? "path" : "any" };
}

function* ofDeclaration(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const result = yield* renameAll(s, [{ id, decl, newName }], options.withTexts);
  if (!result.ok) return result;
  return {
    ok: true,
    edits: result.draft.edits,
    requestEdits: renameInRequests(s, options.requests, result.moved),
    ...consequenceOf(s, id, decl, newName),
  };
}

/** Several declarations of one file at once. */
export function* renameAll(
  s: Everywhere,
  changes: readonly { readonly id: DeclId; readonly decl: DeclOutline; readonly newName: string }[],
  withTexts: WithTexts,
): Generator<
  number,
  | { readonly ok: true; readonly draft: Draft; readonly moved: (id: DeclId) => DeclId }
  | (RenameResult & { readonly ok: false })
> {
  const draft = new Draft();
  const [first] = changes;
  const renamed = changes.flatMap(c => renamings(s, c.id, c.decl, c.newName));
  const moved = (other: DeclId): DeclId => movedBy(renamed, other);
  if (!first) return { ok: true, draft, moved };
  const { file: own } = first.id;
  const outline = s.outline(own);
  for (const r of renamed)
    if (r.to !== r.from.name && ((outline && findDecl(outline, r.to)) || takenElsewhere(s, own, r.to)))
      return refused("taken", r.to);
  const concerned = new Set<FileId>([own]);
  const sees = s.whoSees(own);
  let step = 0;
  for (const file of sees) {
    yield (0.3 * ++step) / sees.length;
    if (renamed.some(r => mayName(s, file, r.decl, r.decl.name, "texts"))) collect(s, file, renamed, draft);
    // A name that is new may also hide what others mean by it.
    const hides = changes.some(c => mayName(s, file, c.decl, c.newName, "outlines"));
    if (draft.has(file) || hides) concerned.add(file);
    // What changes is looked at once more, soon; but the trees of thousands of files are not kept for that.
    if (!concerned.has(file) || concerned.size > KEPT_FILES) s.done(file);
  }
  const settled = yield* later(settle(s, draft, concerned, moved, withTexts));
  return settled.ok ? { ok: true, draft, moved } : unsettled(settled);
}

interface Renamed {
  readonly from: DeclId;
  readonly to: string;
  readonly decl: DeclOutline;
  /** As it is written in the declaration. */
  readonly written: string;
}

/** A group's name is that of a message and, in lower case, that of a field: both change. */
function renamings(s: Everywhere, id: DeclId, decl: DeclOutline, newName: string): Renamed[] {
  const scope = id.name.slice(0, id.name.lastIndexOf(".") + 1);
  const group = groupOf(s, id, decl);
  if (!group) return [{ from: id, to: scope + newName, decl, written: newName }];
  return [
    {
      from: { file: id.file, name: group.message.fullName },
      to: scope + newName,
      decl: group.message,
      written: newName,
    },
    {
      from: { file: id.file, name: group.field.fullName },
      to: scope + newName.toLowerCase(),
      decl: group.field,
      written: newName,
    },
  ];
}

function groupOf(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
): { readonly message: DeclOutline; readonly field: FieldOutline } | undefined {
  const declared = s.declared(id.file);
  const isGroup =
    decl.kind === "message" ? decl.synthetic === "group" : decl.kind === "field" && decl.form === "group";
  if (!declared || !isGroup) return undefined;
  const own = [...declared.nodes].find(([d]) => d.fullName === id.name && d.kind === decl.kind)?.[1];
  const pair = [...declared.nodes].filter(([, node]) => node === own).map(([d]) => d);
  const message = pair.find(d => d.kind === "message");
  const field = pair.find((d): d is FieldOutline => d.kind === "field");
  return message && field && { message, field };
}

/** The full name that a declaration has when others are called otherwise. */
function movedBy(renamed: readonly Renamed[], id: DeclId): DeclId {
  for (const { from, to } of renamed)
    if (id.file === from.file && (id.name === from.name || id.name.startsWith(`${from.name}.`)))
      return { file: id.file, name: to + id.name.slice(from.name.length) };
  return id;
}

/** A file that is seen together with the declaration's own and has the name already. */
function takenElsewhere(s: Everywhere, own: FileId, name: string): boolean {
  const asked = new Set<FileId>([own]);
  for (const viewer of s.whoSees(own)) {
    const outline = s.outline(viewer);
    if (!outline) continue;
    for (const { id: seen, outline: other } of visibleFiles(s, viewer, outline)) {
      if (asked.has(seen)) continue;
      asked.add(seen);
      if (findDecl(other, name)) return true;
    }
  }
  return false;
}

/** Puts the edits of one file into the draft. */
function collect(s: Everywhere, file: FileId, renamed: readonly Renamed[], draft: Draft): void {
  const text = s.text(file) ?? "";
  const done = new Set<number>();
  const add = (o: Occurrence, r: Renamed): void => {
    if (done.has(o.span.start)) return;
    done.add(o.span.start);
    const written = text.slice(o.span.start, o.span.end);
    // The field of a group is written in lower case, but by text format in the group's own.
    const name = o.isDeclaration || written !== r.decl.name ? r.written : r.to.slice(r.to.lastIndexOf(".") + 1);
    draft.replace(file, o.span, { text: name, from: { file, ...o.span } });
  };
  const byName = new Map(renamed.map(r => [`${r.from.file}\0${r.from.name}`, r]));
  for (const o of occurrencesIn(s, file, s.optionRefs(file))) {
    const r = byName.get(`${o.id.file}\0${o.id.name}`);
    if (r) add(o, r);
  }
  for (const r of renamed)
    if (r.decl.kind === "field") for (const o of templateOccurrences(s, file, r.from, r.decl.name)) add(o, r);
}

/** JSON carries names of fields and enum values; a call's path those of services and methods; an Any those of messages. */
function consequenceOf(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
  newName: string,
): { consequence: Consequence; keepJsonName?: FileEdit } {
  if (decl.kind === "service" || decl.kind === "method") return { consequence: "path" };
  if (decl.kind === "enumValue") return { consequence: "json" };
  if (decl.kind === "message") return { consequence: seenWithAny(s, id.file) ? "any" : "none" };
  if (decl.kind !== "field") return { consequence: "none" };
  if (decl.extendee !== undefined) return { consequence: "json" };
  const old = defaultJsonName(decl.name);
  if (decl.jsonName !== undefined || old === defaultJsonName(newName)) return { consequence: "none" };
  const edit = jsonNameEdit(s, id.file, decl, old);
  return { consequence: "json", ...(edit ? { keepJsonName: edit } : {}) };
}

/** Whether a file that sees the declaration may put it into an Any. */
const seenWithAny = (s: Everywhere, file: FileId): boolean =>
  s.whoSees(file).some(f => s.outline(f)?.imports.some(i => i.path === "google/protobuf/any.proto"));

function jsonNameEdit(s: Everywhere, file: FileId, field: FieldOutline, jsonName: string): FileEdit | undefined {
  const tree = s.tree(file);
  const declared = s.declared(file);
  if (!tree || !declared) return undefined;
  const node = [...declared.nodes].find(([d]) => d.kind === "field" && d.fullName === field.fullName)?.[1];
  if (node?.kind !== "Field" || !node.number || node.isGroup) return undefined;
  const text = `json_name = "${jsonName}"`;
  const last = node.options?.options.at(-1);
  const at = spanOfNode(tree, last ?? node.number).end;
  return { file, span: { start: at, end: at }, text: last ? `, ${text}` : ` [${text}]` };
}

/** The second part of the work: what it yields counts from 0.3 on. */
function* later<T>(steps: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 0.3 + 0.7 * step.value;
  }
}
