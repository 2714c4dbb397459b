/** The services of the workspace and of servers that describe themselves, with what differs between both. A method opens its request. */
import * as vscode from "vscode";
import { type MethodInfo, type MethodsResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { ReflectedMethod } from "../../rpc/questions.ts";
import type { App } from "../app.ts";
import { type KnownServer, reflectServer } from "../calls/servers.ts";
import { driftMarks } from "./driftMarks.ts";
import { itemOf, type ServiceNode } from "./serviceNodes.ts";

/** Reflection itself is a means, not a service that anybody wants to call. */
const isReflection = (service: string): boolean => /^grpc\.reflection\.v1(?:alpha)?\./.test(service);

export class ServicesView implements vscode.TreeDataProvider<ServiceNode>, vscode.Disposable {
  readonly #app: App;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(app: App) {
    this.#app = app;
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.proto");
    const refresh = () => this.refresh();
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.createTreeView("protocall.services", { treeDataProvider: this, showCollapseAll: true }),
      watcher,
      watcher.onDidCreate(refresh),
      watcher.onDidChange(refresh),
      watcher.onDidDelete(refresh),
      app.servers.onDidChange(refresh),
      this.#changed,
    );
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: ServiceNode): Promise<ServiceNode[]> {
    if (!node) return this.#top();
    switch (node.kind) {
      case "workspace":
        return this.#ofWorkspace();
      case "server":
        return this.#ofServer(node.server);
      case "service":
        return node.methods.map(info => ({ kind: "method", info }));
      case "served":
        return [
          ...(node.drifts ?? []).map((drift): ServiceNode => ({ kind: "drift", drift })),
          ...node.methods.map((method): ServiceNode => ({ kind: "servedMethod", server: node.server, method })),
        ];
      default:
        return [];
    }
  }

  getTreeItem(node: ServiceNode): vscode.TreeItem {
    return itemOf(node);
  }

  /** Without servers the workspace needs no node of its own. */
  async #top(): Promise<ServiceNode[]> {
    const servers = this.#app.servers.all;
    if (servers.length === 0) return this.#ofWorkspace();
    return [{ kind: "workspace" }, ...servers.map((server): ServiceNode => ({ kind: "server", server }))];
  }

  async #ofWorkspace(): Promise<ServiceNode[]> {
    const methods = await this.#app.server.request<MethodsResult>(Requests.methods, {});
    return byService<MethodInfo>(methods).map(([service, own]) => ({ kind: "service", service, methods: own }));
  }

  async #ofServer(server: KnownServer): Promise<ServiceNode[]> {
    if (!vscode.workspace.isTrusted) return [];
    const { signal } = new AbortController();
    const schema = await reflectServer(this.#app, server, signal);
    if (!schema) return [];
    if (!schema.ok) return [{ kind: "failure", failure: schema.failure }];
    const served = byService<ReflectedMethod>(schema.methods.filter(m => !isReflection(m.service)));
    const methods = await this.#app.server.request<MethodsResult>(Requests.methods, {});
    const services = new Set(served.map(([service]) => service));
    const marks = await driftMarks(this.#app, server, { methods, services }, signal);
    return served.map(([service, own]) => {
      const drifts = marks.get(service);
      return { kind: "served", server, service, methods: own, ...(drifts ? { drifts } : {}) };
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** In the order of the names of services. */
function byService<M extends { readonly service: string }>(methods: readonly M[]): [string, M[]][] {
  const services = new Map<string, M[]>();
  for (const method of methods) {
    const own = services.get(method.service);
    if (own) own.push(method);
    else services.set(method.service, [method]);
  }
  return [...services].sort(([a], [b]) => a.localeCompare(b));
}
