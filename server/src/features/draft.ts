/**
 * A change of several files before it is handed out. It knows which of its text was copied from where, so that a reference can be
 * followed to its new place, and it can be amended in the coordinates of the text that it makes.
 */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";

export interface FileEdit {
  readonly file: FileId;
  readonly span: Span;
  readonly text: string;
}

export interface NewFile {
  readonly file: FileId;
  readonly text: string;
}

/** A piece of new text; `from` where it stands for old text: a copy of it, or another name for the same. */
export interface Piece {
  readonly text: string;
  readonly from?: { readonly file: FileId } & Span;
}

export interface Texts {
  text(file: FileId): string | undefined;
}

interface Replacement {
  readonly span: Span;
  pieces: Piece[];
}

export interface Place {
  readonly file: FileId;
  readonly offset: number;
}

interface Copy {
  readonly from: Span;
  readonly to: Place;
}

/** A replacement of new text, in the coordinates of that text. */
interface Amendment {
  readonly span: Span;
  readonly by: Piece;
}

export class Draft {
  private readonly replaced = new Map<FileId, Replacement[]>();
  private readonly made = new Map<FileId, Piece[]>();
  /** Made anew after each change. */
  private copies: Map<FileId, Copies> | undefined;
  private readonly shifts = new Map<FileId, Shifts>();
  /**
   * Amendments of one file that were not made yet, each in front of the one before it: none moves another, so they are made in one go,
   * however many a large file has.
   */
  private waiting: { readonly file: FileId; readonly list: Amendment[] } | undefined;

  /** Spans of one file may touch but not overlap; of several at one place the first stays first. */
  replace(file: FileId, span: Span, ...pieces: readonly (string | Piece)[]): void {
    this.changed(file);
    const list = this.replaced.get(file) ?? [];
    // Nearly all come in their order, and a file may have a hundred thousand of them.
    let at = list.length;
    while (at > 0 && isBefore(span, (list[at - 1] as Replacement).span)) at--;
    list.splice(at, 0, { span, pieces: pieces.map(p => (typeof p === "string" ? { text: p } : p)) });
    this.replaced.set(file, list);
  }

  create(file: FileId, ...pieces: readonly (string | Piece)[]): void {
    this.changed(file);
    this.made.set(
      file,
      pieces.map(p => (typeof p === "string" ? { text: p } : p)),
    );
  }

  has(file: FileId): boolean {
    this.amendWaiting();
    return this.replaced.has(file) || this.made.has(file);
  }

  /** Files with edits, and files that are new. */
  get files(): readonly FileId[] {
    this.amendWaiting();
    return [...this.replaced.keys(), ...this.made.keys()];
  }

  /** Files that text was copied from. */
  get sources(): readonly FileId[] {
    return [...this.allCopies().keys()];
  }

  get created(): readonly NewFile[] {
    this.amendWaiting();
    return [...this.made].map(([file, pieces]) => ({ file, text: joined(pieces) }));
  }

  get edits(): readonly FileEdit[] {
    this.amendWaiting();
    return [...this.replaced].flatMap(([file, list]) =>
      list.map(r => ({ file, span: r.span, text: joined(r.pieces) })),
    );
  }

  textAfter(s: Texts, file: FileId): string {
    this.amendWaiting();
    const made = this.made.get(file);
    if (made) return joined(made);
    const old = s.text(file) ?? "";
    let out = "";
    let at = 0;
    for (const { span, pieces } of this.replaced.get(file) ?? []) {
      out += old.slice(at, span.start) + joined(pieces);
      at = span.end;
    }
    return out + old.slice(at);
  }

  texts(s: Texts): Map<FileId, string> {
    return new Map(this.files.map(file => [file, this.textAfter(s, file)]));
  }

  /** Where the character at an offset of the old text is now; undefined where it is gone. */
  place(file: FileId, offset: number): Place | undefined {
    const copy = this.allCopies().get(file)?.at(offset);
    if (copy) return { file: copy.to.file, offset: copy.to.offset + offset - copy.from.start };
    let shifts = this.shifts.get(file);
    if (!shifts) this.shifts.set(file, (shifts = new Shifts(this.replaced.get(file) ?? [])));
    const now = shifts.offset(offset);
    return now === undefined ? undefined : { file, offset: now };
  }

