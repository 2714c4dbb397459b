/** Typed reading of the extension's settings: the only place that knows their names and defaults. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { ServerSettings } from "../../../server/src/protocol/requests.ts";
import type { Language } from "../../../server/src/shared/language.ts";

const section = "protocall";

function read<T>(name: string, scope: vscode.Uri | undefined, fallback: T): T {
  return vscode.workspace.getConfiguration(section, scope).get<T>(name) ?? fallback;
}

/** The language of notes: the setting, or for `auto` the editor's display language. */
export function notesLanguage(): Language {
  const wanted = read<string>("notes.language", undefined, "auto");
  if (wanted === "en" || wanted === "ko") return wanted;
  return displayLanguage();
}

/** The editor's own language, as far as we speak it. */
export const displayLanguage = (): Language => (/^ko\b/i.test(vscode.env.language) ? "ko" : "en");

/** Import roots of each workspace folder as absolute paths; relative ones belong to the folder. */
function importRoots(): ServerSettings["roots"] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return folders.map(({ uri }) => {
    const given = read<unknown[]>("roots", uri, []).filter(root => typeof root === "string" && root !== "");
    return { folder: uri.toString(), roots: given.map(root => path.resolve(uri.fsPath, root as string)) };
  });
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
    implicitPresence: read("inlayHints.implicitPresence", undefined, false),
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
  roots: importRoots(),
  language: notesLanguage(),
  gitHistory: vscode.workspace.isTrusted && read("completion.gitHistory", undefined, true),
});

export const changesServerSettings = (change: vscode.ConfigurationChangeEvent): boolean =>
  ["roots", "inlayHints", "codeLens", "completion", "diagnostics", "notes.language"].some(name =>
    change.affectsConfiguration(`${section}.${name}`),
  );
