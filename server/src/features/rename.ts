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
import { defaultJsonName, mapEntryName } from "../outline/jsonName.ts";
import type { DeclOutline, FieldOutline } from "../outline/outline.ts";
import { Draft, type FileEdit } from "./draft.ts";
import { hasOptionWord } from "./optionWords.ts";
import { type FolderMove, generatedNames, packageFolders } from "./packageFolders.ts";
import { insideQuotes, type Occurrence, occurrencesIn } from "./occurrences.ts";
import { linkedSchema } from "./linkedSchema.ts";
import { type Everywhere, mayName } from "./references.ts";
import { type Consequence, consequenceOf } from "./renameConsequences.ts";
import { type FileMove, renameFiles } from "./renameFiles.ts";
import { renamePackage } from "./renamePackage.ts";
import { type RequestFile, renameInRequests } from "./renameInRequests.ts";
import { collectTextNames, type DoubtfulEdit, misreadTextName, type NewNames } from "./renameTextNames.ts";
import { settle, type Unsettled, type WithTexts } from "./settle.ts";
import { placeAt, symbolAt } from "./symbolAt.ts";
import { textNames } from "./textNames/textNames.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { TokenKind } from "../syntax/tokenKind.ts";

export type RenameRefusal =
  | "not-here"
  | "word"
  | "reserved"
  | "unknown"
  | "no-file"
  | "not-a-file"
  | "editor"
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
      /** There too: keys that stay right where the JSON name is kept. */
      readonly jsonKeyEdits: readonly FileEdit[];
      /** Places that may name it too, for a person to decide on. */
      readonly doubtful: readonly DoubtfulEdit[];
      /** What the wire or JSON will see of it, to be told before it is done. */
      readonly consequence: Consequence;
      /** Keeps the JSON name that a field had. */
      readonly keepJsonName?: FileEdit;
      /** The file that an import named. */
      readonly move?: FileMove;
      /** Of a package whose folders are named like it. */
      readonly folders?: FolderMove;
      /** Options of the package's files that name the package of generated code; they stay. */
      readonly generatedNames?: readonly string[];
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

export type RenameTarget =
  | { readonly kind: "decl"; readonly id: DeclId; readonly span: Span; readonly name: string }
  | { readonly kind: "package"; readonly name: string; readonly span: Span }
  /** An import: `name` is the path that it names, without quotes as `span` is. */
  | { readonly kind: "file"; readonly name: string; readonly span: Span; readonly file: FileId };

/** The name that a rename would start from. */
export function renameTarget(s: Everywhere, file: FileId, offset: number): RenameTarget | undefined {
  const found = occurrencesIn(s, file, s.optionRefs(file)).find(o => o.span.start <= offset && offset <= o.span.end);
  const text = found && s.text(file)?.slice(found.span.start, found.span.end);
  if (found && text) return { kind: "decl", id: found.id, span: found.span, name: text };
  const symbol = symbolAt(s, file, offset);
  if (symbol?.kind === "decl") return undefined;
  if (symbol?.kind === "package") return { kind: "package", name: symbol.name, span: symbol.span };
  if (symbol?.kind === "import")
    return symbol.file === undefined
      ? undefined
      : { kind: "file", name: symbol.path, span: insideQuotes(symbol.span), file: symbol.file };
  return inText(s, file, offset);
}

/** A name in a string or a comment. */
function inText(s: Everywhere, file: FileId, offset: number): RenameTarget | undefined {
  const text = s.text(file) ?? "";
  const start = offset - (/\w*$/.exec(text.slice(Math.max(0, offset - MAX_WORD), offset))?.[0].length ?? 0);
  const word = /^\w+/.exec(text.slice(start, start + MAX_WORD))?.[0];
  if (word === undefined) return undefined;
  for (const { id, span, certainty } of textNames(s, linkedSchema(s), file, [word])) {
    const outline = id && span.start === start && certainty !== "perhaps" ? s.outline(id.file) : undefined;
    if (id && outline && findDecl(outline, id.name)) return { kind: "decl", id, span, name: lastPart(id.name) };
  }
  return undefined;
}

/** Longer words are no names of a person. */
const MAX_WORD = 1000;

