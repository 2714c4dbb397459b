/** Activation: wiring only. Nothing here is awaited, and a command's module loads when it first runs. */
import type * as vscode from "vscode";
import type { App } from "./app.ts";
import { AnswerDocuments } from "./calls/answerDocuments.ts";
import { History } from "./calls/history.ts";
import { registerCommands } from "./commands/register.ts";
import { LanguageServer } from "./languageClient.ts";
import { log } from "./platform/log.ts";
import { Secrets } from "./platform/secrets.ts";
import { registerNotePages } from "./views/notePages.ts";
import { ProfilesView } from "./views/profilesView.ts";
import { ServicesView } from "./views/servicesView.ts";
import { StatusItem } from "./views/statusItem.ts";

export function activate(context: vscode.ExtensionContext): void {
  const app: App = {
    context,
    server: new LanguageServer(context),
    secrets: new Secrets(context),
    answers: new AnswerDocuments(),
    history: new History(context),
  };

  context.subscriptions.push(
    log,
    app.server,
    app.answers,
    registerNotePages(app),
    new ServicesView(app),
    new ProfilesView(),
    new StatusItem(app),
    registerCommands({
      callRpc: async () => (await import("./commands/callRpc.ts")).callRpc.bind(undefined, app),
      clearHistory: async () => (await import("./commands/clearHistory.ts")).clearHistory.bind(undefined, app),
      compareAnswers: async () => (await import("./commands/compareAnswers.ts")).compareAnswers.bind(undefined, app),
      conceptNotes: async () => (await import("./commands/conceptNotes.ts")).conceptNotes.bind(undefined, app),
      copyAsGrpcurl: async () => (await import("./commands/copyAsGrpcurl.ts")).copyAsGrpcurl.bind(undefined, app),
      forgetSecrets: async () => (await import("./commands/forgetSecrets.ts")).forgetSecrets.bind(undefined, app),
      newProfile: async () => (await import("./commands/newProfile.ts")).newProfile.bind(undefined, app),
      requestFromGrpcurl: async () =>
        (await import("./commands/requestFromGrpcurl.ts")).requestFromGrpcurl.bind(undefined, app),
      restartServer: async () => () => app.server.restart(),
      saveAnswer: async () => (await import("./commands/saveAnswer.ts")).saveAnswer.bind(undefined, app),
      selectEnvironment: async () =>
        (await import("./commands/selectEnvironment.ts")).selectEnvironment.bind(undefined, app),
      showHistory: async () => (await import("./commands/showHistory.ts")).showHistory.bind(undefined, app),
      showLog: async () => () => log.show(),
      showNote: async () => (await import("./commands/showNote.ts")).showNote,
    }),
  );
}
