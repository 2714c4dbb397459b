/** Mistakes in handlers: logged once, survived, told only to who asked by a command. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { createConnection } from "vscode-languageserver/node";
import { surviving } from "../../server/src/lsp/survive.ts";

function connect() {
  const there = new PassThrough();
  const back = new PassThrough();
  const logged: string[] = [];
  const raw = createConnection(new StreamMessageReader(there), new StreamMessageWriter(back));
  const server = surviving(raw, (what, error) => logged.push(`${what}: ${(error as Error).message}`));
  const client = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  client.listen();
  return { server, client, logged };
}

test("a handler that fails answers nothing, and the next one is asked as usual", async () => {
  const { server, client, logged } = connect();
  server.onHover(() => {
    throw new Error("hover is broken");
  });
  server.onDefinition(async () => {
    throw new Error("definition is broken");
  });
  server.languages.inlayHint.on(() => {
    throw new Error("hints are broken");
  });
  server.onFoldingRanges(() => [{ startLine: 1, endLine: 2 }]);
  server.listen();
  const at = { textDocument: { uri: "file:///a.proto" }, position: { line: 0, character: 0 } };
  assert.equal(await client.sendRequest("textDocument/hover", at), null);
  assert.equal(await client.sendRequest("textDocument/definition", at), null);
  assert.equal(await client.sendRequest("textDocument/inlayHint", at), null);
  assert.deepEqual(await client.sendRequest("textDocument/foldingRange", at), [{ startLine: 1, endLine: 2 }]);
  assert.deepEqual(logged, [
    "onHover: hover is broken",
    "onDefinition: definition is broken",
    "languages.inlayHint.on: hints are broken",
  ]);
  client.dispose();
});

test("what the user asked for by a command fails and says why", async () => {
  const { server, client } = connect();
  server.onRequest("protocall/methods", () => {
    throw new Error("no methods");
  });
  server.listen();
  await assert.rejects(client.sendRequest("protocall/methods", {}), /no methods/);
  client.dispose();
});