  /** Replaces a span of the new text. */
  amend(file: FileId, span: Span, by: string | Piece): void {
    const first = this.waiting?.list.at(-1);
    if (this.waiting?.file !== file || !first || span.end > first.span.start) this.amendWaiting();
    this.waiting ??= { file, list: [] };
    this.waiting.list.push({ span, by: typeof by === "string" ? { text: by } : by });
  }

  private changed(file: FileId): void {
    this.amendWaiting();
    this.copies = undefined;
    this.shifts.delete(file);
  }

  private allCopies(): ReadonlyMap<FileId, Copies> {
    this.amendWaiting();
    this.copies ??= this.findCopies();
    return this.copies;
  }

  private findCopies(): Map<FileId, Copies> {
    const out = new Map<FileId, Copy[]>();
    const add = (pieces: readonly Piece[], file: FileId, start: number): void => {
      let offset = start;
      for (const { text, from } of pieces) {
        if (from) {
          const list = out.get(from.file) ?? [];
          list.push({ from, to: { file, offset } });
          out.set(from.file, list);
        }
        offset += text.length;
      }
    };
    for (const [file, list] of this.replaced) {
      let delta = 0;
      for (const { span, pieces } of list) {
        add(pieces, file, span.start + delta);
        delta += lengthOf(pieces) - (span.end - span.start);
      }
    }
    for (const [file, pieces] of this.made) add(pieces, file, 0);
    return new Map([...out].map(([file, list]) => [file, new Copies(list)]));
  }

  private amendWaiting(): void {
    if (!this.waiting) return;
    const { file, list } = this.waiting;
    this.waiting = undefined;
    this.changed(file);
    const made = this.made.get(file);
    if (made) this.made.set(file, amended(made, list.reverse()));
    else this.replaced.set(file, amendedReplacements(this.replaced.get(file) ?? [], list.reverse()));
  }
}

/** Text that was copied out of one file. */
class Copies {
  private readonly list: readonly Copy[];
  private readonly sorted: readonly Copy[] | undefined;

  constructor(list: readonly Copy[]) {
    this.list = list;
    const sorted = [...list].sort((a, b) => a.from.start - b.from.start);
    // What is copied to several places at once is searched for one after the other: the first of them counts.
    const overlap = sorted.some((c, i) => i > 0 && c.from.start < (sorted[i - 1] as Copy).from.end);
    this.sorted = overlap ? undefined : sorted;
  }

  at(offset: number): Copy | undefined {
    const holds = ({ from }: Copy): boolean => from.start <= offset && offset < from.end;
    const { sorted } = this;
    if (!sorted) return this.list.find(holds);
    const found = sorted[countUpTo(sorted.length, i => (sorted[i] as Copy).from.start <= offset) - 1];
    return found && holds(found) ? found : undefined;
  }
}

/** How far the text behind each replacement of a file has moved. */
class Shifts {
  private readonly replaced: readonly Replacement[];
  private readonly deltas: readonly number[];

  constructor(replaced: readonly Replacement[]) {
    this.replaced = replaced;
    let delta = 0;
    this.deltas = replaced.map(({ span, pieces }) => (delta += lengthOf(pieces) - (span.end - span.start)));
  }

  offset(old: number): number | undefined {
    const count = countUpTo(this.replaced.length, i => (this.replaced[i] as Replacement).span.start <= old);
    // Of those that begin here only the last can reach further.
    const last = this.replaced[count - 1];
    if (last && old < last.span.end) return undefined;
    return old + (this.deltas[count - 1] ?? 0);
  }
}

/** How many of the first of `length` are in, where all of these stand in front of those that are not. */
function countUpTo(length: number, isIn: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (isIn(mid)) low = mid + 1;
    else high = mid;
  }
  return low;
}

const isBefore = (a: Span, b: Span): boolean => a.start < b.start || (a.start === b.start && a.end < b.end);

const joined = (pieces: readonly Piece[]): string =>
  pieces.length === 1 ? (pieces[0] as Piece).text : pieces.map(p => p.text).join("");

function lengthOf(pieces: readonly Piece[]): number {
  let length = 0;
  for (const { text } of pieces) length += text.length;
  return length;
}

