/** Measures in the extension host what a person waits for, and writes it as JSON to the file of `PROTOCALL_MEASURES`. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import type { Answer } from "../../../client/src/calls/answer.ts";
import { bigService, METHODS } from "../../support/bigService.ts";
import { closeEditors, openFile, until, writeFile } from "../suite/editor.ts";
import type { Measures } from "./measures.ts";

const ROUNDS = 20;
const STREAMED = 400_000;
const name = "x".repeat(95);

const shop = `syntax = "proto3";
package shop.v1;
service Shop {
  rpc GetItem(Item) returns (Item);
  rpc ListItems(Item) returns (stream Item);
}
message Item {
  string name = 1;
  int64 cents = 2;
}
`;

export async function run(): Promise<void> {
  const root = process.env.PROTOCALL_ROOT ?? "";
  const program = path.join(root, "test", "bench", "rpcServer.cjs");
  const server = spawn(process.execPath, [program, name, String(STREAMED)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const address = `127.0.0.1:${await firstLine(server)}`;
    await writeFile("protocall.json", JSON.stringify({ profiles: { open: { tls: { mode: "plaintext" } } } }));
    await writeFile("shop.proto", shop);
    const measures: Measures = {
      callToDocument: await callToDocument(),
      plainDocument: await plainDocument(),
      sendToAnswer: await sendToAnswer(address),
      stream: await streamed(address),
    };
    writeFileSync(process.env.PROTOCALL_MEASURES ?? "", JSON.stringify(measures));
  } finally {
    server.kill("SIGKILL");
  }
}

const firstLine = (server: ChildProcess): Promise<string> =>
  new Promise(resolve => server.stdout?.once("data", (text: Buffer) => resolve(String(text).trim())));

/** Of a service with many methods and a message with many fields. */
async function callToDocument(): Promise<number[]> {
  const { document } = await openFile("big.proto", bigService());
  await until(
    "lenses",
    async () => (await lensesOf(document.uri)).filter(({ command }) => command).length >= METHODS || undefined,
  );
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await vscode.commands.executeCommand("protocall.callRpc", document.uri, `big.v1.Big/Call${round}`);
    times.push(performance.now() - started);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.languageId, "grpc-request");
    assert.match(shown.getText(), new RegExp(`big\\.v1\\.Big/Call${round}\\b`));
  }
  await closeEditors();
  return times;
}

/** In a language that nobody has an extension for. */
async function plainDocument(): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const uri = await writeFile(`plain-${round}.txt`, `${round} ${"some text\n".repeat(300)}`);
    const started = performance.now();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    times.push(performance.now() - started);
  }
  await closeEditors();
  return times;
}

const lensesOf = async (uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> =>
  (await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
    "vscode.executeCodeLensProvider",
    uri,
    1000,
  )) ?? [];

const request = (address: string, method: string): string =>
  `### one\n# @profile open\nGRPC ${address}/shop.v1.Shop/${method}\n\n{ "name": "tea" }\n`;

async function send(document: vscode.TextDocument): Promise<Answer> {
  const answer = await until("an answer", () =>
    vscode.commands.executeCommand<Answer | undefined>(
      "protocall.sendRequest",
      document.uri,
      new vscode.Position(2, 6),
    ),
  );
  assert.equal(answer.status.name, "OK", JSON.stringify(answer.failure));
  return answer;
}

async function sendToAnswer(address: string): Promise<number[]> {
  const { document } = await openFile("unary.grpc", request(address, "GetItem"));
  // The first opens the channel and the editor of the answer.
  await send(document);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const { timing } = await send(document);
    times.push(performance.now() - started - timing.end);
  }
  await closeEditors();
  return times;
}

/** A stream with its live panel open. */
async function streamed(address: string): Promise<Measures["stream"]> {
  const { document } = await openFile("stream.grpc", request(address, "ListItems"));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const before = process.memoryUsage().heapUsed;
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 50);
  delay.enable();
  try {
    const { messages, dropped, timing } = await send(document);
    delay.disable();
    const count = messages.length + dropped;
    assert.equal(count, STREAMED);
    return {
      messages: count,
      perSecond: count / ((timing.end - (timing.firstMessage ?? 0)) / 1000),
      delayP99Ms: delay.percentile(99) / 1e6 - 5,
      delayMaxMs: delay.max / 1e6 - 5,
      heapMegabytes: (most - before) / 2 ** 20,
    };
  } finally {
    clearInterval(look);
    await closeEditors();
  }
}
