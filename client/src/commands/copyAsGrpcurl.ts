import * as vscode from "vscode";
import { fillWith } from "../../../server/src/protocol/fillCall.ts";
import type { App } from "../app.ts";
import { renderGrpcurl, secretInShell } from "../calls/grpcurlCommand.ts";
import { prepareCall, requestPlace } from "../calls/prepare.ts";

/** Copies a request as a grpcurl command line. Secrets become shell variables, so that none reaches the clipboard. */
export async function copyAsGrpcurl(app: App, uri?: unknown, position?: unknown): Promise<void> {
  const place = requestPlace(uri, position);
  if (!place) return;
  const ready = await prepareCall(app, {
    ...place,
    knownDescriptors: [],
    fill: (call, environments) => fillWith(call, environments.variables, secretInShell),
  });
  if (!ready) return;
  const { prepared, filled, tls } = ready;
  const line = renderGrpcurl({
    address: filled.address,
    method: prepared.path.slice(1),
    metadata: filled.metadata,
    bodies: filled.bodies,
    tls,
    ...(prepared.timeoutMs !== undefined ? { timeoutMs: prepared.timeoutMs } : {}),
  });
  await vscode.env.clipboard.writeText(line);
  void vscode.window.setStatusBarMessage(vscode.l10n.t("The grpcurl command is in the clipboard."), 4000);
}
