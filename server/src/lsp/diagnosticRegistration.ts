/**
 * How editors that ask for diagnostics learn whether they shall ask for those of the whole workspace too. One that can be told later is told
 * again whenever the user decides otherwise, and asks for nothing in vain; any other may always ask, and gets nothing where nothing is wanted.
 */
import {
  type ClientCapabilities,
  type Connection,
  type DiagnosticOptions,
  type Disposable,
  DocumentDiagnosticRequest,
} from "vscode-languageserver";
import type { Session } from "./session.ts";

const options: DiagnosticOptions = {
  identifier: "protocall",
  interFileDependencies: true,
  workspaceDiagnostics: true,
};

export class DiagnosticRegistration {
  private readonly connection: Connection;
  private readonly session: Session;
  private isDynamic = false;
  private registered: { readonly scope: string; readonly registration: Disposable } | undefined;
  private settling: Promise<void> = Promise.resolve();

  constructor(connection: Connection, session: Session) {
    this.connection = connection;
    this.session = session;
  }

  /** What the server says of it when it starts. */
  atStart({ textDocument }: ClientCapabilities): { readonly diagnosticProvider?: DiagnosticOptions } {
    this.isDynamic = textDocument?.diagnostic?.dynamicRegistration ?? false;
    return textDocument?.diagnostic && !this.isDynamic ? { diagnosticProvider: options } : {};
  }

  /** Tells the editor what holds now, once it may be told. */
  settle(): Promise<void> {
    this.settling = this.settling.then(() => this.session.survive("registration", () => this.register()));
    return this.settling;
  }

  private async register(): Promise<void> {
    const { scope } = this.session.settings.diagnostics;
    if (!this.isDynamic || this.registered?.scope === scope) return;
    this.registered?.registration.dispose();
    const registration = await this.connection.client.register(DocumentDiagnosticRequest.type, {
      ...options,
      // Whatever the client starts the server for.
      documentSelector: null,
      workspaceDiagnostics: scope === "workspace",
    });
    this.registered = { scope, registration };
  }
}
