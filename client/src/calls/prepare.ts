/** From a place in a request document to a call that is ready to be sent, or a word about why there is none. */
import * as vscode from "vscode";
import type { FilledCall, FillResult } from "../../../server/src/protocol/fillCall.ts";
import {
  type PrepareCallResult,
  type PreparedCall,
  Requests,
  type UnknownCall,
} from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { chooseConnection, type NamedConnection } from "./connection.ts";
import { type Environments, loadEnvironments, tellMissing } from "./environments.ts";
import { fillIn } from "./fillIn.ts";
import { reflectMethod } from "./reflectMethod.ts";

/** Its key may still need a passphrase. */
export interface ReadyCall extends NamedConnection {
  readonly prepared: PreparedCall;
  readonly filled: FilledCall;
  readonly environment?: string;
}

/** What is used once instead of what the document says. */
export interface CallOverride {
  readonly environment?: string;
  readonly profile?: string;
  readonly address?: string;
}

export interface PrepareOptions {
  readonly override?: CallOverride | undefined;
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
  /** Hashes of the descriptor sets that need not be sent again. */
  readonly knownDescriptors: readonly string[];
  /** How to fill in variables and secrets; by default secrets are asked for. */
  readonly fill?: (call: UnknownCall, environments: Environments) => Promise<FillResult> | FillResult;
}

/** Undefined: the user was told why, or dismissed a prompt. */
export async function prepareCall(app: App, options: PrepareOptions): Promise<ReadyCall | undefined> {
  const { uri, position, knownDescriptors, override = {} } = options;
  const [result, environments] = await Promise.all([
    app.server.request<PrepareCallResult>(Requests.prepareCall, {
      uri: uri.toString(),
      position: { line: position.line, character: position.character },
      knownDescriptors,
    }),
    loadEnvironments(app, uri, override.environment),
  ]);
  const written = result.ok ? result.call : result.unknown;
  if (!written) {
    if (!result.ok) await tellProblem(uri, result.message, result.range);
    return undefined;
  }

  const withFiles = await withBodyFiles(written, uri);
  if (!withFiles) return undefined;
  const prepared = override.address === undefined ? withFiles : { ...withFiles, address: override.address };
  const fill = options.fill ?? (call => fillIn(app, call, environments.variables));
  const filled = await fill(prepared, environments);
  if (!filled.ok) {
    if (filled.missing.length > 0) await tellMissing(filled.missing, environments);
    return undefined;
  }

  const connection = await chooseConnection(app, {
    document: uri,
    wanted: override.profile ?? prepared.profile,
    address: filled.filled.address,
    environments,
    secrets: options.fill ? "leave" : "ask",
  });
  if (!connection) return undefined;
  const schema = result.ok
    ? result.call
    : await reflectMethod(app, prepared.path, { filled: filled.filled, connection, why: result.message });
  if (!schema) return undefined;
  return {
    ...connection,
    prepared: { ...schema, ...prepared },
    filled: filled.filled,
    ...(environments.selected !== undefined ? { environment: environments.selected } : {}),
  };
}

/** Reads the messages that lie in files; undefined if one cannot be read, which the user is told. */
async function withBodyFiles(call: UnknownCall, document: vscode.Uri): Promise<UnknownCall | undefined> {
  const bodies = [...call.bodies];
  for (const [index, path] of Object.entries(call.bodyFiles ?? {})) {
    const folder = vscode.Uri.joinPath(document.with({ scheme: "file" }), "..");
    const file = path.startsWith("/") ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
    try {
      bodies[Number(index)] = new TextDecoder("utf-8", { fatal: true }).decode(
        await vscode.workspace.fs.readFile(file),
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t("The message in {0} cannot be read: {1}", path, reason));
      return undefined;
    }
  }
  return { ...call, bodies };
}

async function tellProblem(
  uri: vscode.Uri,
  message: string,
  range: { start: { line: number; character: number }; end: { line: number; character: number } } | undefined,
): Promise<void> {
  const problems = vscode.l10n.t("Show Problems");
  void vscode.window.showErrorMessage(message, problems).then(choice => {
    if (choice) void vscode.commands.executeCommand("workbench.actions.view.problems");
  });
  if (!range) return;
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const place = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  if (!editor) return;
  editor.selection = new vscode.Selection(place.start, place.end);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a command that has no arguments, or those of a menu, finds its request. */
export function requestPlace(
  uri: unknown,
  position: unknown,
): { readonly uri: vscode.Uri; readonly position: vscode.Position } | undefined {
  const at = position as { line?: unknown; character?: unknown } | undefined;
  const given = typeof uri === "string" ? vscode.Uri.parse(uri, true) : uri instanceof vscode.Uri ? uri : undefined;
  if (given && typeof at?.line === "number" && typeof at.character === "number") {
    return { uri: given, position: new vscode.Position(at.line, at.character) };
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || (given && editor.document.uri.toString() !== given.toString())) return undefined;
  return { uri: editor.document.uri, position: editor.selection.active };
}
