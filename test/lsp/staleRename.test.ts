/** A rename whose files change while request documents are read: its place means something else by then. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, LSPErrorCodes, type RenameParams } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-jsonrpc";
import { handleRename } from "../../server/src/lsp/renameHandler.ts";
import { memorySession } from "../support/memorySession.ts";

const text = 'syntax = "proto3";\nmessage First {}\nmessage Second {}\n';

test("a rename is refused where a file has changed since it was asked for", async () => {
  let rename: (params: RenameParams, token: unknown) => Promise<unknown> = () => assert.fail();
  const connection = { onPrepareRename() {}, onRenameRequest: (handler: typeof rename) => (rename = handler) };
  const session = memorySession({ "/w/a.proto": text }, connection);
  handleRename(connection as unknown as Connection, session);
  session.db.setOverlay("/w/a.proto", text);
  session.readRequests = async function* () {
    // Another message stands in the place now.
    session.db.setOverlay("/w/a.proto", text.replace("message First {}\n", ""));
    yield { file: "/w/call.grpc", text: "" };
  };
  const place = { textDocument: { uri: "file:///w/a.proto" }, position: { line: 1, character: 9 } };
  await assert.rejects(
    rename({ ...place, newName: "Other" }, new CancellationTokenSource().token),
    (error: { code?: number }) => error.code === LSPErrorCodes.ContentModified,
  );
});
