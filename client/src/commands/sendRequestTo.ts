import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { Answer } from "../calls/answer.ts";
import { loadEnvironments } from "../calls/environments.ts";
import { type CallOverride, requestPlace } from "../calls/prepare.ts";
import { loadProfiles } from "../calls/profiles.ts";
import { sendRequest } from "../calls/sendRequest.ts";
import { requireTrust } from "../platform/trust.ts";

interface Choice extends vscode.QuickPickItem {
  readonly override?: CallOverride;
}

/** Sends a request once with another environment, profile or address; the document stays as it is. */
export async function sendRequestTo(app: App, uri?: unknown, position?: unknown): Promise<Answer | undefined> {
  if (!requireTrust()) return undefined;
  const place = requestPlace(uri, position);
  if (!place) return undefined;
  const override = await pickOverride(app, place.uri);
  return override && sendRequest(app, { ...place, override });
}

async function pickOverride(app: App, document: vscode.Uri): Promise<CallOverride | undefined> {
  const [environments, profiles] = await Promise.all([loadEnvironments(app, document), loadProfiles(document)]);
  const items: Choice[] = [
    ...group(
      vscode.l10n.t("Environments"),
      environments.names,
      environment => ({ environment }),
      "$(server-environment)",
    ),
    ...group(
      vscode.l10n.t("Profiles"),
      (profiles?.profiles ?? []).map(({ name }) => name),
      profile => ({ profile }),
      "$(key)",
    ),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(globe) ${vscode.l10n.t("Another address…")}` },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Send to…") });
  if (!picked) return undefined;
  if (picked.override) return picked.override;
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t("Send to…"),
    prompt: vscode.l10n.t("Address, such as localhost:50051 or grpcs://api.example.com"),
    validateInput: value => (value.trim() === "" ? vscode.l10n.t("An address is needed") : undefined),
  });
  return address === undefined ? undefined : { address: address.trim() };
}

function group(
  title: string,
  names: readonly string[],
  overrideOf: (name: string) => CallOverride,
  icon: string,
): Choice[] {
  if (names.length === 0) return [];
  const choices = names.map(name => ({ label: `${icon} ${name}`, override: overrideOf(name) }));
  return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...choices];
}
