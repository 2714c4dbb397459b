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

export class Draft {
  private readonly replaced = new Map<FileId, Replacement[]>();
  private readonly made = new Map<FileId, Piece[]>();
  /** By the file that the text comes from; made anew after each change. */
  private copies: Map<FileId, Copy[]> | undefined;

  /** Spans of one file may touch but not overlap; of several at one place the first stays first. */
  replace(file: FileId, span: Span, ...pieces: readonly (string | Piece)[]): void {
    this.copies = undefined;
    const list = this.replaced.get(file) ?? [];
    // Nearly all come in their order, and a file may have a hundred thousand of them.
    let at = list.length;
    while (at > 0 && isBefore(span, (list[at - 1] as Replacement).span)) at--;
    list.splice(at, 0, { span, pieces: pieces.map(p => (typeof p === "string" ? { text: p } : p)) });
    this.replaced.set(file, list);
  }

  create(file: FileId, ...pieces: readonly (string | Piece)[]): void {
    this.copies = undefined;
    this.made.set(
      file,
      pieces.map(p => (typeof p === "string" ? { text: p } : p)),
    );
  }

  has(file: FileId): boolean {
    return this.replaced.has(file) || this.made.has(file);
  }

  /** Files with edits, and files that are new. */
  get files(): readonly FileId[] {
    return [...this.replaced.keys(), ...this.made.keys()];
  }

  /** Files that text was copied from. */
  get sources(): readonly FileId[] {
    this.copies ??= this.findCopies();
    return [...this.copies.keys()];
  }

  get created(): readonly NewFile[] {
    return [...this.made].map(([file, pieces]) => ({ file, text: joined(pieces) }));
  }

  get edits(): readonly FileEdit[] {
    return [...this.replaced].flatMap(([file, list]) =>
      list.map(r => ({ file, span: r.span, text: joined(r.pieces) })),
    );
  }

  textAfter(s: Texts, file: FileId): string {
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
    this.copies ??= this.findCopies();
    for (const { from, to } of this.copies.get(file) ?? [])
      if (from.start <= offset && offset < from.end)
        return { file: to.file, offset: to.offset + offset - from.start };
    let delta = 0;
    for (const { span, pieces } of this.replaced.get(file) ?? []) {
      if (offset < span.start) break;
      if (offset < span.end) return undefined;
      delta += joined(pieces).length - (span.end - span.start);
    }
    return { file, offset: offset + delta };
  }

  private findCopies(): Map<FileId, Copy[]> {
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
        delta += joined(pieces).length - (span.end - span.start);
      }
    }
    for (const [file, pieces] of this.made) add(pieces, file, 0);
    return out;
  }

  /** Replaces a span of the new text. */
  amend(file: FileId, span: Span, by: string | Piece): void {
    const piece = typeof by === "string" ? { text: by } : by;
    // Each part lies wholly in new or wholly in kept text; the last goes first, as it moves none of the others.
    const cuts = [span.start, ...this.bounds(file).filter(b => span.start < b && b < span.end), span.end];
    for (let i = cuts.length - 2; i >= 0; i--)
      this.amendPart(file, { start: cuts[i] as number, end: cuts[i + 1] as number }, i === 0 ? piece : { text: "" });
  }

  /** Where new text begins and ends, in the new text. */
  private bounds(file: FileId): number[] {
    let delta = 0;
    return (this.replaced.get(file) ?? []).flatMap(({ span, pieces }) => {
      const start = span.start + delta;
      const { length } = joined(pieces);
      delta += length - (span.end - span.start);
      return [start, start + length];
    });
  }

  private amendPart(file: FileId, span: Span, by: Piece): void {
    this.copies = undefined;
    const made = this.made.get(file);
    if (made) {
      this.made.set(file, amended(made, span.start, span.end, by));
      return;
    }
    let delta = 0;
    for (const r of this.replaced.get(file) ?? []) {
      const start = r.span.start + delta;
      const end = start + joined(r.pieces).length;
      if (span.end <= start && !(span.start === start && end > start)) break;
      if (span.start >= start && span.end <= end && end > start) {
        r.pieces = amended(r.pieces, span.start - start, span.end - start, by);
        return;
      }
      delta += end - start - (r.span.end - r.span.start);
    }
    this.replace(file, { start: span.start - delta, end: span.end - delta }, by);
  }
}

const isBefore = (a: Span, b: Span): boolean => a.start < b.start || (a.start === b.start && a.end < b.end);

const joined = (pieces: readonly Piece[]): string =>
  pieces.length === 1 ? (pieces[0] as Piece).text : pieces.map(p => p.text).join("");

function amended(pieces: readonly Piece[], start: number, end: number, by: Piece): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  let done = false;
  for (const piece of pieces) {
    const next = at + piece.text.length;
    if (next <= start || at >= end) {
      if (at >= end && !done && at >= start) {
        out.push(by);
        done = true;
      }
      out.push(piece);
    } else {
      const { from } = piece;
      const head = piece.text.slice(0, Math.max(0, start - at));
      const tail = piece.text.slice(Math.max(0, end - at));
      if (head) out.push(from ? { text: head, from: { ...from, end: from.start + head.length } } : { text: head });
      if (!done) out.push(by);
      done = true;
      if (tail) {
        const skipped = piece.text.length - tail.length;
        out.push(from ? { text: tail, from: { ...from, start: from.start + skipped } } : { text: tail });
      }
    }
    at = next;
  }
  if (!done) out.push(by);
  return out;
}

/** The text with edits made; none overlap. */
export function applyEdits(text: string, edits: readonly { readonly span: Span; readonly text: string }[]): string {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end).reverse();
  let out = "";
  let at = 0;
  for (const e of sorted) {
    out += text.slice(at, e.span.start) + e.text;
    at = e.span.end;
  }
  return out + text.slice(at);
}

/** Copies a span of old text, moved from one depth of indentation to another. */
export function copied(s: Texts, file: FileId, span: Span, from: string, to: string): Piece[] {
  const text = (s.text(file) ?? "").slice(span.start, span.end);
  const out: Piece[] = [];
  let at = span.start;
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    const cut = index > 0 && line.startsWith(from) ? from.length : 0;
    const kept = line.slice(cut);
    if (index > 0 && to && kept.trim()) out.push({ text: to });
    out.push({ text: kept, from: { file, start: at + cut, end: at + line.length } });
    at += line.length;
  }
  return out;
}
