/** The language server as a process of its own, talked to over Node's IPC. Starting is never awaited by activation. */
import * as vscode from "vscode";
import {
  type Disposable,
  LanguageClient,
  type ServerOptions as Launch,
  TransportKind,
} from "vscode-languageclient/node";
import { Requests, type ServerOptions } from "../../server/src/protocol/requests.ts";
import { log, logError } from "./platform/log.ts";
import { changesServerSettings, notesLanguage, serverSettings } from "./platform/settings.ts";

const schemes = ["file", "untitled", "vscode-vfs"];

export class LanguageServer implements Disposable {
  readonly #client: LanguageClient;
  readonly #settings: vscode.Disposable;
  #ready: Promise<void>;

  constructor(context: vscode.ExtensionContext) {
    const module = vscode.Uri.joinPath(context.extensionUri, "server", "out", "server.js").fsPath;
    const launch: Launch = {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6039"] } },
    };
    this.#client = new LanguageClient("protocall", "Protocall", launch, {
      documentSelector: schemes.flatMap(scheme => [
        { scheme, language: "proto" },
        { scheme, language: "grpc-request" },
        // Files of HTTP clients, for the GRPC blocks in them.
        { scheme, pattern: "**/*.{http,rest}" },
      ]),
      // A function, as a restart reads it again.
      initializationOptions: (): ServerOptions => ({
        language: notesLanguage(),
        commandLinks: true,
        explanationPages: true,
        settings: serverSettings(),
      }),
      outputChannel: vscode.window.createOutputChannel("Protocall Language Server", { log: true }),
      markdown: { isTrusted: { enabledCommands: ["protocall.showNote"] }, supportHtml: false },
    });
    this.#ready = this.#start();
    // Already logged; every later request rejects with it too.
    this.#ready.catch(() => {});
    this.#settings = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (changesServerSettings(change)) this.#tellSettings();
      }),
      // Each folder has its own.
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#tellSettings()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#tellSettings()),
    );
  }

  async #start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      logError("the language server does not start", error);
      throw error;
    }
  }

  /** A server that is not up gets them with its start. */
  #tellSettings(): void {
    void this.#ready
      .then(() => this.#client.sendNotification(Requests.settings, serverSettings()))
      .catch(error => logError("the language server is not told of changed settings", error));
  }

  /** Sends one of our own requests, once the server is up. Rejects if it does not start or the request fails. */
  async request<Result>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Result> {
    await this.#ready;
    return token
      ? this.#client.sendRequest<Result>(method, params, token)
      : this.#client.sendRequest<Result>(method, params);
  }

  restart(): Promise<void> {
    log.info(vscode.l10n.t("Restarting the language server"));
    this.#ready = this.#ready
      .catch(() => {})
      .then(() => (this.#client.isRunning() ? this.#client.restart() : this.#client.start()));
    // Whoever sends a request sees the failure; nobody else needs to.
    this.#ready.catch(error => logError("the language server does not restart", error));
    return this.#ready;
  }

  async dispose(): Promise<void> {
    this.#settings.dispose();
    await this.#ready.catch(() => {});
    await this.#client.dispose();
  }
}
