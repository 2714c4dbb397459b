/** Connection profiles of a request document: the nearest `protocall.json` above it, and the secrets that go with a profile. */
import { open } from "node:fs/promises";
import * as path from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import * as vscode from "vscode";
import type { CallCredentials, ChannelOptions, Protocol, TlsProfile } from "../../rpc/call.ts";
import { type ProfileFile, parseProfileFile, profileFileName } from "../../rpc/profileFile.ts";
import { jsonMistake } from "../../../server/src/shared/jsonMistakes.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { unnamedTls } from "../../rpc/sslConfiguration.ts";
import type { App } from "../app.ts";
import type { Environments } from "./environments.ts";
import { foldersAbove } from "./foldersAbove.ts";
import { displayLanguage } from "../platform/settings.ts";

export interface LocatedProfiles extends ProfileFile {
  readonly uri: vscode.Uri;
}

/** The nearest profile file; undefined where there is none. */
export async function loadProfiles(document: vscode.Uri): Promise<LocatedProfiles | undefined> {
  for (const folder of foldersAbove(document)) {
    const uri = vscode.Uri.joinPath(folder, profileFileName);
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      continue;
    }
    const errors: ParseError[] = [];
    const json: unknown = parse(text, errors, { allowTrailingComma: true });
    const broken = errors[0];
    if (broken) {
      return {
        uri,
        profiles: [],
        errors: [notJson(broken)],
      };
    }
    return { uri, ...parseProfileFile(json, file => path.resolve(folder.fsPath, file)) };
  }
  return undefined;
}

function notJson({ error, offset }: ParseError): Bilingual {
  const what = jsonMistake(printParseErrorCode(error));
  return {
    en: `not JSON at offset ${offset}: ${what.en}`,
    ko: `오프셋 ${offset}에서 JSON이 아닙니다: ${what.ko}`,
  };
}

export type ChosenProfile =
  | {
      readonly ok: true;
      /** Absent: no profile is used, the mode follows from the address. */
      readonly name?: string;
      readonly tls: TlsProfile;
      readonly channel?: ChannelOptions;
      /** Secrets in it are still references. */
      readonly credentials?: CallCredentials;
      readonly protocol?: Protocol;
    }
  | { readonly ok: false; readonly message: string; readonly file?: vscode.Uri };

/** The profile that a request names, else the default one, else what its address implies. Without secrets. */
export async function chooseProfile(
  document: vscode.Uri,
  wanted: string | undefined,
  address: string,
  environments: Pick<Environments, "variables" | "folder">,
): Promise<ChosenProfile> {
  const file = await loadProfiles(document);
  const name = wanted ?? file?.defaultProfile;
  if (name === undefined) {
    const folder = environments.folder?.fsPath ?? "";
    const unnamed = unnamedTls(address, environments.variables, given => path.resolve(folder, given));
    return unnamed.ok ? unnamed : { ok: false, message: unnamed.message[displayLanguage()] };
  }
  if (!file) {
    const message = vscode.l10n.t("The request names the profile “{0}”, but there is no {1}.", name, profileFileName);
    return { ok: false, message };
  }
  const profile = file.profiles.find(other => other.name === name);
  if (profile) return { ok: true, ...profile };
  const wrong = file.errors.find(error => error.en.startsWith(`profiles.${name}`)) ?? file.errors[0];
  const message = wrong
    ? vscode.l10n.t("{0} is wrong: {1}", profileFileName, wrong[displayLanguage()])
    : vscode.l10n.t("{0} has no profile “{1}”.", profileFileName, name);
  return { ok: false, message, file: file.uri };
}

/** The name under which the passphrase of a profile's key is kept. */
const passphraseName = (tls: TlsProfile): string | undefined => {
  const file = tls.pfxFile ?? tls.keyFile;
  return file === undefined ? undefined : `passphrase:${file}`;
};

/** The profile with its passphrase, asked for if the key is encrypted; undefined if the user dismissed the prompt. */
export async function withPassphrase(app: App, tls: TlsProfile): Promise<TlsProfile | undefined> {
  const name = passphraseName(tls);
  if (tls.mode === "plaintext" || name === undefined) return tls;
  const stored = await app.secrets.get(name);
  if (stored !== undefined) return { ...tls, passphrase: stored };
  // A PFX does not say whether it has a passphrase: it is asked for when opening it fails.
  if (!tls.keyFile || !(await isEncryptedKey(tls.keyFile))) return tls;
  const passphrase = await app.secrets.ask(name, vscode.l10n.t("Passphrase of {0}", path.basename(tls.keyFile)));
  return passphrase === undefined ? undefined : { ...tls, passphrase };
}

/** Whether a PEM key says that it is encrypted. A file that cannot be read is none: the call will say so. */
async function isEncryptedKey(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(buffer.toString("latin1", 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}
