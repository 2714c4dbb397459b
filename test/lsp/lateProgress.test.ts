/** Progress of long work as an editor sees it. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { createConnection } from "vscode-languageserver/node";
import { abilitiesOf } from "../../server/src/lsp/abilities.ts";
import { LateProgress } from "../../server/src/lsp/lateProgress.ts";
import { inSlices } from "../../server/src/lsp/slices.ts";

interface Shown {
  readonly kind: string;
  readonly title?: string;
  readonly percentage?: number;
  readonly cancellable?: boolean;
}

async function connect(progress: "knows progress" | "knows none") {
  const there = new PassThrough();
  const back = new PassThrough();
  const connection = createConnection(new StreamMessageReader(there), new StreamMessageWriter(back));
  const client = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  const shown: Shown[] = [];
  let token: unknown;
  client.onRequest("window/workDoneProgress/create", (params: { token: unknown }) => {
    token = params.token;
    return null;
  });
  client.onNotification("$/progress", ({ value }: { value: Shown }) => void shown.push(value));
  connection.onInitialize(() => ({ capabilities: {} }));
  connection.onRequest("seen", () => null);
  connection.listen();
  client.listen();
  const capabilities = progress === "knows progress" ? { window: { workDoneProgress: true } } : {};
  await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities });
  const abilities = abilitiesOf(capabilities);
  return {
    host: { connection, abilities },
    shown,
    /** Resolves when everything sent before has arrived. */
    settled: () => client.sendRequest("seen", {}),
    stop: () => void client.sendNotification("window/workDoneProgress/cancel", { token }),
    close: () => client.dispose(),
  };
}

test("tells each percentage once, and never less than before", async () => {
  const { host, shown, settled, close } = await connect("knows progress");
  const progress = new LateProgress(host, { title: "Working", patienceMs: 0 });
  for (const part of [0, 0.101, 0.102, 0.2, 0.15, 0.999, 1]) await progress.report(part);
  progress.done();
  await settled();
  assert.deepEqual(
    shown.map(({ kind, percentage }) => (kind === "report" ? percentage : kind)),
    ["begin", 10, 20, 99, "end"],
  );
  close();
});

test("shows how far work is that takes long, and that it is over", async () => {
  const { host, shown, settled, close } = await connect("knows progress");
  const progress = new LateProgress(host, { title: "Working", stoppable: "stoppable", patienceMs: 0 });
  await progress.report(0.25);
  await progress.report(0.5);
  progress.done();
  await settled();
  assert.deepEqual(
    shown.map(({ kind, title, percentage, cancellable }) => [kind, title, percentage, cancellable]),
    [
      ["begin", "Working", 0, true],
      ["report", undefined, 25, undefined],
      ["report", undefined, 50, undefined],
      ["end", undefined, undefined, undefined],
    ],
  );
  close();
});

test("shows nothing of what is soon over, nor to editors that do not know progress", async () => {
  for (const [knows, patienceMs] of [
    ["knows progress", 60_000],
    ["knows none", 0],
  ] as const) {
    const { host, shown, settled, close } = await connect(knows);
    const progress = new LateProgress(host, { title: "Working", patienceMs });
    await progress.report(0.5);
    progress.done();
    await settled();
    assert.deepEqual(shown, []);
    close();
  }
});

test("stops a search when the user stops its progress", async () => {
  const { host, shown, stop, settled, close } = await connect("knows progress");
  const progress = new LateProgress(host, { title: "Finding", stoppable: "stoppable", patienceMs: 0 });
  function* endless(): Generator<number> {
    for (let i = 0; ; i++) {
      if (shown.length === 1) stop();
      yield i;
    }
  }
  assert.equal(await inSlices(endless(), new CancellationTokenSource().token, () => {}, progress), false);
  await settled();
  assert.deepEqual(
    shown.map(({ kind }) => kind),
    ["begin", "end"],
  );
  close();
});
