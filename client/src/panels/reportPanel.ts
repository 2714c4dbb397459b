/** A panel that shows a report: the page draws it, the buttons come back here. */
import * as vscode from "vscode";
import type { FromReport, ReportPage } from "./messages.ts";
import { renderPage, uiFolder } from "./webviewPage.ts";

export interface ReportOptions<Page extends ReportPage> {
  /** Of the script and the style: `sequence`, `balance`. */
  readonly name: string;
  readonly page: Page;
  /** What the buttons do, by their ids. */
  readonly actions: Readonly<Record<string, () => unknown>>;
}

export function showReport<Page extends ReportPage>(extension: vscode.Uri, options: ReportOptions<Page>): void {
  const { name, page, actions } = options;
  const { noteHtml, ...data } = page;
  const panel = vscode.window.createWebviewPanel(
    `protocall.${name}`,
    page.title,
    { viewColumn: vscode.ViewColumn.Active },
    { enableScripts: true, localResourceRoots: [uiFolder(extension)], enableFindWidget: true },
  );
  panel.webview.onDidReceiveMessage(({ id }: FromReport) => actions[id]?.());
  // The note is ours and was rendered by the editor; all else gets into the page as data.
  const body = `<header>
<h1 id="title"></h1>
<p id="subtitle"></p>
<p id="verdict" role="status"></p>
<div id="buttons"></div>
</header>
<main>
<div id="report"></div>
<aside id="note">${noteHtml}</aside>
</main>`;
  panel.webview.html = renderPage(panel.webview, extension, { name, title: page.title, body, data });
}
