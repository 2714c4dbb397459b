import * as vscode from "vscode";
import { type MethodInfo, type MethodsResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { openRequest } from "../calls/openRequest.ts";
import { requireTrust } from "../platform/trust.ts";

/** From a CodeLens with the file and `package.Service/Method`; from the palette the user picks a method of the workspace. */
export async function callRpc(app: App, uri?: string | vscode.Uri, method?: string): Promise<void> {
  if (!requireTrust()) return;
  if (uri !== undefined && method !== undefined) {
    await openRequest(app, typeof uri === "string" ? vscode.Uri.parse(uri, true) : uri, method);
    return;
  }
  const picked = await pickMethod(app);
  if (picked) await openRequest(app, vscode.Uri.parse(picked.uri, true), `${picked.service}/${picked.method}`);
}

interface MethodItem extends vscode.QuickPickItem {
  readonly info: MethodInfo;
}

async function pickMethod(app: App): Promise<MethodInfo | undefined> {
  const picked = await vscode.window.showQuickPick<MethodItem>(methodItems(app), {
    title: vscode.l10n.t("Call RPC"),
    placeHolder: vscode.l10n.t("Which method do you want to call?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.info;
}

/** Those of the active file come first. */
async function methodItems(app: App): Promise<MethodItem[]> {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const methods = await app.server.request<MethodsResult>(Requests.methods, {});
  if (methods.length === 0) throw new Error(vscode.l10n.t("No .proto file of the workspace declares an rpc."));
  return methods
    .toSorted((a, b) => Number(b.uri === active) - Number(a.uri === active))
    .map(info => ({
      label: info.method,
      description: info.service,
      detail: `${arrow(info)}  ${vscode.workspace.asRelativePath(vscode.Uri.parse(info.uri))}`,
      info,
    }));
}

/** `Request → stream Reply` */
function arrow({ kind, input, output }: MethodInfo): string {
  const short = (name: string) => name.slice(name.lastIndexOf(".") + 1);
  const sends = kind === "client-streaming" || kind === "bidirectional" ? "stream " : "";
  const answers = kind === "server-streaming" || kind === "bidirectional" ? "stream " : "";
  return `${sends}${short(input)} → ${answers}${short(output)}`;
}
