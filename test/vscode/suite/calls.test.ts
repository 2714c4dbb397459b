import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Answer } from "../../../client/src/calls/answer.ts";
import { type Mock, startMock } from "../../../client/rpc/mock/startMock.ts";
import {
  makeCertificates,
  type ThrowAwayCertificates,
  writeCertificates,
} from "../../../client/rpc/mock/throwAwayCa.ts";
import { after, closeEditors, openFile, until, workspaceFile, writeFile } from "./editor.ts";

const proto = `syntax = "proto3";
package shop.v1;

service Shop {
  rpc GetItem(GetItemRequest) returns (Item);
  rpc ListItems(GetItemRequest) returns (stream Item);
}

message GetItemRequest {
  string name = 1;
}

message Item {
  string name = 1;
  int64 price = 2;
}
`;

/** A descriptor set of a .proto file of the workspace, by our own command line. */
function compile(file: vscode.Uri): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-set-"));
  try {
    const out = path.join(folder, "set.binpb");
    const cli = path.join(process.env.PROTOCALL_ROOT ?? "", "client", "out", "cli.js");
    const args = [cli, "build", "-I", path.dirname(file.fsPath), "--include-imports", "-o", out, file.fsPath];
    execFileSync(process.execPath, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } });
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const request = (address: string, options: { profile?: string; body?: string; method?: string } = {}): string =>
  [
    "### one",
    ...(options.profile ? [`# @profile ${options.profile}`] : []),
    `GRPC ${address}/shop.v1.Shop/${options.method ?? "GetItem"}`,
    "x-trace: 42",
    "",
    options.body ?? '{ "name": "{{what}}" }',
    "",
  ].join("\n");

/** Sends the request of a new document and returns what came back. */
async function send(name: string, text: string): Promise<Answer> {
  const { document } = await openFile(name, `@what = tea\n\n${text}`);
  return sendAgain(document);
}

async function sendAgain(document: vscode.TextDocument): Promise<Answer> {
  const position = after(document, "GRPC ");
  const answer = await until("an answer", () =>
    vscode.commands.executeCommand<Answer | undefined>("protocall.sendRequest", document.uri, position),
  );
  return answer;
}

const shownAnswer = (): vscode.TextDocument | undefined =>
  vscode.window.visibleTextEditors
    .map(({ document }) => document)
    .find(({ uri }) => uri.scheme === "protocall-answer");

