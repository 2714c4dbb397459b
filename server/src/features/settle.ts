/**
 * Makes a drafted change hold: every reference that resolved before resolves to the same declaration after it. Missing imports are
 * added, names that would stand for something else are written longer, and imports that nothing needs any more go. What cannot be
 * made to hold is refused.
 */
import type { Problem } from "../base/problem.ts";
import { importEdit } from "../check/importEdit.ts";
import type { Linked, TypeRef } from "../link/link.ts";
import { visibleFiles } from "../link/visible.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { Edition } from "../syntax/edition.ts";
import { joinRemovals } from "../syntax/statementText.ts";
import { spanOfNode, spanOfTokens } from "./declSpan.ts";
import { applyEdits } from "../base/applyEdits.ts";
import type { Draft, Piece } from "./draft.ts";
import { defaultValues, qualifiedNames, sameDecl } from "./occurrences.ts";
import type { Everywhere } from "./references.ts";

/** A workspace in which some texts are others, and may be changed further. */
export interface Rewritten extends Everywhere {
  write(file: FileId, text: string): void;
}

export type WithTexts = (texts: ReadonlyMap<FileId, string>) => Rewritten;

export type Settled = { readonly ok: true; readonly after: Rewritten } | Unsettled;

/** `name` would stand for something else, or `problem` would be new in `file`. */
export interface Unsettled {
  readonly ok: false;
  readonly name: string;
  readonly file: FileId;
  readonly problem?: Problem;
}

export interface Reference {
  /** In the text before. */
  readonly file: FileId;
  readonly start: number;
  readonly target: DeclId;
}

/** In the new text. */
interface Expected {
  readonly start: number;
  readonly target: DeclId;
  readonly origin: Reference;
}

/** What a file says before the change: it is compared with what it says afterwards. */
export interface Before {
  readonly references: readonly Reference[];
  readonly problems: readonly Problem[];
}

export const beforeOf = (s: Everywhere, file: FileId): Before => ({
  references: [...referencesOf(s, file)],
  problems: s.problems(file),
});

/** Imports go first, then names: as they are, in full, in full with a dot. */
const ROUNDS = 3;

/**
 * `files`: those that may refer to what changes; `moved`: where a declaration is afterwards; `known`: what is known already of the time before.
 * Yields the part that is done, 0 to 1.
 */
export function* settle(
  s: Everywhere,
  draft: Draft,
  files: Iterable<FileId>,
  moved: (id: DeclId) => DeclId,
  withTexts: WithTexts,
  known: ReadonlyMap<FileId, Before> = new Map(),
): Generator<number, Settled> {
  const concerned = new Set([...files, ...draft.files, ...draft.sources]);
  const created = new Set(draft.created.map(c => c.file));
  const references: Reference[] = [];
  const errorsBefore = new Map<FileId, readonly Problem[]>();
  let step = 0;
  for (const file of concerned) {
    if (created.has(file)) continue;
    const before = known.get(file) ?? beforeOf(s, file);
    for (const reference of before.references) references.push(reference);
    errorsBefore.set(file, before.problems);
    if (!known.has(file)) s.done(file);
    yield (0.35 * ++step) / concerned.size;
  }
  const after = withTexts(yield* textsOf(s, draft));
  yield* addImports(after, draft, references, moved);
  const pending = new Set(concerned);
  for (let round = 0; ; round++) {
    const wrong = new Map<FileId, Expected[]>();
    const expected = expectedByFile(draft, references, moved);
    for (const file of pending) {
      const found = wrongIn(after, file, expected.get(file) ?? []);
      if (found.length) wrong.set(file, found);
      else {
        // Nothing that happens to other files from here on changes what this one means.
        const problem = finished(s, after, draft, file, errorsBefore.get(file) ?? []);
        if (problem) return { ok: false, name: problem.args[0] ?? "", file, problem };
        after.done(file);
        pending.delete(file);
      }
      yield 0.4 + 0.6 * (1 - pending.size / concerned.size);
    }
    if (wrong.size === 0) return { ok: true, after };
    // Members have one name only; theirs resolve again as soon as all others do, or never.
    const open = [...wrong].map(([file, list]) => [file, list.filter(e => hasLongerName(s, e))] as const);
    if (round === ROUNDS || open.every(([, list]) => list.length === 0)) {
      const [file, [first]] = [...wrong][0] as [FileId, Expected[]];
      return { ok: false, name: first?.origin.target.name ?? "", file };
    }
    for (const [file, list] of open) {
      if (list.length === 0) continue;
      lengthen(after, draft, file, list, round);
      after.write(file, draft.textAfter(s, file));
    }
  }
}

