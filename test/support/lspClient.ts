/** A language server as a process, ours or a peer's, talked to over standard input and output, or over Node's IPC as VS Code does. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  type CancellationToken,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  ProgressType,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

export class LspClient {
  readonly child: ChildProcess;
  private readonly connection: MessageConnection;
  private readonly waiting = new Map<string, ((diagnostics: unknown[]) => void)[]>();
  private readonly notified = new Map<string, ((params: unknown) => void)[]>();
  /** What the client says to requests of the server, by method; to others it has nothing to say. */
  readonly answers = new Map<string, (params: unknown) => unknown>();
  private version = 1;

  private constructor(child: ChildProcess, connection: MessageConnection) {
    this.child = child;
    this.connection = connection;
    this.connection.onNotification((method: string, params: unknown) => {
      if (method === "textDocument/publishDiagnostics") {
        const { uri, diagnostics } = params as { uri: string; diagnostics: unknown[] };
        for (const resolve of this.waiting.get(uri) ?? []) resolve(diagnostics);
        this.waiting.delete(uri);
      }
      for (const resolve of this.notified.get(method) ?? []) resolve(params);
      this.notified.delete(method);
    });
    // Registrations, progress, configuration: whatever a server asks of a client that has nothing to say.
    this.connection.onRequest((method, params) => {
      const answer = this.answers.get(method);
      if (answer) return answer(params);
      return method === "workspace/configuration" ? [null] : null;
    });
    this.connection.listen();
  }

  static overStdio(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): LspClient {
    const child = spawn(command, args, { cwd, stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, ...env } });
    return new LspClient(
      child,
      createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
    );
  }

  static overIpc(module: string, cwd: string, env: NodeJS.ProcessEnv = {}): LspClient {
    const child = fork(module, ["--node-ipc"], {
      cwd,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: { ...process.env, ...env },
    });
    return new LspClient(child, createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)));
  }

  /** `capabilities`: what the editor can do beside the least, by part of the protocol. Answers with what the server can do. */
  async initialize(
    folder: string,
    options: object,
    capabilities: { readonly textDocument?: object; readonly workspace?: object; readonly window?: object } = {},
  ): Promise<{ readonly capabilities: Readonly<Record<string, unknown>> }> {
    const rootUri = pathToFileURL(folder).href;
    const result = await this.request<{ capabilities: Record<string, unknown> }>("initialize", {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "bench" }],
      capabilities: {
        textDocument: {
          publishDiagnostics: { relatedInformation: true },
          synchronization: {},
          ...capabilities.textDocument,
        },
        workspace: { workspaceFolders: true, ...capabilities.workspace },
        window: { ...capabilities.window },
      },
      initializationOptions: options,
    });
    this.notify("initialized", {});
    return result;
  }

  request<T>(method: string, params: unknown, token?: CancellationToken): Promise<T> {
    return token
      ? this.connection.sendRequest(method, params, token)
      : (this.connection.sendRequest(method, params) as Promise<T>);
  }

  /** Each part of a result that the server reports for a token. */
  onPart<T>(token: string, take: (part: T) => void): void {
    this.connection.onProgress(new ProgressType<T>(), token, take);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  /** The next notification of that name. */
  once<T>(method: string): Promise<T> {
    return new Promise(resolve => {
      this.notified.set(method, [...(this.notified.get(method) ?? []), resolve as (p: unknown) => void]);
    });
  }

  /** The next diagnostics of a file. */
  diagnostics(uri: string): Promise<unknown[]> {
    return new Promise(resolve => this.waiting.set(uri, [...(this.waiting.get(uri) ?? []), resolve]));
  }

  open(file: string): string {
    const uri = pathToFileURL(file).href;
    const text = readFileSync(file, "utf8");
    this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "proto", version: this.version++, text },
    });
    return uri;
  }

  change(uri: string, text: string): void {
    this.notify("textDocument/didChange", {
      textDocument: { uri, version: this.version++ },
      contentChanges: [{ text }],
    });
  }

  /** Resident memory in MB, of the process and of those it has started: a peer's command may only start the server. */
  residentMb(): number {
    return residentKb(this.child.pid as number) / 1024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise(resolve => this.child.once("exit", resolve));
      this.child.kill("SIGKILL");
      await gone;
    }
    this.connection.dispose();
  }
}

function residentKb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return children.reduce((sum, child) => sum + residentKb(Number(child)), own);
}
