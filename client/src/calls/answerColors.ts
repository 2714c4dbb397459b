/** Green or red for how a call ended, on the first line of its answer, in the colours of the theme. */
import * as vscode from "vscode";
import { answerScheme } from "./answerDocuments.ts";

export class AnswerColors implements vscode.Disposable {
  readonly #ok = vscode.window.createTextEditorDecorationType({ color: new vscode.ThemeColor("testing.iconPassed") });
  readonly #failed = vscode.window.createTextEditorDecorationType({
    color: new vscode.ThemeColor("testing.iconFailed"),
  });
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    const all = () => {
      for (const editor of vscode.window.visibleTextEditors) this.#color(editor);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#ok,
      this.#failed,
      vscode.window.onDidChangeVisibleTextEditors(all),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === answerScheme) all();
      }),
    );
  }

  #color(editor: vscode.TextEditor): void {
    if (editor.document.uri.scheme !== answerScheme) return;
    const status = /^\/\/ ([✔✖]) \S+/.exec(editor.document.lineAt(0).text);
    const range = status ? [new vscode.Range(0, 3, 0, status[0].length)] : [];
    editor.setDecorations(this.#ok, status?.[1] === "✔" ? range : []);
    editor.setDecorations(this.#failed, status?.[1] === "✖" ? range : []);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