function isExtension(s: Everywhere, { file, name }: DeclId): boolean {
  const outline = s.outline(file);
  const decl = outline && findDecl(outline, name);
  return decl?.kind === "field" && decl.extendee !== undefined;
}

/** Types and extensions can be written with their scope before them; fields and enum values cannot. */
function hasLongerName(s: Everywhere, { origin: { target } }: Expected): boolean {
  const outline = s.outline(target.file);
  const decl = outline && findDecl(outline, target.name);
  if (decl?.kind === "field") return decl.extendee !== undefined;
  return decl?.kind !== "enumValue";
}

function* referencesOf(s: Everywhere, file: FileId): Generator<Reference> {
  const tree = s.tree(file);
  const linked = s.linked(file);
  if (!tree || !linked) return;
  const seen = new Set<number>();
  const visible = new Set(linked.visible.map(v => v.id));
  for (const { first, last, id } of qualifiedNames(linked, s.optionRefs(file))) {
    const { start } = spanOfTokens(tree, first, last);
    // The options that the language has are there without an import, whatever becomes of the file.
    if (seen.has(start) || !visible.has(id.file)) continue;
    seen.add(start);
    yield { file, start, target: id };
  }
  for (const { id, span } of defaultValues(s, linked, tree))
    if (visible.has(id.file)) yield { file, start: span.start, target: id };
}

/** References that have a place in the new text, by file. */
function expectedByFile(
  draft: Draft,
  references: readonly Reference[],
  moved: (id: DeclId) => DeclId,
): Map<FileId, Expected[]> {
  const out = new Map<FileId, Expected[]>();
  for (const origin of references) {
    const { file, start, target } = origin;
    const place = draft.place(file, start);
    if (!place) continue;
    const list = out.get(place.file) ?? [];
    list.push({ start: place.offset, target: moved(target), origin });
    out.set(place.file, list);
  }
  return out;
}

/** Those that do not resolve to what they should. */
function wrongIn(after: Everywhere, file: FileId, expected: readonly Expected[]): Expected[] {
  const tree = after.tree(file);
  const linked = after.linked(file);
  if (!tree || !linked) return [...expected];
  const is = new Map<number, DeclId>();
  for (const r of referencesOf(after, file)) if (!is.has(r.start)) is.set(r.start, r.target);
  return expected.filter(e => {
    const found = is.get(e.start);
    return !found || !sameDecl(found, e.target);
  });
}

/** The texts that the draft makes. */
function* textsOf(s: Everywhere, draft: Draft): Generator<number, Map<FileId, string>> {
  const texts = new Map<FileId, string>();
  const { files } = draft;
  for (const file of files) {
    texts.set(file, draft.textAfter(s, file));
    s.done(file);
    yield 0.35 + (0.05 * texts.size) / files.length;
  }
  return texts;
}

