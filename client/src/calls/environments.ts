/** The environments a request document sees: the env files of its folder or the nearest folder above, within the workspace. */
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import * as vscode from "vscode";
import {
  environmentFiles,
  environmentNames,
  environmentVariables,
} from "../../../server/src/protocol/environment.ts";
import type { App } from "../app.ts";
import { jsonMistake } from "../../../server/src/shared/jsonMistakes.ts";
import { log } from "../platform/log.ts";
import { displayLanguage } from "../platform/settings.ts";
import { foldersAbove } from "./foldersAbove.ts";

const selectedKey = "protocall.environment";

export interface Environments {
  readonly names: readonly string[];
  /** The one in use; undefined: none is chosen, only shared variables hold. */
  readonly selected?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the files: paths in them are relative to it. */
  readonly folder?: vscode.Uri;
}

/** `wanted`: an environment to use instead of the chosen one. */
export async function loadEnvironments(app: App, document: vscode.Uri, wanted?: string): Promise<Environments> {
  const { folder, files } = await readEnvironmentFiles(document);
  const names = environmentNames(files);
  const chosen = wanted ?? app.context.workspaceState.get<string>(selectedKey);
  // With a single environment there is nothing to choose.
  const selected =
    chosen !== undefined && names.includes(chosen) ? chosen : names.length === 1 ? names[0] : undefined;
  const variables = environmentVariables(files, selected);
  return { names, variables, ...(selected !== undefined ? { selected } : {}), ...(folder ? { folder } : {}) };
}

const changed = new vscode.EventEmitter<void>();
/** Another environment was chosen. */
export const onDidChooseEnvironment = changed.event;

export async function chooseEnvironment(app: App, name: string | undefined): Promise<void> {
  await app.context.workspaceState.update(selectedKey, name);
  changed.fire();
}

/** In order of precedence. Both files of the nearest folder that has one; a file that is not JSON counts as empty. */
async function readEnvironmentFiles(
  document: vscode.Uri,
): Promise<{ readonly folder?: vscode.Uri; readonly files: readonly unknown[] }> {
  for (const folder of foldersAbove(document)) {
    const found: unknown[] = [];
    for (const name of environmentFiles) {
      const file = vscode.Uri.joinPath(folder, name);
      const text = await readText(file);
      if (text === undefined) continue;
      const errors: ParseError[] = [];
      found.push(parse(text, errors, { allowTrailingComma: true }));
      for (const { error, offset } of errors) {
        const what = jsonMistake(printParseErrorCode(error))[displayLanguage()];
        log.warn(vscode.l10n.t("{0}, at offset {1}: {2}", file.fsPath, offset, what));
      }
    }
    if (found.length > 0) return { folder, files: found };
  }
  return { files: [] };
}

async function readText(file: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

/** Says which references nothing gives a value for. */
export async function tellMissing(missing: readonly string[], environments: Environments): Promise<void> {
  const names = missing.map(name => `{{${name}}}`).join(", ");
  const select = vscode.l10n.t("Select Environment");
  const message = environments.selected
    ? vscode.l10n.t(
        "Nothing gives a value for {0}, in the file or in the environment “{1}”.",
        names,
        environments.selected,
      )
    : vscode.l10n.t(
        "Nothing gives a value for {0}. Write “@name = value” into the file or choose an environment.",
        names,
      );
  const buttons = environments.names.length > 0 ? [select] : [];
  void vscode.window.showErrorMessage(message, ...buttons).then(choice => {
    if (choice === select) void vscode.commands.executeCommand("protocall.selectEnvironment");
  });
}
