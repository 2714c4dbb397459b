/**
 * Renames declarations of one file everywhere they are named. Each part of a qualified name is a place of its own, so `a.b.Parent` and
 * `b.Parent.Child` both change where they must.
 */
import { lastPart } from "../base/lastPart.ts";
import { visibleFiles } from "../link/visible.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName, mapEntryName } from "../outline/jsonName.ts";
import type { DeclOutline } from "../outline/outline.ts";
import { groupOf } from "./groupOf.ts";
import { Draft } from "./draft.ts";
import { linkedSchema } from "./linkedSchema.ts";
import { type Occurrence, occurrencesIn } from "./occurrences.ts";
import { hasOptionWord } from "./optionWords.ts";
import { type Everywhere, mayName } from "./references.ts";
import { type RefusedRename, refused, unsettled } from "./renameRefusal.ts";
import { laterSteps, lastSteps } from "./renameSteps.ts";
import {
  certainNames,
  collectTextNames,
  type DoubtfulEdit,
  misreadTextName,
  type NewNames,
} from "./renameTextNames.ts";
import type { TextName } from "./textNames/textName.ts";
import { type Before, beforeOf, settle, type WithTexts } from "./settle.ts";

export type RenamedAll =
  | {
      readonly ok: true;
      readonly draft: Draft;
      readonly doubtful: readonly DoubtfulEdit[];
      readonly moved: (id: DeclId) => DeclId;
    }
  | RefusedRename;

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
  const concerned = new Map<FileId, Before>();
  const sees = new Set(s.whoSees(own));
  const unseen = [...others].filter(f => !sees.has(f));
  const schema = linkedSchema(s);
  const names = newNames(renamed);
  const to = { draft, doubtful };
  const words = [...names.words, ...renamed.flatMap(r => spellings(lastPart(r.to)))];
  const inStrings = new Map<FileId, readonly TextName[]>();
  // To read a file twice costs less than to keep the trees of thousands, and to keep what they say less than to compile them twice.
  const keep = (file: FileId): void => {
    concerned.set(file, beforeOf(s, file));
    const certain = draft.has(file) ? certainNames(s, schema, file, words) : [];
    if (certain.length > 0) inStrings.set(file, certain);
  };
  let step = 0;
  for (const file of sees) {
    yield (0.25 * ++step) / sees.size;
    if (renamed.some(r => mayName(s, file, r.decl, r.decl.name, "texts"))) collect(s, file, renamed, draft);
    const word = collectTextNames(s, schema, file, names, to);
    if (word !== undefined) return refused("keyword", word);
    // A name that is new may also hide what others mean by it.
    const hides = changes.some(c => mayHide(s, file, c.decl, c.newName));
    if (draft.has(file) || hides || file === own) keep(file);
    s.done(file);
  }
  step = 0;
  for (const file of unseen) {
    yield 0.25 + (0.05 * ++step) / unseen.length;
    if (mayNameInText(s, file, outline?.package, renamed)) collectTextNames(s, schema, file, names, to);
    if (draft.has(file)) keep(file);
    s.done(file);
  }
  const settled = yield* laterSteps(settle(s, draft, concerned.keys(), moved, withTexts, concerned));
  if (!settled.ok) return unsettled(settled);
  const misread = yield* lastSteps(misreadTextName(settled.after, draft, inStrings, words, moved));
  return misread ? refused("changes-meaning", misread.name) : { ok: true, draft, doubtful, moved };
}

const spellings = (name: string): string[] => [name, defaultJsonName(name)];

function newNames(renamed: readonly Renamed[]): NewNames {
  const byId = new Map(renamed.map(r => [`${r.from.file}\0${r.from.name}`, lastPart(r.to)]));
  const fields = new Map(renamed.filter(r => r.decl.kind === "field").map(r => [r.decl.name, lastPart(r.to)]));
  const words = renamed.flatMap(({ decl }) => spellings(decl.name));
  return {
    words: [...new Set(words)],
    of: id => byId.get(`${id.file}\0${id.name}`),
    ofName: name => fields.get(name),
  };
}

/** Whether a file may mean something else by the name that a declaration gets. */
const mayHide = (s: Everywhere, file: FileId, decl: DeclOutline, newName: string): boolean =>
  mayName(s, file, decl, newName, "outlines") || (hasMembers(decl) && hasOptionWord(s, file, [newName]));

/** Only what has members stands in the way of qualified names, which is how options name the extensions of other packages. */
const hasMembers = ({ kind }: DeclOutline): boolean => kind === "message" || kind === "enum";

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
    const name = o.isDeclaration || written !== r.decl.name ? r.written : lastPart(r.to);
    draft.replace(file, o.span, { text: name, from: { file, ...o.span } });
  };
  const byName = new Map(renamed.map(r => [`${r.from.file}\0${r.from.name}`, r]));
  const words = renamed.map(r => r.decl.name);
  for (const o of occurrencesIn(s, file, hasOptionWord(s, file, words) ? s.optionRefs(file) : [])) {
    const r = byName.get(`${o.id.file}\0${o.id.name}`);
    if (r) add(o, r);
  }
}