function* addImports(
  after: Rewritten,
  draft: Draft,
  references: readonly Reference[],
  moved: (id: DeclId) => DeclId,
): Generator<number, void> {
  for (const [file, expected] of expectedByFile(draft, references, moved)) {
    yield 0.4;
    // What was seen still is, unless one of the two has gone elsewhere.
    if (expected.every(e => e.origin.file === file && e.origin.target.file === e.target.file)) continue;
    const outline = after.outline(file);
    if (!outline) continue;
    const seen = new Set(visibleFiles(after, file, outline).map(v => v.id));
    const missing = new Set(expected.map(e => e.target.file).filter(f => !seen.has(f)));
    for (const target of missing) {
      const tree = after.tree(file);
      if (!tree) break;
      const isForOptions =
        outline.syntax.edition >= Edition.edition2024 &&
        expected.every(e => e.target.file !== target || isExtension(after, e.target));
      const edit = importEdit(tree, after.importName(target), isForOptions ? "option " : "");
      draft.amend(file, edit.span, edit.text);
      after.write(file, applyEdits(tree.source, [edit]));
    }
    // Its outline stays; the trees of thousands of files would be kept for nothing.
    after.done(file);
  }
}

/** Writes names so that they are found: the shortest that stands for the right thing, in the later rounds the whole one. */
function lengthen(after: Everywhere, draft: Draft, file: FileId, wrong: readonly Expected[], round: number): void {
  const tree = after.tree(file);
  const linked = after.linked(file);
  if (!tree || !linked) return;
  const refs = new Map(linked.refs.map(r => [tree.tokens.starts[r.node.first], r]));
  for (const { start: at, target, origin } of wrong.toSorted((x, y) => y.start - x.start)) {
    // It still is that reference, whatever it is written like.
    const written = (text: string): Piece => ({
      text,
      from: { file: origin.file, start: origin.start, end: origin.start + 1 },
    });
    const ref = refs.get(at);
    if (ref) {
      draft.amend(file, spanOfNode(tree, ref.node), written(nameFor(linked, ref, target, round)));
      continue;
    }
    const { name } = target;
    const url = /^[\w.-]+\//.exec(tree.source.slice(at))?.[0].length ?? 0;
    const start = at + url;
    const span = { start, end: endOfName(tree.source, start) };
    draft.amend(file, span, written(round < 1 || url ? name : `.${name}`));
  }
}

function nameFor(linked: Linked, ref: TypeRef, target: DeclId, round: number): string {
  const { name } = target;
  if (ref.node.absolute || round > 0) return `.${name}`;
  const own = linked.outline.package;
  const candidates = own && name.startsWith(`${own}.`) ? [name.slice(own.length + 1), name] : [name];
  const options = { typesOnly: ref.use === "field", forOption: false };
  const good = candidates.find(c => {
    const result = linked.scope.lookup(c, ref.at, options);
    return result.ok && result.found.kind !== "package" && sameDecl(result.found.id, target);
  });
  return good ?? `.${name}`;
}

function endOfName(source: string, start: number): number {
  const match = /^[\w.\s]*\w/.exec(source.slice(start));
  return start + (match?.[0].length ?? 0);
}

/** Drops imports that were needed before and are not any more; an error that the file has and had not is the result. */
function finished(
  s: Everywhere,
  after: Rewritten,
  draft: Draft,
  file: FileId,
  before: readonly Problem[],
): Problem | undefined {
  const known = new Set(before.filter(p => p.code === "P2010").map(p => p.args[0]));
  const now = after.problems(file);
  const edits = (draft.has(file) ? now : [])
    .filter(p => p.code === "P2010" && !known.has(p.args[0]))
    .flatMap(p => p.fixes?.[0]?.edits ?? []);
  if (edits.length === 0) return newError(before, now);
  const source = after.text(file) ?? "";
  for (const e of joinRemovals(source, edits).toReversed()) draft.amend(file, e.span, e.text);
  after.write(file, draft.textAfter(s, file));
  return newError(before, after.problems(file));
}

/** An error that was not there before. */
function newError(before: readonly Problem[], after: readonly Problem[]): Problem | undefined {
  const errors = (list: readonly Problem[]): Problem[] => list.filter(p => p.severity === "error");
  const known = errors(before);
  const now = errors(after);
  if (now.length <= known.length) return undefined;
  const codes = known.map(p => p.code);
  return now.find(p => {
    const at = codes.indexOf(p.code);
    if (at < 0) return true;
    codes.splice(at, 1);
    return false;
  });
}
