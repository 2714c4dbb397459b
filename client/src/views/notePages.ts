/**
 * The pages of the concept notes as read-only documents `protocall-note:/<language>/<id>.md`, so that the editor's own
 * Markdown preview shows them and links between notes work as links between files.
 */
import * as vscode from "vscode";
import { type NotesResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";

const scheme = "protocall-note";

export const notePageUri = (language: string, id: string): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${language}/${id}.md` });

export function registerNotePages(app: App): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri, token) {
      const [, language, file] = uri.path.split("/");
      const id = file?.replace(/\.md$/, "");
      const notes = await app.server.request<NotesResult>(Requests.notes, { language }, token);
      return notes.find(note => note.id === id)?.page ?? vscode.l10n.t("There is no concept note “{0}”.", id ?? "");
    },
  });
}
