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
  const folder = foldersAbove(document).at(-1);
  const file = located?.uri ?? (folder && vscode.Uri.joinPath(folder, profileFileName));
  if (!file) throw new Error(vscode.l10n.t("Open a folder first: {0} is kept in it.", profileFileName));

  let text = located ? (await vscode.workspace.openTextDocument(file)).getText() : "{}\n";
  if (text.trim() === "") text = "{}\n";
  const set = (at: JSONPath, value: unknown) => {
    text = applyEdits(text, modify(text, at, value, { formattingOptions }));
  };
  const portable = (value: string) => {
    const relative = path.relative(path.dirname(file.fsPath), value);
    return relative.startsWith("..") || path.isAbsolute(relative) ? value : relative.split(path.sep).join("/");
  };
  for (const [key, value] of Object.entries(tls)) {
    const isFile = key === "certFile" || key === "keyFile" || key === "pfxFile";
    const written = isFile
      ? portable(value as string)
      : key === "caFiles"
        ? (value as string[]).map(portable)
        : value;
    set(["profiles", name, "tls", key], written);
  }

  if (!located) {
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