suite("a call", () => {
  let certificates: ThrowAwayCertificates;
  const mocks: Partial<Record<"plaintext" | "tls" | "mtls", Mock>> = {};

  suiteSetup(async () => {
    const file = await writeFile("shop.proto", proto);
    const descriptorSet = compile(file);
    certificates = await makeCertificates();
    writeCertificates(workspaceFile("certificates").fsPath, certificates);
    for (const mode of ["plaintext", "tls", "mtls"] as const)
      mocks[mode] = await startMock({ descriptorSet, mode, certificates });
    const caFiles = ["certificates/ca.crt"];
    const profiles = {
      open: { tls: { mode: "plaintext" } },
      tls: { tls: { mode: "tls", caFiles } },
      mtls: {
        tls: { mode: "mtls", caFiles, certFile: "certificates/client.crt", keyFile: "certificates/client.key" },
      },
    };
    await writeFile("protocall.json", JSON.stringify({ profiles }, null, 2));
  });

  suiteTeardown(async () => {
    for (const mock of Object.values(mocks)) await mock.stop();
  });

  teardown(closeEditors);

  const modes = { plaintext: "open", tls: "tls", mtls: "mtls" } as const;
  for (const mode of ["plaintext", "tls", "mtls"] as const) {
    test(`over ${mode} shows its answer beside the request`, async () => {
      const answer = await send(`${mode}.grpc`, request(mocks[mode]!.address, { profile: modes[mode] }));
      assert.equal(answer.status.name, "OK", JSON.stringify(answer.failure));
      assert.equal(JSON.parse(answer.messages[0]!.json).name, "tea");
      const text = shownAnswer()?.getText() ?? "";
      assert.match(text, /^\/\/ ✔ OK · shop\.v1\.Shop\/GetItem/);
      assert.match(text, /"name": "tea"/);
      assert.match(text, /x-trace: 42/);
      if (mode === "mtls") assert.match(text, /mTLS.*profile mtls/);
      if (mode !== "plaintext") assert.match(text, /server CN=localhost · issued by CN=Protocall throw-away CA/);
    });
  }

  test("takes its message from a file", async () => {
    await writeFile("body.json", '{ "name": "{{what}} from a file" }');
    const answer = await send(
      "file.grpc",
      request(mocks.plaintext!.address, { profile: "open", body: "< ./body.json" }),
    );
    assert.equal(JSON.parse(answer.messages[0]!.json).name, "tea from a file");
  });

  test("of a stream shows all messages", async () => {
    const answer = await send(
      "stream.grpc",
      request(mocks.plaintext!.address, { profile: "open", method: "ListItems" }),
    );
    assert.equal(answer.messages.length, 3);
  });

  test("without a client certificate says that the server requires one", async () => {
    const answer = await send("refused.grpc", request(mocks.mtls!.address, { profile: "tls" }));
    assert.equal(answer.failure?.code, "client-certificate-required");
    assert.match(shownAnswer()?.getText() ?? "", /client certificate/);
  });

  test("in the wrong mode is mended by the lens above its answer", async () => {
    const answer = await send("mode.grpc", request(`grpcs://${mocks.plaintext!.address}`));
    assert.equal(answer.failure?.code, "server-plaintext");
    const shown = shownAnswer()!;
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      shown.uri,
      10,
    );
    const fix = lenses.find(({ command }) => command?.command === "protocall.applyFix")?.command;
    assert.ok(fix);
    const mended = await vscode.commands.executeCommand<Answer>(fix.command, ...(fix.arguments ?? []));
    assert.equal(mended.status.name, "OK", JSON.stringify(mended.failure));
    assert.ok(mended.request.profile);
  });

  test("with a body that does not fit is not sent, and the place is marked", async () => {
    const { document } = await openFile(
      "body.grpc",
      request(mocks.plaintext!.address, { profile: "open", body: '{ "nmae": 1 }' }),
    );
    const [problem] = await until("a diagnostic", () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(document.getText(problem!.range), '"nmae"');
    const answer = await sendAgain(document);
    assert.equal(answer.failure?.code, "bad-body");

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem!.range,
    );
    const edit = actions.find(({ edit }) => edit)?.edit;
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /\{ "name": 1 \}/);
  });

  test("of a service that no .proto file declares asks the server for its schema", async () => {
    const text = `### health\nGRPC ${mocks.plaintext!.address}/grpc.health.v1.Health/Check\n\n{}\n`;
    const answer = await send("health.grpc", text);
    assert.equal(answer.status.name, "OK");
    assert.match(answer.messages[0]!.json, /"status": "SERVING"/);
  });

  test("with a status that is not OK says so", async () => {
    const text = request(mocks.plaintext!.address, { profile: "open" }).replace(
      "x-trace: 42",
      "x-mock-status: NOT_FOUND",
    );
    const answer = await send("status.grpc", text);
    assert.equal(answer.status.name, "NOT_FOUND");
    assert.match(shownAnswer()?.getText() ?? "", /^\/\/ ✖ NOT_FOUND/);
  });

  test("completes fields of the body and methods of the workspace", async () => {
    const { document } = await openFile("complete.grpc", request(mocks.plaintext!.address, { body: '{ "" }' }));
    const labels = await until("completions", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        after(document, '{ "'),
      );
      const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return found.includes("name") ? found : undefined;
    });
    assert.deepEqual(labels, ["name"]);
  });
});
