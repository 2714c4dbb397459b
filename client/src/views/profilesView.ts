/** The connection profiles that the active document sees, with the state of their certificates and keys. */
import * as path from "node:path";
import * as vscode from "vscode";
import { type Profile, profileFileName } from "../../rpc/profileFile.ts";
import { gravityOf, type ProfileFileState, profileState } from "../../rpc/tls/profileState.ts";
import { displayLanguage } from "../platform/settings.ts";
import { loadProfiles } from "../calls/profiles.ts";
import { fileStateText, profileTooltip } from "./profileStateText.ts";

/** What menus of the view hand to commands. */
export interface ProfileNode {
  readonly profile: Profile;
  readonly isDefault: boolean;
  readonly file: vscode.Uri;
}
interface ProblemNode {
  readonly problem: string;
  readonly file: vscode.Uri;
}
type Node = ProfileNode | ProblemNode;

export class ProfilesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;
  /** Of the certificates and keys, by their path; they may lie anywhere. */
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${profileFileName}`);
    const refresh = () => this.#changed.fire(undefined);
    const view = vscode.window.createTreeView("protocall.profiles", { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      view,
      // Days go by while nobody looks.
      view.onDidChangeVisibility(({ visible }) => visible && refresh()),
      watcher,
      watcher.onDidCreate(refresh),
      watcher.onDidChange(refresh),
      watcher.onDidDelete(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
      this.#changed,
    );
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return [];
    const active = vscode.window.activeTextEditor?.document.uri;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const isPlaced = active?.scheme === "file" || active?.scheme === "untitled";
    const document = isPlaced ? active : folder && vscode.Uri.joinPath(folder, profileFileName);
    const located = document && (await loadProfiles(document));
    this.#watch(located?.profiles.flatMap(filesOf) ?? []);
    if (!located) return [];
    const { uri: file, profiles, defaultProfile, errors } = located;
    return [
      ...profiles.map(profile => ({ profile, isDefault: profile.name === defaultProfile, file })),
      ...errors.map(problem => ({ problem: problem[displayLanguage()], file })),
    ];
  }

  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    return "problem" in node ? problemItem(node) : profileItem(node);
  }

  #watch(files: readonly string[]): void {
    for (const [file, watcher] of this.#watchers) {
      if (files.includes(file)) continue;
      watcher.dispose();
      this.#watchers.delete(file);
    }
    const refresh = () => this.#changed.fire(undefined);
    for (const file of files) {
      if (this.#watchers.has(file)) continue;
      const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      this.#watchers.set(
        file,
        vscode.Disposable.from(
          watcher,
          watcher.onDidCreate(refresh),
          watcher.onDidChange(refresh),
          watcher.onDidDelete(refresh),
        ),
      );
    }
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#subscriptions.dispose();
  }
}

const filesOf = ({ tls }: Profile): string[] =>
  tls.mode === "plaintext"
    ? []
    : [tls.certFile, tls.keyFile, tls.pfxFile, ...(tls.caFiles ?? [])].filter(file => file !== undefined);

function problemItem({ problem, file }: ProblemNode): vscode.TreeItem {
  const item = new vscode.TreeItem(problem);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  item.tooltip = problem;
  item.command = { command: "vscode.open", title: vscode.l10n.t("Open"), arguments: [file] };
  return item;
}

async function profileItem(node: ProfileNode): Promise<vscode.TreeItem> {
  const { profile, isDefault } = node;
  const { name, tls } = profile;
  const states = await profileState(tls, Date.now());
  const worst = states[0];
  const item = new vscode.TreeItem(name);
  item.description = [
    { mtls: "mTLS", tls: "TLS", plaintext: vscode.l10n.t("plaintext") }[tls.mode],
    isDefault && vscode.l10n.t("default"),
    tls.skipVerify && vscode.l10n.t("not verified"),
    worst && fileStateText(worst),
  ]
    .filter(Boolean)
    .join(" · ");
  item.tooltip = profileTooltip(name, states);
  item.iconPath = profileIcon(profile, worst);
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  item.contextValue = "profile";
  item.command = { command: "protocall.openProfile", title: vscode.l10n.t("Open"), arguments: [node] };
  return item;
}

function profileIcon({ tls }: Profile, worst: ProfileFileState | undefined): vscode.ThemeIcon {
  const gravity = worst ? gravityOf(worst) : 0;
  if (gravity === 2) return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  if (gravity === 1) return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  return new vscode.ThemeIcon(tls.mode === "plaintext" || tls.skipVerify ? "unlock" : "lock");
}