/** Why there is nothing to rename at a place. */
export function renameObstacle(s: Everywhere, file: FileId, offset: number): Refused {
  const symbol = symbolAt(s, file, offset);
  if (symbol?.kind === "keyword") return refused("word", symbol.word);
  if (symbol?.kind === "scalar" && scalarTypes.has(symbol.name)) return refused("word", symbol.name);
  if (symbol?.kind === "import") return refused("no-file", symbol.path);
  const tree = s.tree(file);
  const place = tree && placeAt(tree, offset);
  if (place?.nodes.some(n => n.kind === "Reserved")) return refused("reserved", "");
  const isName = tree?.tokens.kinds[place?.token ?? 0] === TokenKind.Ident;
  return isName && place ? refused("unknown", textOfToken(place.tree, place.token)) : refused("not-here", "");
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function* rename(
  s: Everywhere,
  file: FileId,
  offset: number,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const target = renameTarget(s, file, offset);
  if (!target) return renameObstacle(s, file, offset);
  if (target.kind === "file") return yield* ofFile(s, target, newName, options);
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

/** A path without `.` and `..`, as imports have them. */
const FILE_NAME = /^(?!\.{1,2}\/)[^/\\"]+(?:\/(?!\.{1,2}\/)[^/\\"]+)*\.proto$/;

function* ofFile(
  s: Everywhere,
  { file, name }: RenameTarget & { readonly kind: "file" },
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  if (!FILE_NAME.test(newName)) return refused("not-a-file", newName);
  if (!options.isOwn(file) || !file.endsWith(name)) return refused("shipped", name);
  const move = { from: file, to: file.slice(0, -name.length) + newName };
  if (move.to !== file && s.outline(move.to) !== undefined) return refused("taken", newName);
  const edits = yield* renameFiles(s, options.files(), [move], () => newName);
  return { ok: true, edits, requestEdits: [], jsonKeyEdits: [], doubtful: [], consequence: "none", move };
}

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
  const { draft, doubtful, files, inside, moved, hasServices } = yield* renamePackage(s, own, from, to);
  const settled = yield* later(settle(s, draft, files, moved, options.withTexts));
  if (!settled.ok) return unsettled(settled);
  const inRequests = renameInRequests(s, options.requests, moved);
  return {
    ok: true,
    edits: draft.edits,
    requestEdits: inRequests.edits,
    jsonKeyEdits: inRequests.jsonKeys,
    doubtful: [...apart(doubtful, draft), ...inRequests.doubtful],
    consequence: hasServices ? "path" : "any",
    folders: yield* last(packageFolders(s, inside, files, from, newName)),
    generatedNames: generatedNames(s, inside),
  };
}

function* ofDeclaration(
  s: Everywhere,
  id: DeclId,
  decl: DeclOutline,
  newName: string,
  options: RenameOptions,
): Generator<number, RenameResult> {
  const result = yield* renameAll(s, [{ id, decl, newName }], options.withTexts, options.files());
  if (!result.ok) return result;
  const { draft, doubtful, moved } = result;
  const inRequests = renameInRequests(s, options.requests, moved);
  return {
    ok: true,
    edits: draft.edits,
    requestEdits: inRequests.edits,
    jsonKeyEdits: inRequests.jsonKeys,
    doubtful: [...apart(doubtful, draft), ...inRequests.doubtful],
    ...consequenceOf(s, id, decl, newName),
  };
}

/** Edits to confirm that lie beside those that are made anyway, such as an import that is not needed any more. */
function apart(doubtful: readonly DoubtfulEdit[], draft: Draft): DoubtfulEdit[] {
  if (doubtful.length === 0) return [];
  const made = new Map<FileId, Span[]>();
  for (const { file, span } of draft.edits) {
    const list = made.get(file);
    if (list) list.push(span);
    else made.set(file, [span]);
  }
  return doubtful.filter(
    ({ edit: { file, span } }) => !made.get(file)?.some(m => m.start < span.end && span.start < m.end),
  );
}

export type RenamedAll =
  | {
      readonly ok: true;
      readonly draft: Draft;
      readonly doubtful: readonly DoubtfulEdit[];
      readonly moved: (id: DeclId) => DeclId;
    }
  | Refused;

