/** Servers whose schema the user wants to see: where they are and with which profile, kept for the workspace. Never metadata or secrets. */
import * as vscode from "vscode";
import type { ReflectedMethod } from "../../rpc/questions.ts";
import type { RpcFailure } from "../../rpc/errors.ts";
import type { App } from "../app.ts";
import { serverConnection } from "./connection.ts";

export interface KnownServer {
  readonly address: string;
  /** Absent: what the address implies. */
  readonly profile?: string;
}

/** What a server says of itself. */
export type ServerSchema =
  | {
      readonly ok: true;
      readonly methods: readonly ReflectedMethod[];
      /** FileDescriptorSet. */
      readonly descriptorSet: Uint8Array;
    }
  | { readonly ok: false; readonly failure: RpcFailure };

const key = "protocall.servers";

export class Servers implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#state = context.workspaceState;
  }

  get all(): readonly KnownServer[] {
    return this.#state.get<KnownServer[]>(key, []);
  }

  /** A server that is known already gets the new profile. */
  async add(server: KnownServer): Promise<void> {
    await this.#save([...this.all.filter(({ address }) => address !== server.address), server]);
  }

  async remove(address: string): Promise<void> {
    await this.#save(this.all.filter(other => other.address !== address));
  }

  async #save(servers: readonly KnownServer[]): Promise<void> {
    await this.#state.update(key, servers);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Where profiles of servers are looked for: a request document at the top of the workspace. */
export const serverDocument = (): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/"), "server.grpc");

/** Asks a server for its schema. Undefined: its profile cannot be used, which the user was told. */
export async function reflectServer(
  app: App,
  server: KnownServer,
  signal: AbortSignal,
): Promise<ServerSchema | undefined> {
  const connection = await serverConnection(app, serverDocument(), server);
  const { address } = server;
  return connection && app.runner.ask({ type: "reflect", server: { ...connection, address, metadata: [] } }, signal);
}
