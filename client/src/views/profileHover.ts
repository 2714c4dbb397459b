/** Hovers over keys of `protocall.json`: the concept note that tells about them. */
import * as vscode from "vscode";
import { type ProfileHoverParams, type ProfileHoverResult, Requests } from "../../../server/src/protocol/requests.ts";
import { profileFileName } from "../../rpc/profileFile.ts";
import type { App } from "../app.ts";

export function registerProfileHover(app: App): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: `**/${profileFileName}` },
    {
      async provideHover(document, position, token) {
        const params: ProfileHoverParams = {
          text: document.getText(),
          position: { line: position.line, character: position.character },
        };
        const found = await app.server.request<ProfileHoverResult>(Requests.profileHover, params, token);
        if (!found) return undefined;
        const text = new vscode.MarkdownString(found.markdown);
        text.isTrusted = { enabledCommands: ["protocall.showNote"] };
        const { start, end } = found.range;
        return new vscode.Hover(text, new vscode.Range(start.line, start.character, end.line, end.character));
      },
    },
  );
}
