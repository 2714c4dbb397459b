/** The entries of a stream, bounded in number and size, with a filter. Knows nothing of VS Code. */
import type { TranscriptRow } from "./messages.ts";

export interface TranscriptEntry {
  readonly direction: TranscriptRow["direction"];
  readonly atMs: number;
  readonly bytes?: number;
  /** JSON, pretty; or the text of a note. */
  readonly text: string;
}

export interface TranscriptLimits {
  readonly entries: number;
  /** UTF-16 units of all texts. */
  readonly length: number;
}

const defaultLimits: TranscriptLimits = { entries: 20_000, length: 32 * 1024 * 1024 };
const previewLength = 240;

export class Transcript {
  readonly #limits: TranscriptLimits;
  /** Numbers of entries are their place here plus `#first`. */
  #entries: TranscriptEntry[] = [];
  #first = 0;
  #length = 0;
  #filter = "";
  /** Numbers of the entries that the filter lets through, while there is one. */
  #matching: number[] = [];
  #counts = { sent: 0, received: 0, note: 0 };

  constructor(limits: TranscriptLimits = defaultLimits) {
    this.#limits = limits;
  }

  add(entry: TranscriptEntry): void {
    const number = this.#first + this.#entries.length;
    this.#entries.push(entry);
    this.#length += entry.text.length;
    this.#counts[entry.direction]++;
    if (this.#filter && matches(entry, this.#filter)) this.#matching.push(number);
    // The oldest go in slices, so that adding stays cheap.
    const { entries, length } = this.#limits;
    if (this.#entries.length > entries * 1.25 || (this.#length > length && this.#entries.length > 1)) this.#forget();
  }

  get sent(): number {
    return this.#counts.sent;
  }
  get received(): number {
    return this.#counts.received;
  }
  get forgotten(): number {
    return this.#first;
  }
  /** How many rows the filter lets through. */
  get rows(): number {
    return this.#filter ? this.#matching.length : this.#entries.length;
  }

  /** Shows only entries whose text holds this, whatever the case; "" shows all. */
  set filter(text: string) {
    this.#filter = text.toLowerCase();
    this.#matching = [];
    if (this.#filter) {
      this.#entries.forEach((entry, index) => {
        if (matches(entry, this.#filter)) this.#matching.push(this.#first + index);
      });
    }
  }

  /** The rows of a window of what the filter lets through. */
  window(start: number, end: number): TranscriptRow[] {
    const rows: TranscriptRow[] = [];
    for (let row = Math.max(0, start); row < Math.min(end, this.rows); row++) {
      const number = this.#filter ? this.#matching[row]! : this.#first + row;
      const entry = this.#entries[number - this.#first];
      if (entry) rows.push(rowOf(number, entry));
    }
    return rows;
  }

  /** The whole text of an entry; undefined if it is forgotten. */
  textOf(number: number): string | undefined {
    return this.#entries[number - this.#first]?.text;
  }

  #forget(): void {
    const { entries, length } = this.#limits;
    let count = Math.max(0, this.#entries.length - entries);
    let kept = this.#length;
    for (let i = 0; i < count; i++) kept -= this.#entries[i]!.text.length;
    // Down to three quarters, so that the next entry does not forget again; the newest always stays.
    while (kept > length * 0.75 && count < this.#entries.length - 1) kept -= this.#entries[count++]!.text.length;
    this.#entries = this.#entries.slice(count);
    this.#first += count;
    this.#length = kept;
    const from = this.#matching.findIndex(number => number >= this.#first);
    this.#matching = from < 0 ? [] : this.#matching.slice(from);
  }
}

const matches = ({ text }: TranscriptEntry, filter: string): boolean => text.toLowerCase().includes(filter);

function rowOf(number: number, { direction, atMs, bytes, text }: TranscriptEntry): TranscriptRow {
  // A long text is cut before its blanks are joined: previews are made for every row that scrolls by.
  const preview = text
    .slice(0, previewLength * 2)
    .replace(/\s+/g, " ")
    .slice(0, previewLength);
  return { number, direction, atMs, preview, ...(bytes !== undefined ? { bytes } : {}) };
}