/** Replacements of old text as amendments of the new text make them; these stand in the order of the text. */
function amendedReplacements(replaced: readonly Replacement[], amendments: readonly Amendment[]): Replacement[] {
  const out: Replacement[] = [];
  const inside: Amendment[] = [];
  let delta = 0;
  let index = 0;
  const finish = (r: Replacement, start: number): void => {
    const length = lengthOf(r.pieces);
    if (inside.length > 0) {
      const own = inside.splice(0).map(a => moved(a, -start));
      r.pieces = amended(r.pieces, own);
    }
    delta += length - (r.span.end - r.span.start);
    out.push(r);
    index++;
  };
  for (const { span, by } of cutAtBounds(replaced, amendments)) {
    for (;;) {
      const r = replaced[index];
      const start = r ? r.span.start + delta : 0;
      const end = r ? start + lengthOf(r.pieces) : 0;
      const isFilled = end > start;
      if (!r || (span.end <= start && !(span.start === start && isFilled))) {
        out.push({ span: { start: span.start - delta, end: span.end - delta }, pieces: [by] });
        break;
      }
      if (span.start >= start && span.end <= end && isFilled) {
        inside.push({ span, by });
        break;
      }
      finish(r, start);
    }
  }
  const last = replaced[index];
  if (last && inside.length > 0) finish(last, last.span.start + delta);
  return [...out, ...replaced.slice(index)];
}

const moved = ({ span, by }: Amendment, delta: number): Amendment => ({
  span: { start: span.start + delta, end: span.end + delta },
  by,
});

/** Each part lies wholly in new or wholly in kept text; the first of an amendment's parts gets its text. */
function* cutAtBounds(replaced: readonly Replacement[], amendments: readonly Amendment[]): Generator<Amendment> {
  const bounds: number[] = [];
  let delta = 0;
  for (const { span, pieces } of replaced) {
    const start = span.start + delta;
    const length = lengthOf(pieces);
    delta += length - (span.end - span.start);
    bounds.push(start, start + length);
  }
  let next = 0;
  for (const { span, by } of amendments) {
    while (next < bounds.length && (bounds[next] as number) <= span.start) next++;
    let start = span.start;
    let piece = by;
    for (let b = bounds[next]; b !== undefined && b < span.end; b = bounds[++next]) {
      if (b === start) continue;
      yield { span: { start, end: b }, by: piece };
      start = b;
      piece = { text: "" };
    }
    yield { span: { start, end: span.end }, by: piece };
  }
}

/** Pieces with amendments of their text, which stand in its order. */
function amended(pieces: readonly Piece[], amendments: readonly Amendment[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  let k = 0;
  for (const piece of pieces) {
    const next = at + piece.text.length;
    let done = at;
    for (let a = amendments[k]; a && a.span.start < next; a = amendments[k]) {
      // It has begun in an earlier piece otherwise.
      if (a.span.start >= at) {
        if (a.span.start > done) out.push(part(piece, done - at, a.span.start - at));
        out.push(a.by);
      }
      done = Math.min(a.span.end, next);
      if (a.span.end > next) break;
      k++;
    }
    if (done < next || piece.text === "") out.push(part(piece, done - at, piece.text.length));
    at = next;
  }
  for (const { span, by } of amendments.slice(k)) if (span.start >= at) out.push(by);
  return out;
}

function part({ text, from }: Piece, start: number, end: number): Piece {
  const own = text.slice(start, end);
  if (!from) return { text: own };
  const last = end === text.length ? from.end : from.start + end;
  return { text: own, from: { ...from, start: from.start + start, end: last } };
}

/** Copies a span of old text, moved from one depth of indentation to another. */
export function copied(s: Texts, file: FileId, span: Span, from: string, to: string): Piece[] {
  const text = (s.text(file) ?? "").slice(span.start, span.end);
  const out: Piece[] = [];
  let at = span.start;
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    const cut = index > 0 && line.startsWith(from) ? from.length : 0;
    const kept = line.slice(cut);
    // A line that goes on behind the span is not blank.
    if (index > 0 && to && (kept.trim() || !line.endsWith("\n"))) out.push({ text: to });
    out.push({ text: kept, from: { file, start: at + cut, end: at + line.length } });
    at += line.length;
  }
  return out;
}
