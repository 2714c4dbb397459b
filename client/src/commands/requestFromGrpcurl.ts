import * as vscode from "vscode";
import type { App } from "../app.ts";
import { parseCommandLine } from "../calls/grpcurlCommand.ts";
import { requestOfCommandLine } from "../calls/requestOfCommandLine.ts";

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
  const text = await requestOfCommandLine(result.call, into?.uri);
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
