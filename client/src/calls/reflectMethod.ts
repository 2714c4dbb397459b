/** The schema of a method that no .proto file of the workspace declares, from the server itself. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { FilledCall } from "../../../server/src/protocol/fillCall.ts";
import type { PreparedCall } from "../../../server/src/protocol/requests.ts";
import type { Connection } from "../../rpc/call.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { App } from "../app.ts";
import { askWithProgress } from "../platform/askWithProgress.ts";
import { withPassphrase } from "./profiles.ts";
import { notesLanguage } from "../platform/settings.ts";
import { requireTrust } from "../platform/trust.ts";

export type MethodSchema = Pick<PreparedCall, "kind" | "input" | "output" | "descriptorHash" | "descriptorSet">;

/** `why`: what the workspace said. Undefined: the user was told that the server does not say either, or cancelled. */
export async function reflectMethod(
  app: App,
  path: string,
  { filled, connection, why }: { readonly filled: FilledCall; readonly connection: Connection; readonly why: string },
): Promise<MethodSchema | undefined> {
  if (!requireTrust()) return undefined;
  const [, service = "", name = ""] = path.split("/");
  const { address, metadata } = filled;
  const tls = await withPassphrase(app, connection.tls);
  if (!tls) return undefined;
  const server = { ...connection, tls, address, metadata, symbols: [service] };
  const title = vscode.l10n.t("Asking {0} for {1}", address, service);
  const answer = await askWithProgress(title, signal => app.runner.ask({ type: "reflect", server }, signal));
  if (!answer) return undefined;
  if (!answer.ok) {
    const { title: reason, advice } = failureText(answer.failure, notesLanguage());
    void vscode.window.showErrorMessage([why, reason, ...advice].join(" · "));
    return undefined;
  }
  const method = answer.methods.find(m => m.service === service && m.method === name);
  if (!method) {
    void vscode.window.showErrorMessage(
      `${why} · ${vscode.l10n.t("{0} does not know {1} either.", address, path.slice(1))}`,
    );
    return undefined;
  }
  const { kind, input, output } = method;
  return { kind, input, output, ...setReference(answer.descriptorSet) };
}

/** A set by its content, as the same server says the same each time. */
export function setReference(bytes: Uint8Array): { readonly descriptorHash: string; readonly descriptorSet: string } {
  const descriptorHash = createHash("sha256").update(bytes).digest("hex").slice(0, 24);
  return { descriptorHash, descriptorSet: Buffer.from(bytes).toString("base64") };
}
