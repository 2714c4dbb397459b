/** The services of the workspace and their methods. A method opens its request. */
import * as vscode from "vscode";
import { type MethodInfo, type MethodsResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";

interface ServiceNode {
  readonly service: string;
  readonly methods: readonly MethodInfo[];
}
type Node = ServiceNode | MethodInfo;

export class ServicesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
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
      this.#changed,
    );
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "methods" in node ? [...node.methods] : [];
    const methods = await this.#app.server.request<MethodsResult>(Requests.methods, {});
    const services = groupByService(methods);
    return [...services]
      .map(([service, own]) => ({ service, methods: own }))
      .sort((a, b) => a.service.localeCompare(b.service));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return "methods" in node ? serviceItem(node) : methodItem(node);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function serviceItem({ service, methods }: ServiceNode): vscode.TreeItem {
  const dot = service.lastIndexOf(".");
  const item = new vscode.TreeItem(service.slice(dot + 1), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = service;
  item.description = dot < 0 ? "" : service.slice(0, dot);
  item.iconPath = new vscode.ThemeIcon("symbol-interface");
  item.contextValue = "service";
  item.tooltip = [
    service,
    ...new Set(methods.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)))),
  ].join("\n");
  return item;
}

/** Icons say which side sends many messages. */
const kindIcons: Readonly<Record<MethodInfo["kind"], string>> = {
  unary: "symbol-method",
  "client-streaming": "arrow-up",
  "server-streaming": "arrow-down",
  bidirectional: "arrow-swap",
};

function methodItem(info: MethodInfo): vscode.TreeItem {
  const item = new vscode.TreeItem(info.method);
  const short = (name: string) => name.slice(name.lastIndexOf(".") + 1);
  item.id = `${info.uri}#${info.service}/${info.method}`;
  item.description = `${short(info.input)} → ${short(info.output)}`;
  item.tooltip = `${info.service}/${info.method}\n${info.kind}: ${info.input} → ${info.output}`;
  item.accessibilityInformation = { label: `${info.method}, ${info.kind}, ${item.description}` };
  item.iconPath = new vscode.ThemeIcon(kindIcons[info.kind]);
  item.contextValue = "method";
  item.command = {
    command: "protocall.callRpc",
    title: vscode.l10n.t("Call"),
    arguments: [info.uri, `${info.service}/${info.method}`],
  };
  return item;
}

function groupByService(methods: MethodsResult): Map<string, MethodInfo[]> {
  const services = new Map<string, MethodInfo[]>();
  for (const info of methods) {
    const own = services.get(info.service);
    if (own) own.push(info);
    else services.set(info.service, [info]);
  }
  return services;
}
