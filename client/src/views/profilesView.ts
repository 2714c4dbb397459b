/** The connection profiles that the active document sees, with the state of their certificates. */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { type Profile, profileFileName } from "../../rpc/profileFile.ts";
import { loadProfiles } from "../calls/profiles.ts";

interface ProfileNode {
  readonly profile: Profile;
  readonly isDefault: boolean;
  readonly file: vscode.Uri;
}
interface ProblemNode {
  readonly problem: string;
  readonly file: vscode.Uri;
}
type Node = ProfileNode | ProblemNode;

const dayMs = 86_400_000;

export class ProfilesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${profileFileName}`);
    const refresh = () => this.#changed.fire(undefined);
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.registerTreeDataProvider("protocall.profiles", this),
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
    if (!located) return [];
    const { uri: file, profiles, defaultProfile, errors } = located;
    return [
      ...profiles.map(profile => ({ profile, isDefault: profile.name === defaultProfile, file })),
      ...errors.map(problem => ({ problem, file })),
    ];
  }

  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    const item = "problem" in node ? problemItem(node) : await profileItem(node);
    item.command = { command: "vscode.open", title: vscode.l10n.t("Open"), arguments: [node.file] };
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function problemItem({ problem }: ProblemNode): vscode.TreeItem {
  const item = new vscode.TreeItem(problem);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  item.tooltip = problem;
  return item;
}

async function profileItem({ profile, isDefault }: ProfileNode): Promise<vscode.TreeItem> {
  const { tls } = profile;
  const item = new vscode.TreeItem(profile.name);
  const files = [...(tls.certFile ? [tls.certFile] : []), ...(tls.caFiles ?? [])];
  const states = tls.mode === "plaintext" ? [] : await Promise.all(files.map(certificateState));
  const worst = states.toSorted((a, b) => b.gravity - a.gravity)[0];
  item.description = [
    tls.mode === "mtls" ? "mTLS" : tls.mode === "tls" ? "TLS" : vscode.l10n.t("plaintext"),
    isDefault && vscode.l10n.t("default"),
    tls.skipVerify && vscode.l10n.t("not verified"),
    worst?.text,
  ]
    .filter(Boolean)
    .join(" · ");
  item.tooltip = states.map(({ file, text }) => `${path.basename(file)}: ${text}`).join("\n") || profile.name;
  const isOpen = tls.mode === "plaintext" || tls.skipVerify;
  const icon = worst && worst.gravity > 0 ? "warning" : isOpen ? "unlock" : "lock";
  item.iconPath = new vscode.ThemeIcon(
    icon,
    icon === "warning" ? new vscode.ThemeColor("list.warningForeground") : undefined,
  );
  item.accessibilityInformation = { label: `${profile.name}, ${item.description}` };
  item.contextValue = "profile";
  return item;
}

interface CertificateState {
  readonly file: string;
  readonly text: string;
  /** 0: fine, 1: ends soon, 2: unusable. */
  readonly gravity: 0 | 1 | 2;
}

async function certificateState(file: string): Promise<CertificateState> {
  try {
    const certificate = new X509Certificate(await readFile(file));
    const days = Math.floor((Date.parse(certificate.validTo) - Date.now()) / dayMs);
    if (days < 0) return { file, text: vscode.l10n.t("expired {0} days ago", -days), gravity: 2 };
    return { file, text: vscode.l10n.t("{0} days left", days), gravity: days < 14 ? 1 : 0 };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const name = path.basename(file);
    return {
      file,
      text: missing ? vscode.l10n.t("{0} is missing", name) : vscode.l10n.t("{0} is no certificate", name),
      gravity: 2,
    };
  }
}
