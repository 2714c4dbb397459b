import * as vscode from "vscode";
import { type NotesResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { notesLanguage } from "../platform/settings.ts";
import { showNote } from "./showNote.ts";

/** Lets the user pick a concept note and shows its page. */
export async function conceptNotes(app: App): Promise<void> {
  const notes = app.server.request<NotesResult>(Requests.notes, { language: notesLanguage() });
  const items = notes.then(all =>
    all.map(note => ({ label: note.title, detail: firstSentence(note.summary), id: note.id })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Concept Notes"),
    placeHolder: vscode.l10n.t("What do you want to read about?"),
    matchOnDetail: true,
  });
  if (picked) await showNote(picked.id);
}

/** The first sentence of a Markdown text, without its marks. */
function firstSentence(markdown: string): string {
  const paragraph = markdown.split(/\n\s*\n/).find(part => /^[^#<|`\s]/.test(part)) ?? "";
  const plain = paragraph
    .split(/\n(?=[-*\d])/, 1)
    .join("")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return /^.{20,160}?[.。!?](?=\s|$)/.exec(plain)?.[0] ?? plain.slice(0, 160);
}
