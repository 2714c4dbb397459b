/** The concept notes in their languages, as hovers and pages show them. Reading the files is up to the host. */
import { bug } from "../base/bug.ts";
import type { NoteChoice } from "./constructs.ts";
import { exampleRecordSlots } from "./exampleRecord.ts";
import { labelOf } from "./labels.ts";
import { fillSlots, type Note, parseNote, type Slots } from "./note.ts";
import { type NoteId, noteIds } from "./noteId.ts";

export const noteLanguages = ["en", "ko"] as const;
export type NoteLanguage = (typeof noteLanguages)[number];

/** `command`: links that run a command of the editor. `none`: for editors that do not know it. */
export type NoteLinks = "command" | "none";

/** A note with its slots filled, as the request `protocall/notes` gives it. */
export interface RenderedNote {
  readonly id: NoteId;
  readonly title: string;
  readonly summary: string;
  readonly page: string;
}

/** How many notes a hover names beside the one that it shows. */
const seeAlsoLimit = 3;

/** The texts of the notes: language → id → Markdown. */
export type NoteFiles = Readonly<Record<NoteLanguage, Readonly<Record<string, string>>>>;

/** The notes from their files; a file is read when its note is first asked for. */
export const loadNotes = (files: NoteFiles): Notes => new Notes(files);

export interface NoteHoverOptions {
  readonly slots?: Slots;
  /** Default: `command`. */
  readonly links?: NoteLinks;
}

export class Notes {
  private readonly files: NoteFiles;
  private readonly parsed = new Map<string, Note>();

  constructor(files: NoteFiles) {
    this.files = files;
  }

  note(language: NoteLanguage, id: NoteId): Note {
    const key = `${language}/${id}`;
    const kept = this.parsed.get(key);
    if (kept) return kept;
    const text = this.files[language][id];
    if (text === undefined) bug(`the note ${key} is missing`);
    const note = parseNote(text);
    if (note.id !== id) bug(`the note ${key} has the id "${note.id}"`);
    this.parsed.set(key, note);
    return note;
  }

  /** All notes of a language, in reading order. */
  all(language: NoteLanguage): RenderedNote[] {
    return noteIds.map(id => ({
      id,
      title: this.note(language, id).title,
      summary: this.summary(language, id),
      page: this.page(language, id),
    }));
  }

  /** The summary of a note with its slots filled. */
  summary(language: NoteLanguage, id: NoteId, slots: Slots = {}): string {
    return fillSlots(this.note(language, id).summary, { ...exampleRecordSlots(), ...slots });
  }

  /** The full page: title, summary and what follows it. Links to other notes are relative: `./stub.md`. */
  page(language: NoteLanguage, id: NoteId): string {
    const { title, summary, more } = this.note(language, id);
    return fillSlots(`# ${title}\n\n${summary}\n\n${more}\n`, exampleRecordSlots());
  }

  /** What a hover shows of the chosen note: title, summary, and a line of links to its page and to related notes. */
  hover(language: NoteLanguage, choice: NoteChoice, options: NoteHoverOptions = {}): string {
    const { title, see } = this.note(language, choice.id);
    const parts = [`**${title}**`, this.summary(language, choice.id, { ...choice.slots, ...options.slots })];
    if ((options.links ?? "command") === "command") {
      const others = [...new Set([...choice.also, ...see])].filter(id => id !== choice.id).slice(0, seeAlsoLimit);
      const also = others.map(id => link(this.note(language, id).title, id)).join(" · ");
      parts.push(`${link(labelOf(language, "learnMore"), choice.id)} — ${labelOf(language, "seeAlso")}: ${also}`);
    }
    return parts.join("\n\n");
  }
}

/** Runs the command with the arguments of a JSON list, as VS Code wants them in a command link. */
const link = (text: string, id: NoteId): string =>
  `[${text}](command:protocall.showNote?${encodeURIComponent(JSON.stringify([id]))})`;
