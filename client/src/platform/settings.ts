/** Typed reading of the extension's settings: the only place that knows their names and defaults. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { ServerOptions, ServerSettings } from "../../../server/src/protocol/requests.ts";

const section = "protocall";

function read<T>(name: string, scope: vscode.Uri | undefined, fallback: T): T {
  return vscode.workspace.getConfiguration(section, scope).get<T>(name) ?? fallback;
}

/** The language of notes: the setting, or for `auto` the editor's display language. */
export function notesLanguage(): ServerOptions["language"] {
  const wanted = read<string>("notes.language", undefined, "auto");
  if (wanted === "en" || wanted === "ko") return wanted;
  return displayLanguage();
}

/** The editor's own language, as far as we speak it. */
export const displayLanguage = (): ServerOptions["language"] => (/^ko\b/i.test(vscode.env.language) ? "ko" : "en");

/** Import roots as absolute paths; relative ones belong to the workspace folder that configures them. */
export function importRoots(): string[] {
  const roots: string[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== "file") continue;
    for (const root of read<string[]>("roots", folder.uri, [])) {
      if (typeof root !== "string" || root === "") continue;
      const absolute = path.resolve(folder.uri.fsPath, root);
      if (!roots.includes(absolute)) roots.push(absolute);
    }
  }
  return roots;
}

export const defaultAddress = (scope: vscode.Uri): string =>
  read<string>("calls.defaultAddress", scope, "").trim() || "localhost:50051";

/** Milliseconds; undefined where calls have no deadline of their own. */
export function defaultTimeoutMs(scope: vscode.Uri): number | undefined {
  const seconds = read<number>("calls.timeoutSeconds", scope, 30);
  return seconds > 0 ? Math.round(seconds * 1000) : undefined;
}

export const historySize = (): number => Math.max(0, read<number>("calls.historySize", undefined, 50));

/** What the language server follows while it runs. In a workspace that is not trusted no repository is asked. */
export const serverSettings = (): ServerSettings => ({
  inlayHints: {
    tagSize: read("inlayHints.tagSize", undefined, true),
    implicitPresence: read("inlayHints.implicitPresence", undefined, true),
    jsonName: read("inlayHints.jsonName", undefined, true),
    nextNumber: read("inlayHints.nextNumber", undefined, true),
  },
  codeLens: {
    references: read("codeLens.references", undefined, true),
    calls: read("codeLens.calls", undefined, true),
  },
  diagnostics: {
    severity: read<Record<string, string>>("diagnostics.severity", undefined, {}),
    scope: read<string>("diagnostics.scope", undefined, "openFiles") === "workspace" ? "workspace" : "openFiles",
  },
  gitHistory: vscode.workspace.isTrusted && read("completion.gitHistory", undefined, true),
});

export const changesServerSettings = (change: vscode.ConfigurationChangeEvent): boolean =>
  ["inlayHints", "codeLens", "completion", "diagnostics.severity"].some(name =>
    change.affectsConfiguration(`${section}.${name}`),
  );

/** Whether a change needs the language server to start anew, as it learns these only at its start. */
export const changesServer = (change: vscode.ConfigurationChangeEvent): boolean =>
  ["notes.language", "roots", "diagnostics.scope"].some(name => change.affectsConfiguration(`${section}.${name}`));
