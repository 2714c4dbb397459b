/** Changes to `protocall.json` and to the `# @profile` of a request, as edits that the user can undo. */
import * as path from "node:path";
import { applyEdits, type JSONPath, modify } from "jsonc-parser";
import * as vscode from "vscode";
import type { TlsProfile } from "../../rpc/call.ts";
import { profileFileName } from "../../rpc/profileFile.ts";
import { loadProfiles } from "./profiles.ts";
import { foldersAbove } from "./foldersAbove.ts";

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };

/**
 * Sets keys of a profile, which is created if there is none of that name. Absolute paths below the file's folder are written
 * relative to it. Returns the file.
 */
export async function writeProfile(
  document: vscode.Uri,
  name: string,
  tls: Partial<Omit<TlsProfile, "passphrase">>,
): Promise<vscode.Uri> {
  const located = await loadProfiles(document);
  const file = located?.uri ?? newFile(document);
  const portable = (value: string) => portablePath(file, value);
  const changes: Change[] = [];
  for (const [key, value] of Object.entries(tls)) {
    const isFile = key === "certFile" || key === "keyFile" || key === "pfxFile";
    const written = isFile
      ? portable(value as string)
      : key === "caFiles"
        ? (value as string[]).map(portable)
        : value;
    changes.push([["profiles", name, "tls", key], written]);
  }
  return writeConfig(file, located ? "exists" : "new", changes);
}

/** Sets the import roots in the nearest `protocall.json` above a document, which is created if there is none. Returns the file. */
export async function writeRoots(document: vscode.Uri, folders: readonly string[]): Promise<vscode.Uri> {
  for (const folder of foldersAbove(document)) {
    const file = vscode.Uri.joinPath(folder, profileFileName);
    const exists = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (exists) return writeConfig(file, "exists", [[["roots"], folders.map(f => portablePath(file, f))]]);
  }
  const file = newFile(document);
  return writeConfig(file, "new", [[["roots"], folders.map(f => portablePath(file, f))]]);
}

type Change = readonly [at: JSONPath, value: unknown];

function newFile(document: vscode.Uri): vscode.Uri {
  const folder = foldersAbove(document).at(-1);
  if (!folder) throw new Error(vscode.l10n.t("Open a folder first: {0} is kept in it.", profileFileName));
  return vscode.Uri.joinPath(folder, profileFileName);
}

/** Relative to the file's folder where it lies below it. */
function portablePath(file: vscode.Uri, value: string): string {
  const relative = path.relative(path.dirname(file.fsPath), value);
  if (relative === "") return ".";
  return relative.startsWith("..") || path.isAbsolute(relative) ? value : relative.split(path.sep).join("/");
}

async function writeConfig(
  file: vscode.Uri,
  state: "exists" | "new",
  changes: readonly Change[],
): Promise<vscode.Uri> {
  let text = state === "exists" ? (await vscode.workspace.openTextDocument(file)).getText() : "{}\n";
  if (text.trim() === "") text = "{}\n";
  for (const [at, value] of changes) text = applyEdits(text, modify(text, at, value, { formattingOptions }));
  if (state === "new") {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  }
  const open = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(open.positionAt(0), open.positionAt(open.getText().length)), text);
  await vscode.workspace.applyEdit(edit);
  // Requests read the file from disk.
  await open.save();
  return file;
}

/** Writes `# @profile name` above the request line that stands at or below `line`, in place of the one that is there. */
export async function setRequestProfile(uri: vscode.Uri, line: number, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const directive = `# @profile ${name}`;
  for (let at = line; at < document.lineCount; at++) {
    const { text, range } = document.lineAt(at);
    if (/^\s*(?:#|\/\/)\s*@profile\b/.test(text)) {
      edit.replace(uri, range, directive);
      break;
    }
    if (/^\s*GRPC\s/.test(text)) {
      edit.insert(uri, range.start, `${directive}\n`);
      break;
    }
  }
  await vscode.workspace.applyEdit(edit);
}
