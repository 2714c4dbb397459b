import { readdirSync, readFileSync } from "node:fs";
import { type NoteFiles, type NoteLanguage, noteLanguages } from "../../server/src/notes/notes.ts";

const folder = `${process.cwd()}/server/notes`;

/** The notes as they ship. */
export function shippedNotes(): NoteFiles {
  const read = (language: NoteLanguage) =>
    Object.fromEntries(
      readdirSync(`${folder}/${language}`).map(name => [
        name.replace(/\.md$/, ""),
        readFileSync(`${folder}/${language}/${name}`, "utf8"),
      ]),
    );
  return Object.fromEntries(noteLanguages.map(language => [language, read(language)])) as unknown as NoteFiles;
}
