/** Opens the request document of a method: beside its `.proto`, one `.grpc` file for one `.proto` file. */
import * as vscode from "vscode";
import { type NewRequestResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { App } from "../app.ts";
import { defaultAddress } from "../platform/settings.ts";
import { loadEnvironments } from "./environments.ts";

const language = "grpc-request";

/** `method`: `package.Service/Method`. Shows the method's request, which is written first if there is none yet. */
export async function openRequest(app: App, proto: vscode.Uri, method: string): Promise<vscode.TextEditor> {
  const target = requestUri(proto);
  const [existing, { variables }] = await Promise.all([
    target && openExisting(target),
    loadEnvironments(app, target ?? proto),
  ]);
  if (existing) {
    const offset = findRequest(existing.getText(), method);
    if (offset !== undefined) return show(existing, offset);
  }

  const knowsHost = "host" in variables || (existing && /^@host\s*=/m.test(existing.getText()));
  const { text } = await app.server.request<NewRequestResult>(Requests.newRequest, {
    uri: proto.toString(),
    method,
    ...(knowsHost ? {} : { address: defaultAddress(proto) }),
  });
  if (existing) {
    const start = existing.getText().length;
    await append(existing, `${existing.getText().endsWith("\n") ? "" : "\n"}\n${text}`);
    return show(existing, findRequest(existing.getText(), method) ?? start);
  }
  const document = target
    ? await newDocument(target, text)
    : await vscode.workspace.openTextDocument({ language, content: text });
  return show(document, findRequest(document.getText(), method) ?? 0);
}

/** `shop.grpc` beside `shop.proto`; undefined where the file system is not the user's own. */
function requestUri(proto: vscode.Uri): vscode.Uri | undefined {
  if (proto.scheme !== "file" || !vscode.workspace.getWorkspaceFolder(proto)) return undefined;
  return proto.with({ path: `${proto.path.replace(/\.proto$/, "")}.grpc` });
}

/** The document if it lies on disk, or is open and not saved yet. */
async function openExisting(file: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const untitled = file.with({ scheme: "untitled" }).toString();
  const open = vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === untitled);
  if (open) return open;
  try {
    await vscode.workspace.fs.stat(file);
  } catch {
    return undefined;
  }
  return vscode.workspace.openTextDocument(file);
}

/** A document that will be saved at `file` when the user saves it. */
async function newDocument(file: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file.with({ scheme: "untitled" }));
  await append(document, text);
  return document.languageId === language ? document : vscode.languages.setTextDocumentLanguage(document, language);
}

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), text);
  await vscode.workspace.applyEdit(edit);
}

/** Where the request line of a method starts. */
function findRequest(text: string, method: string): number | undefined {
  const escaped = method.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^GRPC[ \\t]+\\S*/${escaped}[ \\t]*$`, "m").exec(text)?.index;
}

async function show(document: vscode.TextDocument, requestOffset: number): Promise<vscode.TextEditor> {
  const visible = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    // In the place of the .proto, so that the answer gets a wide column of its own beside it.
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.Active,
    preview: false,
  });
  const position = document.positionAt(firstValue(document.getText(), requestOffset));
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(document.positionAt(requestOffset), position));
  return editor;
}

/** Between the quotes of the first empty text of the body, which is what the user fills in first; else the request line. */
function firstValue(text: string, requestOffset: number): number {
  const next = text.indexOf("\n###", requestOffset);
  const block = text.slice(requestOffset, next < 0 ? undefined : next);
  const empty = /:\s*""/.exec(block.slice(block.indexOf("\n")));
  return empty ? requestOffset + block.indexOf("\n") + empty.index + empty[0].length - 1 : requestOffset;
}