/** Several declarations of one file at once; `others`: files that may name them without seeing them, in strings and comments. */
export function* renameAll(
  s: Everywhere,
  changes: readonly { readonly id: DeclId; readonly decl: DeclOutline; readonly newName: string }[],
  withTexts: WithTexts,
  others: Iterable<FileId> = [],
): Generator<number, RenamedAll> {
  const draft = new Draft();
  const doubtful: DoubtfulEdit[] = [];
  const [first] = changes;
  const renamed = changes.flatMap(c => renamings(s, c.id, c.decl, c.newName));
  const entries = renamed.flatMap(entryOf);
  const moved = (other: DeclId): DeclId => movedBy([...renamed, ...entries], other);
  if (!first) return { ok: true, draft, doubtful, moved };
  const { file: own } = first.id;
  const outline = s.outline(own);
  for (const r of renamed)
    if (r.to !== r.from.name && ((outline && findDecl(outline, r.to)) || takenElsewhere(s, own, r.to)))
      return refused("taken", r.to);
  const concerned = new Set<FileId>([own]);
  const sees = new Set(s.whoSees(own));
  const unseen = [...others].filter(f => !sees.has(f));
  const schema = linkedSchema(s);
  const names = newNames(renamed);
  const to = { draft, doubtful };
  let step = 0;
  for (const file of sees) {
    yield (0.25 * ++step) / sees.size;
    if (renamed.some(r => mayName(s, file, r.decl, r.decl.name, "texts"))) collect(s, file, renamed, draft);
    const word = collectTextNames(s, schema, file, names, to);
    if (word !== undefined) return refused("keyword", word);
    // A name that is new may also hide what others mean by it.
    const hides = changes.some(c => mayName(s, file, c.decl, c.newName, "outlines"));
    if (draft.has(file) || hides) concerned.add(file);
    // What changes is looked at once more, but to read a file twice costs less than to keep the trees of thousands.
    s.done(file);
  }
  step = 0;
  for (const file of unseen) {
    yield 0.25 + (0.05 * ++step) / unseen.length;
    if (mayNameInText(s, file, outline?.package, renamed)) collectTextNames(s, schema, file, names, to);
    if (draft.has(file)) concerned.add(file);
    s.done(file);
  }
  const settled = yield* later(settle(s, draft, concerned, moved, withTexts));
  if (!settled.ok) return unsettled(settled);
  const words = [...names.words, ...renamed.map(r => lastPart(r.to))];
  const schemas = { before: linkedSchema(s), after: linkedSchema(settled.after) };
  const misread = yield* last(misreadTextName(s, settled.after, draft, schemas, words, moved));
  return misread ? refused("changes-meaning", misread.name) : { ok: true, draft, doubtful, moved };
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function newNames(renamed: readonly Renamed[]): NewNames {
  const byId = new Map(renamed.map(r => [`${r.from.file}\0${r.from.name}`, lastPart(r.to)]));
  const fields = new Map(renamed.filter(r => r.decl.kind === "field").map(r => [r.decl.name, lastPart(r.to)]));
  const words = renamed.flatMap(({ decl }) => [decl.name, defaultJsonName(decl.name)]);
  return {
    words: [...new Set(words)],
    of: id => byId.get(`${id.file}\0${id.name}`),
    ofName: name => fields.get(name),
  };
}

/** A file that does not see a declaration names it in full, or is of its package. */
function mayNameInText(
  s: Everywhere,
  file: FileId,
  pkg: string | undefined,
  renamed: readonly { readonly from: DeclId; readonly decl: DeclOutline }[],
): boolean {
  const isSibling = s.outline(file)?.package === pkg;
  const text = s.text(file) ?? "";
  return renamed.some(({ from, decl }) => {
    if (!text.includes(decl.name)) return false;
    // Comments write values of enums behind the enum.
    const full = decl.kind === "enumValue" ? `${decl.parent.fullName}.${decl.name}` : from.name;
    return isSibling || text.includes(full);
  });
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
  // The language wants it so, also where the rename starts from the field.
  const written = newName.charAt(0).toUpperCase() + newName.slice(1);
  return [
    {
      from: { file: id.file, name: group.message.fullName },
      to: scope + written,
      decl: group.message,
      written,
    },
    {
      from: { file: id.file, name: group.field.fullName },
      to: scope + newName.toLowerCase(),
      decl: group.field,
      written,
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

/** The message that is made for a map has its name from the field. */
function entryOf({ from, to, decl }: Renamed): Pick<Renamed, "from" | "to">[] {
  if (decl.kind !== "field" || decl.form !== "map") return [];
  const entry = (field: string): string => field.slice(0, field.lastIndexOf(".") + 1) + mapEntryName(lastPart(field));
  return [{ from: { file: from.file, name: entry(from.name) }, to: entry(to) }];
}

/** The full name that a declaration has when others are called otherwise. */
function movedBy(renamed: readonly Pick<Renamed, "from" | "to">[], id: DeclId): DeclId {
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
  const words = renamed.map(r => r.decl.name);
  for (const o of occurrencesIn(s, file, hasOptionWord(s, file, words) ? s.optionRefs(file) : [])) {
    const r = byName.get(`${o.id.file}\0${o.id.name}`);
    if (r) add(o, r);
  }
}

/** The end of the work, which takes no time beside the rest. */
function* last<T>(steps: Generator<unknown, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 1;
  }
}

/** The second part of the work: what it yields counts from 0.3 on. */
function* later<T>(steps: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 0.3 + 0.7 * step.value;
  }
}
