/** Requests with `# @expect` in the Test Explorer: a run sends them and compares the answers. */
import * as vscode from "vscode";
import { renderExpectation, unmetExpectations } from "../../../server/src/protocol/expectation.ts";
import { type RequestInfo, Requests, type RequestsResult } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import type { Answer } from "../calls/answer.ts";
import { requireTrust } from "../platform/trust.ts";

const pattern = "**/*.grpc";

/** The Test Explorer shows itself once there is a controller: not before the first request document is opened. */
export function registerRequestTests(app: App): vscode.Disposable {
  let tests: RequestTests | undefined;
  const look = ({ languageId }: vscode.TextDocument) => {
    if (languageId === "grpc-request") tests ??= new RequestTests(app);
  };
  for (const document of vscode.workspace.textDocuments) look(document);
  return vscode.Disposable.from(vscode.workspace.onDidOpenTextDocument(look), { dispose: () => tests?.dispose() });
}

class RequestTests implements vscode.Disposable {
  readonly #app: App;
  readonly #controller = vscode.tests.createTestController("protocall", "Protocall");
  readonly #subscriptions: vscode.Disposable;
  readonly #infos = new WeakMap<vscode.TestItem, RequestInfo>();
  /** Files are looked for when the user first opens the view, not at the start. */
  #watches: vscode.Disposable | undefined;

  constructor(app: App) {
    this.#app = app;
    this.#controller.resolveHandler = item => (item ? this.#readFile(item) : this.#findFiles());
    const run = (request: vscode.TestRunRequest, token: vscode.CancellationToken) => this.#run(request, token);
    this.#controller.createRunProfile(vscode.l10n.t("Send"), vscode.TestRunProfileKind.Run, run, true);
    this.#subscriptions = vscode.Disposable.from(
      this.#controller,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        const item = this.#controller.items.get(uri.toString());
        if (item) void this.#readFile(item);
      }),
    );
  }

  async #findFiles(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles(pattern)) await this.#addFile(uri);
    if (this.#watches) return;
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.#watches = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(uri => this.#addFile(uri)),
      watcher.onDidChange(uri => this.#addFile(uri)),
      watcher.onDidDelete(uri => this.#controller.items.delete(uri.toString())),
    );
  }

  async #addFile(uri: vscode.Uri): Promise<void> {
    const id = uri.toString();
    const item =
      this.#controller.items.get(id) ??
      this.#controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    await this.#readFile(item);
    if (item.children.size > 0) this.#controller.items.add(item);
    else this.#controller.items.delete(id);
  }

  /** The requests of a file that say what they expect. */
  async #readFile(file: vscode.TestItem): Promise<void> {
    if (!file.uri) return;
    const document = await vscode.workspace.openTextDocument(file.uri);
    const infos = await this.#app.server.request<RequestsResult>(Requests.requests, { text: document.getText() });
    const items = infos
      .filter(({ expectations, method }) => expectations.length > 0 && method)
      .map((info, index) => {
        const item = this.#controller.createTestItem(`${file.id}#${index}:${info.name}`, info.name, file.uri);
        const { start, end } = info.selection;
        item.range = new vscode.Range(start.line, start.character, end.line, end.character);
        item.description = info.expectations.map(renderExpectation).join(", ");
        this.#infos.set(item, info);
        return item;
      });
    file.children.replace(items);
  }

  async #run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (!requireTrust()) return;
    // "Run All Tests" may come before the view was ever open.
    if (!request.include && !this.#watches) await this.#findFiles();
    const run = this.#controller.createTestRun(request);
    const wanted = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const items = wanted
      .flatMap(item => (this.#infos.has(item) ? [item] : [...item.children].map(([, child]) => child)))
      .filter(item => !request.exclude?.includes(item));
    for (const item of items) run.enqueued(item);
    // One after the other: requests of a file may build on each other.
    for (const item of items) {
      if (token.isCancellationRequested) run.skipped(item);
      else await this.#send(run, item);
    }
    run.end();
  }

  async #send(run: vscode.TestRun, item: vscode.TestItem): Promise<void> {
    const info = this.#infos.get(item);
    if (!info || !item.uri) return;
    run.started(item);
    const { sendRequest } = await import("../calls/sendRequest.ts");
    const { line, character } = info.selection.start;
    const answer = await sendRequest(this.#app, { uri: item.uri, position: new vscode.Position(line, character) });
    if (!answer) {
      run.errored(item, new vscode.TestMessage(vscode.l10n.t("The request could not be sent.")));
      return;
    }
    const unmet = unmetExpectations(info.expectations, outcomeOf(answer));
    run.appendOutput(`${outcomeLine(answer)}\r\n`, undefined, item);
    if (unmet.length === 0) {
      run.passed(item, answer.timing.end);
      return;
    }
    const messages = unmet.map(({ expectation, actual }) => {
      const message = new vscode.TestMessage(
        vscode.l10n.t("Expected {0}, got {1}", renderExpectation(expectation), actual ?? vscode.l10n.t("nothing")),
      );
      if (item.range) message.location = new vscode.Location(item.uri!, item.range);
      return message;
    });
    run.failed(item, messages, answer.timing.end);
  }

  dispose(): void {
    this.#watches?.dispose();
    this.#subscriptions.dispose();
  }
}

const outcomeLine = ({ request, status, timing, failure }: Answer): string =>
  [`${request.address}/${request.method}`, status.name, `${Math.round(timing.end)} ms`, failure?.title]
    .filter(part => part !== undefined)
    .join(" · ");

const outcomeOf = ({ status, messages }: Answer): Parameters<typeof unmetExpectations>[1] => ({
  status: status.name,
  messages: messages.map(({ json }) => JSON.parse(json)),
});
