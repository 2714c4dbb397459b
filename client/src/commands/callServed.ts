import * as vscode from "vscode";
import { type NewRequestResult, Requests } from "../../../server/src/protocol/requests.ts";
import type { ReflectedMethod } from "../../rpc/questions.ts";
import type { App } from "../app.ts";
import { setReference } from "../calls/reflectMethod.ts";
import { type KnownServer, reflectServer } from "../calls/servers.ts";
import { requireTrust } from "../platform/trust.ts";

/** Opens a request for a method of a server, whether a .proto file declares it or not; its body is made from the server's schema. */
export async function callServed(
  app: App,
  server: KnownServer,
  { service, method, kind }: ReflectedMethod,
): Promise<void> {
  if (!requireTrust()) return;
  const { signal } = new AbortController();
  const schema = await reflectServer(app, server, signal);
  if (!schema?.ok) return;
  const path = `/${service}/${method}`;
  const example = await app.runner.ask({ type: "example", path, ...setReference(schema.descriptorSet) }, signal);
  const clientStreaming = kind === "client-streaming" || kind === "bidirectional";
  const { text } = await app.server.request<NewRequestResult>(Requests.newRequest, {
    uri: "",
    method: `${service}/${method}`,
    address: server.address,
    ...(server.profile === undefined ? {} : { profile: server.profile }),
    foreign: { body: example.ok ? example.json : "{}", clientStreaming },
  });
  const document = await vscode.workspace.openTextDocument({ language: "grpc-request", content: text });
  await vscode.window.showTextDocument(document);
}
