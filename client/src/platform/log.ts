import * as vscode from "vscode";

/** The extension's own output channel. Never give it metadata values, bodies or secrets. */
export const log = vscode.window.createOutputChannel("Protocall", { log: true });

/** Writes an unexpected error with its stack; what the user is told is up to the caller. */
export function logError(what: string, error: unknown): void {
  log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
