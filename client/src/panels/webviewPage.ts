/** The HTML shell of a webview: scripts and styles of ours alone, and nothing from anywhere else. Its texts are in the language of the notes. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { notesLanguage } from "../platform/settings.ts";

export interface PageOptions {
  /** Of the script and the style in `client/out/ui`. */
  readonly name: string;
  readonly title: string;
  /** HTML of the body, without anything that the user or a server wrote. */
  readonly body: string;
  /** Handed to the script as JSON. */
  readonly data: unknown;
}

export const uiFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, "client", "out", "ui");

export function renderPage(webview: vscode.Webview, extension: vscode.Uri, options: PageOptions): string {
  const nonce = randomBytes(16).toString("base64");
  const file = (extension_: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(uiFolder(extension), options.name + extension_));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${notesLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)}</title>
<link rel="stylesheet" href="${file(".css").toString()}">
</head>
<body>
${options.body}
<script type="application/json" id="data" nonce="${nonce}">${JSON.stringify(options.data).replaceAll("<", "\\u003c")}</script>
<script nonce="${nonce}" src="${file(".js").toString()}"></script>
</body>
</html>`;
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c] ?? c);
