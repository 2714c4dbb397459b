/**
 * What the codes of problems mean, as read-only documents `protocall-explanation:/<language>/<code>.md`: a click on a code opens one.
 * The manifest asks for the editor's own Markdown preview for them.
 */
import * as vscode from "vscode";
import { type ExplainResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";

export function registerExplanationPages(app: App): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider("protocall-explanation", {
    async provideTextDocumentContent(uri, token) {
      const [, language, file] = uri.path.split("/");
      const code = file?.replace(/\.md$/, "") ?? "";
      const page = await app.server.request<ExplainResult>(Requests.explain, { language, code }, token);
      return page ?? vscode.l10n.t("There is no problem with the code “{0}”.", code);
    },
  });
}
