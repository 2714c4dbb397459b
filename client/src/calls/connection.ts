/** The connection for a call: its profile found, and the secrets of its credentials filled in. The passphrase of its key is asked for later. */
import * as vscode from "vscode";
import { credentialTexts, filledCredentials } from "../../rpc/auth/credentialsFile.ts";
import type { CallCredentials, Connection } from "../../rpc/call.ts";
import type { App } from "../app.ts";
import { type Environments, loadEnvironments, tellMissing } from "./environments.ts";
import { fillIn } from "./fillIn.ts";
import { chooseProfile, withPassphrase } from "./profiles.ts";

export interface NamedConnection extends Connection {
  /** Absent: the mode follows from the address. */
  readonly profile?: string;
}

export interface ConnectionOptions {
  readonly document: vscode.Uri;
  /** A profile by its name; absent: the default one, else what the address implies. */
  readonly wanted: string | undefined;
  readonly address: string;
  readonly environments: Environments;
  /** `leave`: secrets are not needed, as nothing is sent. */
  readonly secrets: "ask" | "leave";
}

/** Undefined: the user was told why, or dismissed a prompt. */
export async function chooseConnection(app: App, options: ConnectionOptions): Promise<NamedConnection | undefined> {
  const { document, wanted, address, environments, secrets } = options;
  const chosen = await chooseProfile(document, wanted, address, environments);
  if (!chosen.ok) {
    tellWrongProfile(chosen.message, chosen.file);
    return undefined;
  }
  const { name, tls, channel, credentials, protocol } = chosen;
  const filled = credentials && secrets === "ask" ? await fillCredentials(app, credentials, environments) : undefined;
  if (credentials && secrets === "ask" && !filled) return undefined;
  return {
    tls,
    ...(channel ? { channel } : {}),
    ...(filled ? { credentials: filled } : {}),
    ...(protocol ? { protocol } : {}),
    ...(name === undefined ? {} : { profile: name }),
  };
}

/** For a server that no request names; ready to be dialed. */
export async function serverConnection(
  app: App,
  document: vscode.Uri,
  { address, profile }: { readonly address: string; readonly profile?: string | undefined },
): Promise<NamedConnection | undefined> {
  const environments = await loadEnvironments(app, document);
  const found = await chooseConnection(app, { document, wanted: profile, address, environments, secrets: "ask" });
  const tls = found && (await withPassphrase(app, found.tls));
  return found && tls && { ...found, tls };
}

async function fillCredentials(
  app: App,
  credentials: CallCredentials,
  environments: Environments,
): Promise<CallCredentials | undefined> {
  const texts = { address: "", bodies: [], variables: {}, metadata: credentialTexts(credentials) };
  const values = await fillIn(app, texts, environments.variables);
  if (values.ok) return filledCredentials(credentials, values.filled.metadata);
  if (values.missing.length > 0) await tellMissing(values.missing, environments);
  return undefined;
}

function tellWrongProfile(message: string, file: vscode.Uri | undefined): void {
  const open = vscode.l10n.t("Open Profiles");
  const create = vscode.l10n.t("New Profile");
  void vscode.window.showErrorMessage(message, file ? open : create).then(choice => {
    if (choice === open && file) void vscode.window.showTextDocument(file);
    if (choice === create) void vscode.commands.executeCommand("protocall.newProfile");
  });
}
