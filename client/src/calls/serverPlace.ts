/** Which server a command is about: that of the request at the cursor, else one that the user names. */
import * as vscode from "vscode";
import type { Metadata } from "../../rpc/call.ts";
import type { App } from "../app.ts";
import { defaultAddress } from "../platform/settings.ts";
import { prepareCall, requestPlace } from "./prepare.ts";
import { type NamedConnection, serverConnection } from "./connection.ts";
import { loadProfiles, withPassphrase } from "./profiles.ts";

export interface ServerPlace extends NamedConnection {
  readonly address: string;
  readonly metadata: Metadata;
}

/** Undefined: the user was told why, or dismissed a prompt. */
export async function serverPlace(app: App, uri?: unknown, position?: unknown): Promise<ServerPlace | undefined> {
  const place = requestPlace(uri, position);
  const isRequest = place && vscode.window.activeTextEditor?.document.languageId === "grpc-request";
  if (place && (isRequest || position !== undefined)) return ofRequest(app, place);
  return namedServer(app);
}

async function ofRequest(
  app: App,
  place: { readonly uri: vscode.Uri; readonly position: vscode.Position },
): Promise<ServerPlace | undefined> {
  const ready = await prepareCall(app, { ...place, knownDescriptors: app.runner.knownDescriptors });
  const tls = ready && (await withPassphrase(app, ready.tls));
  if (!ready || !tls) return undefined;
  const { prepared: _, filled, environment: __, ...connection } = ready;
  return { ...connection, tls, address: filled.address, metadata: filled.metadata };
}

/** A server whose address the user types. `chosen`: a profile and the file that it is from; else the user picks one. */
export async function namedServer(
  app: App,
  chosen?: { readonly name: string; readonly file: vscode.Uri },
): Promise<ServerPlace | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t("Which server?"),
    prompt: vscode.l10n.t("Address, such as localhost:50051 or grpcs://api.example.com"),
    value: folder ? defaultAddress(folder) : "localhost:50051",
  });
  if (!address) return undefined;
  const document = chosen?.file ?? vscode.Uri.joinPath(folder ?? vscode.Uri.file("/"), "server.grpc");
  const profile = chosen?.name ?? (await pickProfile(document));
  if (profile === undefined) return undefined;
  const connection = await serverConnection(app, document, { address, profile: profile || undefined });
  return connection && { ...connection, address, metadata: [] };
}

/** "": what the address implies; undefined: dismissed. */
async function pickProfile(document: vscode.Uri): Promise<string | undefined> {
  const file = await loadProfiles(document);
  if (!file || file.profiles.length === 0) return "";
  const implied = { label: vscode.l10n.t("As the address implies"), name: "" };
  const items = file.profiles.map(({ name, tls }) => ({ label: name, description: tls.mode, name }));
  const picked = await vscode.window.showQuickPick([...items, implied], {
    title: vscode.l10n.t("With which profile?"),
  });
  return picked?.name;
}
