/** Gathers what differs from the source, piece by piece in its order. A stretch whose pieces change places is compared line by line. */
import type { TextEdit } from "../base/problem.ts";
import { lineEdits } from "./lineEdits.ts";

export class Writer {
  readonly edits: TextEdit[] = [];
  private readonly source: string;
  /** Up to here the source is written. */
  private at = 0;
  private moved: string[] | undefined;

  constructor(source: string) {
    this.source = source;
  }

  /** Writes `text` where the source has what stands before `end`. */
  put(text: string, end: number): void {
    const start = this.at;
    this.at = end;
    if (this.moved) {
      this.moved.push(text);
      return;
    }
    if (end - start === text.length && this.source.startsWith(text, start)) return;
    const last = this.edits.at(-1);
    if (last?.span.end === start)
      this.edits[this.edits.length - 1] = this.edit(last.span.start, end, last.text + text);
    else this.edits.push(this.edit(start, end, text));
  }

  /** Writes the source from `start` to `end`. */
  copy(start: number, end: number): void {
    this.moved?.push(this.source.slice(start, end));
    this.at = end;
  }

  /** From here to `endMove` the source's pieces come in another order. */
  beginMove(): void {
    this.moved = [];
  }

  /** The pieces since `beginMove` replace the source from `start` to `end`. */
  endMove(start: number, end: number): void {
    const text = this.moved?.join("") ?? "";
    this.moved = undefined;
    this.at = end;
    this.edits.push(...lineEdits(this.source.slice(start, end), text, start));
  }

  private edit(start: number, end: number, text: string): TextEdit {
    const { source } = this;
    let from = start;
    let head = 0;
    while (from < end && head < text.length && source.charCodeAt(from) === text.charCodeAt(head)) {
      from++;
      head++;
    }
    let to = end;
    let tail = text.length;
    while (to > from && tail > head && source.charCodeAt(to - 1) === text.charCodeAt(tail - 1)) {
      to--;
      tail--;
    }
    return { span: { start: from, end: to }, text: text.slice(head, tail) };
  }
}
