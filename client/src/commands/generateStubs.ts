import * as path from "node:path";
import * as vscode from "vscode";
import { type DescriptorSetResult, Requests } from "../../../server/src/protocol/requests.ts";
import { stubsFailureText } from "../../stubs/failures.ts";
import { generateStubs as generate } from "../../stubs/generateStubs.ts";
import type { Generated } from "../../stubs/generation.ts";
import { produceInWorker } from "../../stubs/produceInWorker.ts";
import { type Target, targets } from "../../stubs/targets.ts";
import type { App } from "../app.ts";
import { displayLanguage } from "../platform/settings.ts";
import { requireTrust } from "../platform/trust.ts";

/** What a task or a key may give, so that nobody is asked. */
export interface GenerateChoice {
  readonly target?: string;
  /** Absolute, or relative to the workspace folder. */
  readonly folder?: string;
}

/** As last chosen in this workspace. */
const lastKey = "protocall.stubs.last";

/** Generates stubs of a .proto file and of what it imports. Undefined: there were none, and the user knows why. */
export async function generateStubs(
  app: App,
  uri?: vscode.Uri,
  choice: GenerateChoice = {},
): Promise<Generated | undefined> {
  if (!requireTrust()) return undefined;
  const proto = await protoFile(uri);
  const root = proto && (vscode.workspace.getWorkspaceFolder(proto)?.uri ?? vscode.Uri.joinPath(proto, ".."));
  if (!proto || !root) return undefined;
  const last = app.context.workspaceState.get<GenerateChoice>(lastKey, {});
  const target =
    targets.find(({ id }) => id === choice.target) ??
    (targets.length === 1 ? targets[0] : await pickTarget(last.target));
  if (!target) return undefined;
  const given = choice.folder ?? (await askFolder(root, target, last));
  if (!given) return undefined;
  const folder = path.resolve(root.fsPath, given);
  await app.context.workspaceState.update(lastKey, { target: target.id, folder: given });

  const set = await app.server.request<DescriptorSetResult>(Requests.descriptorSet, { uri: proto.toString() });
  if (!set.ok) {
    void vscode.window.showErrorMessage(vscode.l10n.t("No stubs: {0}", set.message));
    return undefined;
  }
  const generated = await run(app, target, set, folder);
  if (generated) await show(generated, vscode.Uri.file(folder));
  return generated;
}

/** The file that was clicked, else that of the active editor, saved: generators of others read the disk. */
async function protoFile(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const found = uri ?? (active?.languageId === "proto" ? active.uri : undefined) ?? (await pickFile());
  if (found?.scheme === "file") return found;
  if (found)
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Save the file first: stubs are generated from files on disk."),
    );
  return undefined;
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const files = vscode.workspace.findFiles("**/*.proto", "**/node_modules/**", 5000);
  const items = files.then(found =>
    found.map(file => ({
      label: path.basename(file.fsPath),
      description: vscode.workspace.asRelativePath(file),
      file,
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Generate Stubs"),
    placeHolder: vscode.l10n.t("Of which file?"),
    matchOnDescription: true,
  });
  return picked?.file;
}

/** The one chosen last comes first. */
async function pickTarget(last: string | undefined): Promise<Target | undefined> {
  const items = targets
    .toSorted((a, b) => Number(b.id === last) - Number(a.id === last))
    .map(target => ({ label: target.title[displayLanguage()], detail: target.detail[displayLanguage()], target }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Generate Stubs"),
    placeHolder: vscode.l10n.t("For which language?"),
    matchOnDetail: true,
  });
  return picked?.target;
}

function askFolder(root: vscode.Uri, target: Target, last: GenerateChoice): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Generate Stubs"),
    prompt: vscode.l10n.t("Folder for the stubs, relative to {0}", root.fsPath),
    value: last.target === target.id && last.folder ? last.folder : `gen/${target.id}`,
    validateInput: value => (value.trim() === "" ? vscode.l10n.t("A folder is needed") : undefined),
  });
}

function run(
  app: App,
  target: Target,
  set: DescriptorSetResult & { ok: true },
  folder: string,
): Thenable<Generated | undefined> {
  const title = vscode.l10n.t("Generating stubs: {0}", target.title[displayLanguage()]);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const worker = vscode.Uri.joinPath(app.context.extensionUri, "client", "out", "stubsWorker.js").fsPath;
      const generation = {
        target: target.id,
        descriptorSet: Buffer.from(set.descriptorSet, "base64"),
        files: set.files,
      };
      const generated = await generate(generation, folder, produceInWorker(worker), controller.signal);
      return generated.ok || generated.failure.kind !== "cancelled" ? generated : undefined;
    },
  );
}

async function show(generated: Generated, folder: vscode.Uri): Promise<void> {
  if (!generated.ok) {
    const why = stubsFailureText(generated.failure, displayLanguage());
    void vscode.window.showErrorMessage(vscode.l10n.t("No stubs: {0}", why));
    return;
  }
  const { files, install } = generated;
  const open = vscode.l10n.t("Show Files");
  const copy = vscode.l10n.t("Copy Install Command");
  const where = vscode.workspace.asRelativePath(folder);
  const message = install
    ? vscode.l10n.t("{0} files are in {1}. They need: {2}", files.length, where, install)
    : vscode.l10n.t("{0} files are in {1}.", files.length, where);
  // Not awaited: the message may stay for long.
  void vscode.window.showInformationMessage(message, open, ...(install ? [copy] : [])).then(async choice => {
    if (choice === copy && install) await vscode.env.clipboard.writeText(install);
    if (choice === open) await showFiles(files, folder);
  });
}

async function showFiles(files: readonly string[], folder: vscode.Uri): Promise<void> {
  const picked = await vscode.window.showQuickPick([...files], { title: vscode.l10n.t("Generated Files") });
  if (picked) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, picked));
}
