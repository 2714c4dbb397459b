import * as path from "node:path";
import * as vscode from "vscode";
import { impliedTls } from "../../rpc/profileFile.ts";
import type { App } from "../app.ts";
import { type CommandLineCall, parseCommandLine } from "../calls/grpcurlCommand.ts";
import { writeProfile } from "../calls/profileEdits.ts";

/** Makes a request of the grpcurl or `buf curl` command line in the clipboard; into the active request document, else a new one. */
export async function requestFromGrpcurl(_app: App, line?: string): Promise<void> {
  const result = parseCommandLine(typeof line === "string" ? line : await vscode.env.clipboard.readText());
  if (!result.ok) {
    const why = {
      "not a call": vscode.l10n.t("The clipboard holds no command line of grpcurl or buf curl."),
      "quote is open": vscode.l10n.t("The command line in the clipboard has a quote that is not closed."),
      "no method": vscode.l10n.t("The command line in the clipboard names no method to call."),
    };
    void vscode.window.showWarningMessage(why[result.reason]);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  const into = editor?.document.languageId === "grpc-request" ? editor.document : undefined;
  const text = requestText(result.call, await profileFor(into?.uri, result.call));
  if (!into) {
    const document = await vscode.workspace.openTextDocument({ language: "grpc-request", content: text });
    await vscode.window.showTextDocument(document);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const source = into.getText();
  const gap = source === "" ? "" : source.endsWith("\n") ? "\n" : "\n\n";
  edit.insert(into.uri, into.positionAt(source.length), gap + text);
  await vscode.workspace.applyEdit(edit);
}

/** The name of a profile with the files of the command line; undefined where the address says enough. */
async function profileFor(document: vscode.Uri | undefined, call: CommandLineCall): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const { caFiles, certFile, keyFile, serverName, skipVerify } = call.tls;
  const isSpecial = caFiles || certFile || serverName || skipVerify;
  if (!folder || !isSpecial) return undefined;
  const absolute = (file: string) => path.resolve(folder.fsPath, file);
  const name = call.address.replace(/^\w+:\/+/, "").replace(/[^\w.-]+/g, "-");
  await writeProfile(document ?? vscode.Uri.joinPath(folder, "request.grpc"), name, {
    ...call.tls,
    ...(caFiles ? { caFiles: caFiles.map(absolute) } : {}),
    ...(certFile ? { certFile: absolute(certFile) } : {}),
    ...(keyFile ? { keyFile: absolute(keyFile) } : {}),
  });
  return name;
}

function requestText(call: CommandLineCall, profile: string | undefined): string {
  const isImplied = profile !== undefined || impliedTls(call.address).mode === call.tls.mode;
  const bare = call.address.replace(/^\w+:\/\//, "");
  const address = isImplied ? call.address : `${call.tls.mode === "plaintext" ? "grpc" : "grpcs"}://${bare}`;
  return [
    `### ${call.method.slice(call.method.lastIndexOf("/") + 1)}`,
    ...(profile ? [`# @profile ${profile}`] : []),
    ...(call.timeoutMs !== undefined ? [`# @timeout ${call.timeoutMs} ms`] : []),
    `GRPC ${address}/${call.method}`,
    ...call.metadata.map(([key, value]) => `${key}: ${value}`),
    "",
    call.bodies.length > 0 ? call.bodies.join("\n===\n") : "{}",
    "",
  ].join("\n");
}
