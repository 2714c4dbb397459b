/** The nodes of the services view and how each is shown. */
import * as vscode from "vscode";
import type { MethodInfo } from "../../../server/src/protocol/requests.ts";
import type { Drift } from "../../rpc/drift/compareSchemas.ts";
import { driftText } from "../../rpc/drift/driftText.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { RpcFailure } from "../../rpc/errors.ts";
import type { ReflectedMethod } from "../../rpc/questions.ts";
import type { KnownServer } from "../calls/servers.ts";
import { notesLanguage } from "../platform/settings.ts";

export type ServiceNode =
  | { readonly kind: "workspace" }
  | { readonly kind: "server"; readonly server: KnownServer }
  | { readonly kind: "failure"; readonly failure: RpcFailure }
  | { readonly kind: "service"; readonly service: string; readonly methods: readonly MethodInfo[] }
  | {
      readonly kind: "served";
      readonly server: KnownServer;
      readonly service: string;
      readonly methods: readonly ReflectedMethod[];
      /** Absent: the workspace does not have the service. */
      readonly drifts?: readonly Drift[];
    }
  | { readonly kind: "drift"; readonly drift: Drift }
  | { readonly kind: "method"; readonly info: MethodInfo }
  | { readonly kind: "servedMethod"; readonly server: KnownServer; readonly method: ReflectedMethod };

/** Icons say which side sends many messages. */
const kindIcons: Readonly<Record<MethodInfo["kind"], string>> = {
  unary: "symbol-method",
  "client-streaming": "arrow-up",
  "server-streaming": "arrow-down",
  bidirectional: "arrow-swap",
};

export function itemOf(node: ServiceNode): vscode.TreeItem {
  switch (node.kind) {
    case "workspace":
      return group(vscode.l10n.t("Workspace"), "root-folder", vscode.TreeItemCollapsibleState.Expanded);
    case "server":
      return serverItem(node.server);
    case "failure":
      return failureItem(node.failure);
    case "service":
      return serviceItem(node.service, node.methods);
    case "served":
      return servedItem(node);
    case "drift":
      return driftItem(node.drift);
    case "method":
      return methodItem(node.info);
    case "servedMethod":
      return servedMethodItem(node.server, node.method);
  }
}

function group(label: string, icon: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function serverItem({ address, profile }: KnownServer): vscode.TreeItem {
  const item = group(address, "server", vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `server ${address}`;
  if (profile !== undefined) item.description = vscode.l10n.t("profile {0}", profile);
  item.tooltip = vscode.l10n.t("The services that this server describes by reflection");
  item.accessibilityInformation = { label: [vscode.l10n.t("server {0}", address), item.description].join(", ") };
  item.contextValue = "server";
  return item;
}

function failureItem(failure: RpcFailure): vscode.TreeItem {
  const { title, advice } = failureText(failure, notesLanguage());
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("errorForeground"));
  item.tooltip = [title, ...advice.map(line => `· ${line}`)].join("\n");
  return item;
}

function serviceItem(service: string, methods: readonly MethodInfo[]): vscode.TreeItem {
  const item = named(service, "symbol-interface");
  item.id = service;
  item.contextValue = "service";
  const files = new Set(methods.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))));
  item.tooltip = [service, ...files].join("\n");
  return item;
}

function servedItem({ server, service, drifts }: ServiceNode & { readonly kind: "served" }): vscode.TreeItem {
  const item = named(service, "symbol-interface");
  item.id = `${server.address} ${service}`;
  if (!drifts) {
    item.description = vscode.l10n.t("only on the server");
    item.accessibilityInformation = { label: `${service}, ${item.description}` };
    return item;
  }
  const breaks = drifts.filter(({ effect }) => effect === "breaks").length;
  if (drifts.length === 0) {
    item.iconPath = new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
    item.tooltip = vscode.l10n.t("{0}: the same on the server and in the workspace", service);
  } else {
    item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    item.description =
      drifts.length === 1 ? vscode.l10n.t("1 difference") : vscode.l10n.t("{0} differences", drifts.length);
    item.tooltip = vscode.l10n.t("{0}: {1}, of which {2} break calls", service, item.description, breaks);
  }
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

/** The last part of a name, with its package beside it. */
function named(service: string, icon: string): vscode.TreeItem {
  const dot = service.lastIndexOf(".");
  const item = group(service.slice(dot + 1), icon, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = dot < 0 ? "" : service.slice(0, dot);
  return item;
}

function driftItem(drift: Drift): vscode.TreeItem {
  const item = new vscode.TreeItem(drift.subject.slice(drift.subject.lastIndexOf(".") + 1));
  const text = driftText(drift, notesLanguage());
  item.description = text;
  item.tooltip = `${drift.subject}: ${text}`;
  const colour = drift.effect === "breaks" ? "errorForeground" : "list.warningForeground";
  item.iconPath = new vscode.ThemeIcon("diff", new vscode.ThemeColor(colour));
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

interface Method {
  readonly service: string;
  readonly method: string;
  readonly kind: MethodInfo["kind"];
  readonly input: string;
  readonly output: string;
}

function method({ service, method, kind, input, output }: Method): vscode.TreeItem {
  const item = new vscode.TreeItem(method);
  const short = (name: string) => name.slice(name.lastIndexOf(".") + 1);
  item.description = `${short(input)} → ${short(output)}`;
  item.tooltip = `${service}/${method}\n${kind}: ${input} → ${output}`;
  item.accessibilityInformation = { label: `${method}, ${kind}, ${item.description}` };
  item.iconPath = new vscode.ThemeIcon(kindIcons[kind]);
  item.contextValue = "method";
  return item;
}

function methodItem(info: MethodInfo): vscode.TreeItem {
  const item = method(info);
  item.id = `${info.uri}#${info.service}/${info.method}`;
  item.command = {
    command: "protocall.callRpc",
    title: vscode.l10n.t("Call"),
    arguments: [info.uri, `${info.service}/${info.method}`],
  };
  return item;
}

function servedMethodItem(server: KnownServer, info: ReflectedMethod): vscode.TreeItem {
  const item = method(info);
  item.id = `${server.address} ${info.service}/${info.method}`;
  item.command = { command: "protocall.callServed", title: vscode.l10n.t("Call"), arguments: [server, info] };
  return item;
}
