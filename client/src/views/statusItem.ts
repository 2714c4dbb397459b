/**
 * In the status bar of request documents: the environment whose variables they get, the profile of the request at the cursor, and
 * whether the channel of the last call is connected. A click chooses another environment.
 */
import * as vscode from "vscode";
import { environmentFiles } from "../../../server/src/protocol/environment.ts";
import { profileFileName } from "../../rpc/profileFile.ts";
import type { ChannelState } from "../../rpc/transport/channel.ts";
import type { App } from "../app.ts";
import { loadEnvironments, onDidChooseEnvironment } from "../calls/environments.ts";
import { logError } from "../platform/log.ts";
import { loadProfiles } from "../calls/profiles.ts";

/** How long a channel may be shown as connected that is so no more. */
const lookAgainMs = 5000;

const stateIcons: Readonly<Record<ChannelState, string>> = {
  connected: "$(circle-filled)",
  connecting: "$(sync~spin)",
  idle: "$(circle-outline)",
  failed: "$(error)",
};

export class StatusItem implements vscode.Disposable {
  readonly #app: App;
  readonly #item = vscode.window.createStatusBarItem("protocall.environment", vscode.StatusBarAlignment.Right, 50);
  readonly #subscriptions: vscode.Disposable;
  #again: NodeJS.Timeout | undefined;
  #updates = 0;

  constructor(app: App) {
    this.#app = app;
    this.#item.name = vscode.l10n.t("Protocall environment");
    this.#item.command = "protocall.selectEnvironment";
    const watcher = vscode.workspace.createFileSystemWatcher(
      `**/{${[...environmentFiles, profileFileName].join(",")}}`,
    );
    const update = () => this.#updateLater(0);
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      watcher,
      watcher.onDidCreate(update),
      watcher.onDidChange(update),
      watcher.onDidDelete(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      // The cursor may be in another request now.
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document.languageId === "grpc-request") this.#updateLater(200);
      }),
      onDidChooseEnvironment(update),
      app.running.onDidChange(update),
    );
    update();
  }

  #updateLater(ms: number): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.#update().catch((error: unknown) => logError("the status item is not up to date", error));
    }, ms);
  }

  async #update(): Promise<void> {
    const update = ++this.#updates;
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== "grpc-request") {
      this.#item.hide();
      return;
    }
    const { document, selection } = editor;
    const address = this.#app.running.latestAddress;
    const [environments, profiles, channel] = await Promise.all([
      loadEnvironments(this.#app, document.uri),
      loadProfiles(document.uri),
      address === undefined ? undefined : this.#channelState(address),
    ]);
    // A later look is under way by now, or done.
    if (update !== this.#updates) return;
    const profile = namedProfile(document, selection.active.line) ?? profiles?.defaultProfile;
    if (environments.names.length === 0 && profile === undefined && channel === undefined) {
      this.#item.hide();
      return;
    }
    const environment = environments.names.length === 0 ? undefined : environments.selected;
    const none = environments.names.length > 0 && environment === undefined;
    const shown = none ? vscode.l10n.t("No environment") : environment;
    this.#show({ environment: shown, profile, address, channel });
    if (channel !== undefined && channel !== "idle") this.#updateLater(lookAgainMs);
  }

  async #channelState(address: string): Promise<ChannelState> {
    const state = await this.#app.runner.channelState(address);
    return state === "idle" && this.#app.running.count > 0 ? "connecting" : state;
  }

  #show({ environment, profile, address, channel }: Shown): void {
    this.#item.text = [
      environment === undefined ? undefined : `$(server-environment) ${environment}`,
      profile === undefined ? undefined : `$(key) ${profile}`,
      channel === undefined ? undefined : stateIcons[channel],
    ]
      .filter(part => part !== undefined)
      .join(" ");
    const lines = [
      environment === undefined ? undefined : vscode.l10n.t("Environment: {0}", environment),
      profile === undefined ? undefined : vscode.l10n.t("Profile: {0}", profile),
      address === undefined || channel === undefined
        ? undefined
        : vscode.l10n.t("Channel to {0}: {1}", address, channelText(channel)),
    ].filter(line => line !== undefined);
    this.#item.tooltip = [...lines, vscode.l10n.t("Select to choose another environment")].join("\n");
    this.#item.accessibilityInformation = { label: lines.join(", "), role: "button" };
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#again);
    this.#subscriptions.dispose();
  }
}

interface Shown {
  readonly environment: string | undefined;
  readonly profile: string | undefined;
  readonly address: string | undefined;
  readonly channel: ChannelState | undefined;
}

function channelText(state: ChannelState): string {
  switch (state) {
    case "connected":
      return vscode.l10n.t("ready");
    case "connecting":
      return vscode.l10n.t("connecting");
    case "failed":
      return vscode.l10n.t("not reachable");
    case "idle":
      return vscode.l10n.t("idle");
  }
}

/** The `# @profile` of the request that a line belongs to. */
function namedProfile(document: vscode.TextDocument, line: number): string | undefined {
  const separator = /^###/;
  let start = line;
  while (start > 0 && !separator.test(document.lineAt(start).text)) start--;
  for (let at = start; at < document.lineCount; at++) {
    const { text } = document.lineAt(at);
    if (at > start && separator.test(text)) return undefined;
    const named = /^\s*(?:#|\/\/)\s*@profile(?:[ \t]*=)?[ \t]*(\S+)/.exec(text);
    if (named) return named[1];
  }
  return undefined;
}
