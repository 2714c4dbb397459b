/** A rename over thousands of files as the editor sees it: with progress once it takes a second, over as soon as the user stops it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { benchWorkspace } from "../bench/workspace.ts";
import { LspClient } from "../support/lspClient.ts";
import { stoppedAnswer } from "../support/stopRequest.ts";

interface Shown {
  readonly kind: "begin" | "report" | "end";
  readonly title?: string;
  readonly cancellable?: boolean;
  readonly percentage?: number;
}

const uriOf = (folder: string, name: string): string => pathToFileURL(path.join(folder, name)).href;

test("a rename over thousands of files shows how far it is, in the user's language, and stops when it is told to", async () => {
  const folder = benchWorkspace();
  const client = LspClient.overIpc(path.resolve("server/out/server.js"), folder);
  try {
    let onShown: (token: string, value: Shown) => void = () => {};
    client.answers.set("window/workDoneProgress/create", params => {
      const { token } = params as { token: string };
      client.onPart<Shown>(token, value => onShown(token, value));
      return null;
    });
    const indexed = client.once("protocall/indexed");
    const capabilities = {
      window: { workDoneProgress: true },
      workspace: { workspaceEdit: { documentChanges: true } },
    };
    const settings = { diagnostics: { severity: {}, scope: "workspace" } };
    await client.initialize(folder, { language: "ko", settings }, capabilities);
    await indexed;

    const file = path.join(folder, "google/api/field_behavior.proto");
    const lines = readFileSync(file, "utf8").split("\n");
    const line = lines.findIndex(text => text.includes("field_behavior = 1052"));
    const position = { line, character: (lines[line] as string).indexOf("field_behavior") + 1 };
    const params = { textDocument: { uri: client.open(file) }, position, newName: "field_conduct" };

    for (const stop of ["the progress", "the request"]) {
      const shown: Shown[] = [];
      const source = new CancellationTokenSource();
      const over = new Promise<void>(resolve => {
        onShown = (token, value) => {
          shown.push(value);
          if (value.kind === "end") resolve();
          if (shown.length !== 3) return;
          if (stop === "the request") source.cancel();
          else client.notify("window/workDoneProgress/cancel", { token });
        };
      });
      await assert.rejects(client.request("textDocument/rename", params, source.token), /cancelled/, stop);
      await over;
      assert.deepEqual(shown[0], { kind: "begin", title: "이름 바꾸는 중", cancellable: true, percentage: 0 });
      assert.equal(shown[1]?.kind, "report");
    }

    // Whatever else takes long stops within a slice too, with an error or with nothing.
    onShown = () => {};
    const { textDocument } = params;
    const inPackage = lines.findIndex(text => text.startsWith("package google.api"));
    const asPackage = { line: inPackage, character: "package goo".length };
    const moved = { oldUri: uriOf(folder, "google/api"), newUri: uriOf(folder, "google/moved") };
    const long: Readonly<Record<string, object>> = {
      "textDocument/references": { textDocument, position, context: { includeDeclaration: true } },
      "textDocument/rename": params,
      "workspace/willRenameFiles": { files: [moved] },
      "workspace/diagnostic": { previousResultIds: [] },
      "textDocument/definition": { textDocument, position: asPackage },
    };
    for (const [method, asked] of Object.entries(long)) {
      const stopped = await stoppedAnswer(client, method, asked);
      if (stopped instanceof Error) assert.match(stopped.message, /cancel/i, method);
      else assert.ok(stopped === null || isEmptyList(stopped), method);
    }
  } finally {
    await client.stop();
  }
});

const isEmptyList = (answer: unknown): boolean => Array.isArray(answer) && answer.length === 0;
