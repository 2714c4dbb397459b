/**
 * One concept note: a Markdown file with front matter, a summary short enough for a hover, and after the line `<!-- page -->` what
 * only the full page has.
 *
 *     ---
 *     id: stub
 *     title: What is a stub?
 *     see: channel, rpc
 *     ---
 *     The summary.
 *     <!-- page -->
 *     The rest of the page.
 *
 * `{{name|text}}` is a slot: a value that the place fills in, or the text where it has none.
 */
import { bug } from "../base/bug.ts";
import type { NoteId } from "./noteId.ts";
import { isNoteId } from "./noteId.ts";

export interface Note {
  readonly id: NoteId;
  readonly title: string;
  /** Notes to read next, most useful first. */
  readonly see: readonly NoteId[];
  /** Markdown with its slots. */
  readonly summary: string;
  /** What follows the summary on the full page. */
  readonly more: string;
}

export type Slots = Readonly<Record<string, string>>;

const pageMarker = "\n<!-- page -->\n";

/** Reads a note. The files ship with the product, so a broken one is our mistake and `bug()` says which. */
export function parseNote(text: string): Note {
  const source = text.replace(/\r\n?/g, "\n").replace(/^\uFEFF/, "");
  const matter = /^---\n(.*?)\n---\n/s.exec(source);
  if (!matter) bug("a note has no front matter");
  const keys = new Map<string, string>();
  for (const line of (matter[1] ?? "").split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) keys.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const id = keys.get("id") ?? "";
  const title = keys.get("title") ?? "";
  const see = (keys.get("see") ?? "").split(/[\s,]+/).filter(Boolean);
  if (!isNoteId(id)) bug(`a note has the id "${id}"`);
  if (!title) bug(`the note ${id} has no title`);
  if (!see.every(isNoteId)) bug(`the note ${id} points at one that does not exist: ${see.join(", ")}`);

  const body = source.slice(matter[0].length);
  const split = body.indexOf(pageMarker);
  if (split < 0) bug(`the note ${id} has no page`);
  return {
    id,
    title,
    see,
    summary: body.slice(0, split).trim(),
    more: body.slice(split + pageMarker.length).trim(),
  };
}

const slotPattern = /\{\{([a-zA-Z]+)\|([^{}]*)\}\}/g;

/** Replaces the slots of a text. */
export function fillSlots(text: string, slots: Slots): string {
  return text.replace(slotPattern, (_slot, name: string, fallback: string) => slots[name] ?? fallback);
}

/** The slots of a text, in order: name and what stands there without a value. */
export function slotsOf(text: string): { readonly name: string; readonly fallback: string }[] {
  return [...text.matchAll(slotPattern)].map(([, name = "", fallback = ""]) => ({ name, fallback }));
}
