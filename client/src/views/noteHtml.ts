/** A concept note as HTML, rendered by the editor's own Markdown. */
import * as vscode from "vscode";
import { type NotesResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { notesLanguage } from "../platform/settings.ts";

/** The short text of a note under its title; "" where the editor has no Markdown. */
export async function noteHtml(app: App, id: string): Promise<string> {
  const notes = await app.server.request<NotesResult>(Requests.notes, { language: notesLanguage() });
  const note = notes.find(other => other.id === id);
  if (!note) return "";
  try {
    return await vscode.commands.executeCommand<string>("markdown.api.render", `## ${note.title}\n\n${note.summary}`);
  } catch {
    return "";
  }
}
