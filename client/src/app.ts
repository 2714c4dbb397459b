import type * as vscode from "vscode";
import type { AnswerDocuments } from "./calls/answerDocuments.ts";
import type { Runner } from "./calls/runner.ts";
import type { Servers } from "./calls/servers.ts";
import type { RunningCalls } from "./calls/runningCalls.ts";
import type { History } from "./calls/history.ts";
import type { ViolationMarks } from "./calls/violationMarks.ts";
import type { LanguageServer } from "./languageClient.ts";
import type { WireDocuments } from "./views/wireDocuments.ts";
import type { Secrets } from "./platform/secrets.ts";

/** What lives as long as the extension and is handed to every command. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly server: LanguageServer;
  readonly secrets: Secrets;
  readonly answers: AnswerDocuments;
  readonly history: History;
  readonly runner: Runner;
  readonly running: RunningCalls;
  readonly violations: ViolationMarks;
  readonly wire: WireDocuments;
  readonly servers: Servers;
}
