/** In the status bar of request documents: the environment whose variables they get. A click chooses another. */
import * as vscode from "vscode";
import { environmentFiles } from "../../../server/src/protocol/environment.ts";
import type { App } from "../app.ts";
import { loadEnvironments, onDidChooseEnvironment } from "../calls/environments.ts";

export class StatusItem implements vscode.Disposable {
  readonly #app: App;
  readonly #item = vscode.window.createStatusBarItem("protocall.environment", vscode.StatusBarAlignment.Right, 50);
  readonly #subscriptions: vscode.Disposable;

  constructor(app: App) {
    this.#app = app;
    this.#item.name = vscode.l10n.t("Protocall environment");
    this.#item.command = "protocall.selectEnvironment";
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${environmentFiles.join(",")}}`);
    const update = () => void this.update();
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      watcher,
      watcher.onDidCreate(update),
      watcher.onDidChange(update),
      watcher.onDidDelete(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      onDidChooseEnvironment(update),
    );
    update();
  }

  async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "grpc-request") {
      this.#item.hide();
      return;
    }
    const { names, selected } = await loadEnvironments(this.#app, document.uri);
    // Another document may be active by now.
    if (vscode.window.activeTextEditor?.document !== document) return;
    if (names.length === 0) {
      this.#item.hide();
      return;
    }
    const name = selected ?? vscode.l10n.t("No environment");
    this.#item.text = `$(server-environment) ${name}`;
    this.#item.tooltip = vscode.l10n.t("Environment of requests; choose another");
    this.#item.accessibilityInformation = { label: vscode.l10n.t("Environment: {0}", name) };
    this.#item.show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
