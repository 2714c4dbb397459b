import * as vscode from "vscode";
import { notesLanguage } from "../platform/settings.ts";
import { notePageUri } from "../views/notePages.ts";

/** Opens the page of one note in the Markdown preview, in the language of notes. */
export async function showNote(id: string): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreview", notePageUri(notesLanguage(), id));
}
