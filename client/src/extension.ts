/** Activation: wiring only. Nothing here is awaited, and a command's module loads when it first runs. */
import type * as vscode from "vscode";
import type { App } from "./app.ts";
import { registerCommands } from "./commands/register.ts";
import { LanguageServer } from "./languageClient.ts";
import { log } from "./platform/log.ts";
import { Secrets } from "./platform/secrets.ts";
import { registerNotePages } from "./views/notePages.ts";

export function activate(context: vscode.ExtensionContext): void {
  const app: App = { context, server: new LanguageServer(context), secrets: new Secrets(context) };

  context.subscriptions.push(
    log,
    app.server,
    registerNotePages(app),
    registerCommands({
      conceptNotes: async () => (await import("./commands/conceptNotes.ts")).conceptNotes.bind(undefined, app),
      showNote: async () => (await import("./commands/showNote.ts")).showNote,
      restartServer: async () => () => app.server.restart(),
      showLog: async () => () => log.show(),
    }),
  );
}
