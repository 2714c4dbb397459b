/**
 * Changes of one file that are collected before they go into a draft, so that text which changes can move too: what was changed inside
 * of it moves along.
 */
import type { Span } from "../../base/span.ts";
import type { FileId } from "../../link/world.ts";
import { copied, type Draft, type Piece, type Texts } from "../draft.ts";

interface Change {
  readonly span: Span;
  readonly pieces: readonly Piece[];
}

export class TextChanges {
  private readonly texts: Texts;
  private readonly file: FileId;
  private list: Change[] = [];

  constructor(texts: Texts, file: FileId) {
    this.texts = texts;
    this.file = file;
  }

  /** Spans may touch but not overlap. */
  replace(span: Span, ...pieces: readonly (string | Piece)[]): void {
    this.list.push({ span, pieces: pieces.map(p => (typeof p === "string" ? { text: p } : p)) });
  }

  /** Takes a span out as it reads with the changes inside of it, which are made there no more; from one indentation to another. */
  take(span: Span, from: string, to: string): Piece[] {
    const isInside = ({ span: s }: Change): boolean => span.start <= s.start && s.end <= span.end;
    const inside = sorted(this.list.filter(isInside));
    this.list = this.list.filter(c => !isInside(c));
    const out: Piece[] = [];
    let at = span.start;
    for (const { span: s, pieces } of inside) {
      out.push(...copied(this.texts, this.file, { start: at, end: s.start }, from, to));
      // Copies keep their text, as another would not be where it comes from.
      out.push(...pieces.map(p => (p.from ? p : { text: p.text.replaceAll(`\n${from}`, `\n${to}`) })));
      at = s.end;
    }
    return [...out, ...copied(this.texts, this.file, { start: at, end: span.end }, from, to)];
  }

  into(draft: Draft): void {
    for (const { span, pieces } of sorted(this.list)) draft.replace(this.file, span, ...pieces);
    this.list = [];
  }
}

/** Of several at one place the first stays first. */
const sorted = (list: readonly Change[]): Change[] =>
  [...list].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
