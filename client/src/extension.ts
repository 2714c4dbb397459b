/** Activation: wiring only. Nothing here is awaited, and a command's module loads when it first runs. */
import type * as vscode from "vscode";
import type { App } from "./app.ts";
import { AnswerColors } from "./calls/answerColors.ts";
import { AnswerDocuments } from "./calls/answerDocuments.ts";
import { History } from "./calls/history.ts";
import { AnswerLenses } from "./calls/answerLenses.ts";
import { ForkedRunner } from "./calls/forkedRunner.ts";
import { registerPaste } from "./calls/pasteCommandLine.ts";
import { Servers } from "./calls/servers.ts";
import { RunningCalls } from "./calls/runningCalls.ts";
import { ViolationMarks } from "./calls/violationMarks.ts";
import { registerCommands } from "./commands/register.ts";
import { LanguageServer } from "./languageClient.ts";
import { log } from "./platform/log.ts";
import { Secrets } from "./platform/secrets.ts";
import { registerExplanationPages } from "./views/explanationPages.ts";
import { registerNotePages } from "./views/notePages.ts";
import { registerProfileHover } from "./views/profileHover.ts";
import { ProfilesView } from "./views/profilesView.ts";
import { registerRequestTests } from "./views/requestTests.ts";
import { ServicesView } from "./views/servicesView.ts";
import { WireDocuments } from "./views/wireDocuments.ts";
import { StatusItem } from "./views/statusItem.ts";

export function activate(context: vscode.ExtensionContext): void {
  const app: App = {
    context,
    server: new LanguageServer(context),
    secrets: new Secrets(context),
    answers: new AnswerDocuments(),
    history: new History(context),
    running: new RunningCalls(),
    violations: new ViolationMarks(),
    wire: new WireDocuments(),
    servers: new Servers(context),
    runner: new ForkedRunner(context),
  };

  const services = new ServicesView(app);
  context.subscriptions.push(
    log,
    app.server,
    app.answers,
    new AnswerLenses(app.answers),
    new AnswerColors(),
    app.running,
    app.violations,
    app.wire,
    app.servers,
    app.runner,
    registerExplanationPages(app),
    registerNotePages(app),
    registerProfileHover(app),
    registerPaste(),
    services,
    new ProfilesView(),
    new StatusItem(app),
    registerRequestTests(app),
    registerCommands({
      addServer: async () => (await import("./commands/addServer.ts")).addServer.bind(undefined, app),
      callServed: async () => (await import("./commands/callServed.ts")).callServed.bind(undefined, app),
      refreshServices: async () => () => services.refresh(),
      removeServer: async () => (await import("./commands/removeServer.ts")).removeServer.bind(undefined, app),
      applyFix: async () => (await import("./commands/applyFix.ts")).applyFix.bind(undefined, app),
      callRpc: async () => (await import("./commands/callRpc.ts")).callRpc.bind(undefined, app),
      cancelRequest: async () => () => app.running.cancelAll(),
      clearHistory: async () => (await import("./commands/clearHistory.ts")).clearHistory.bind(undefined, app),
      compareAnswers: async () => (await import("./commands/compareAnswers.ts")).compareAnswers.bind(undefined, app),
      conceptNotes: async () => (await import("./commands/conceptNotes.ts")).conceptNotes.bind(undefined, app),
      copyAnswer: async () => (await import("./commands/copyAnswer.ts")).copyAnswer.bind(undefined, app),
      copyAsGrpcurl: async () => (await import("./commands/copyAsGrpcurl.ts")).copyAsGrpcurl.bind(undefined, app),
      forgetSecrets: async () => (await import("./commands/forgetSecrets.ts")).forgetSecrets.bind(undefined, app),
      generateStubs: async () => (await import("./commands/generateStubs.ts")).generateStubs.bind(undefined, app),
      moveDeclaration: async () => (await import("./commands/moveDeclaration.ts")).moveDeclaration,
      inspectHandshake: async () =>
        (await import("./commands/inspectHandshake.ts")).inspectHandshake.bind(undefined, app),
      newProfile: async () => (await import("./commands/newProfile.ts")).newProfile.bind(undefined, app),
      openProfile: async () => (await import("./commands/openProfile.ts")).openProfile.bind(undefined, app),
      openStream: async () => (await import("./commands/openStream.ts")).openStream.bind(undefined, app),
      renameAt: async () => (await import("./commands/renameAt.ts")).renameAt,
      probeBalancing: async () => (await import("./commands/probeBalancing.ts")).probeBalancing.bind(undefined, app),
      requestFromGrpcurl: async () =>
        (await import("./commands/requestFromGrpcurl.ts")).requestFromGrpcurl.bind(undefined, app),
      restartServer: async () => () => app.server.restart(),
      saveAnswer: async () => (await import("./commands/saveAnswer.ts")).saveAnswer.bind(undefined, app),
      selectEnvironment: async () =>
        (await import("./commands/selectEnvironment.ts")).selectEnvironment.bind(undefined, app),
      sendRequest: async () => (await import("./commands/sendRequest.ts")).sendRequest.bind(undefined, app),
      sendRequestTo: async () => (await import("./commands/sendRequestTo.ts")).sendRequestTo.bind(undefined, app),
      showImportRoots: async () =>
        (await import("./commands/showImportRoots.ts")).showImportRoots.bind(undefined, app),
      showHistory: async () => (await import("./commands/showHistory.ts")).showHistory.bind(undefined, app),
      showLog: async () => () => log.show(),
      showWire: async () => (await import("./commands/showWire.ts")).showWire.bind(undefined, app),
      showNote: async () => (await import("./commands/showNote.ts")).showNote,
      showReferences: async () => (await import("./commands/showReferences.ts")).showReferences,
    }),
  );
}
