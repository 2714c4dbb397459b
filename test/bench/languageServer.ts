/** The language server as a process on the benchmark workspace, and the peer's on the same. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { LspClient } from "../support/lspClient.ts";
import { quantile, type Row, timed } from "./stats.ts";
import { protoFiles } from "./workspace.ts";

const BUF = path.resolve("node_modules/.bin/buf");
const KEYSTROKES = 100;

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Measured {
  firstDiagnostics: number;
  keystroke: number;
  hoverAfterPopular: number;
  resident: number;
}

export async function benchLanguageServer(folder: string, withPeer: boolean): Promise<Row[]> {
  const ours = await measureOurs(folder);
  const peer = withPeer
    ? await measure(LspClient.overStdio(BUF, ["lsp", "serve"], folder), folder, {}, 3)
    : undefined;
  const row = (figure: string, key: keyof Measured, unit: string, reach: string): Row => ({
    figure,
    unit,
    ours: ours[key],
    reach,
    ...(peer ? { peer: { name: "buf lsp serve", value: peer[key] } } : {}),
  });
  return [
    row("open a file → first diagnostics, cold", "firstDiagnostics", "ms", "≤ 300 ms, ≥ 50 × buf"),
    row("keystroke in a 75 KB file → its diagnostics, p95", "keystroke", "ms", "≤ 30 ms"),
    row("keystroke in field_behavior.proto → next hover, p95", "hoverAfterPopular", "ms", "≤ 10 ms"),
    { figure: "background index of the workspace", unit: "ms", ours: ours.index, reach: "≤ 3 s" },
    {
      figure: "longest hold of the event loop while indexing",
      unit: "ms",
      ours: ours.longestSlice,
      reach: "≤ 16 ms",
    },
    row("resident memory after it", "resident", "MB", "≤ 300 MB"),
  ];
}

async function measureOurs(folder: string): Promise<Measured & { index: number; longestSlice: number }> {
  const client = LspClient.overStdio(process.execPath, [path.resolve("server/out/server.js"), "--stdio"], folder);
  const indexed = client.once<{ ms: number; longestSliceMs: number }>("protocall/indexed");
  const measured = await measure(client, folder, { language: "en" }, KEYSTROKES, indexed);
  const { ms, longestSliceMs } = await indexed;
  return { ...measured, index: ms, longestSlice: longestSliceMs };
}

/** `repeats`: how many keystrokes; a peer that takes seconds for each gets few. */
async function measure(
  client: LspClient,
  folder: string,
  options: object,
  repeats: number,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<Measured> {
  try {
    await client.initialize(folder, options);
    const user = path.join(folder, "google/pubsub/v1/pubsub.proto");
    const firstDiagnostics = await timed(async () => {
      const uri = client.open(user);
      await client.diagnostics(uri);
    });
    await ready;
    const resident = client.residentMb();
    const keystroke = await keystrokes(client, largeFile(folder), repeats);
    const popular = path.join(folder, "google/api/field_behavior.proto");
    const hoverAfterPopular = await hovers(client, popular, user, repeats);
    return { firstDiagnostics, keystroke, hoverAfterPopular, resident };
  } finally {
    await client.stop();
  }
}

/** The file nearest to 75 KB. */
function largeFile(folder: string): string {
  let best = "";
  let distance = Number.POSITIVE_INFINITY;
  for (const file of protoFiles(path.join(folder, "google/cloud"))) {
    const away = Math.abs(readFileSync(file).length - 75_000);
    if (away < distance) [best, distance] = [file, away];
  }
  return best;
}

async function keystrokes(client: LspClient, file: string, repeats: number): Promise<number> {
  const uri = client.open(file);
  await client.diagnostics(uri);
  const text = readFileSync(file, "utf8");
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    // A mistake that comes and goes, so that each keystroke has something to say.
    const next = i % 2 === 0 ? `${text}\nmessage Broken${i} { int32 = ; }\n` : text;
    times.push(
      await timed(async () => {
        client.change(uri, next);
        await client.diagnostics(uri);
      }),
    );
  }
  return quantile(times, 0.95);
}

async function hovers(client: LspClient, popular: string, user: string, repeats: number): Promise<number> {
  const popularUri = client.open(popular);
  await client.diagnostics(popularUri);
  const userUri = client.open(user);
  const text = readFileSync(popular, "utf8");
  const position = positionOf(readFileSync(user, "utf8"), "message Topic");
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    client.change(popularUri, `${text}\n// ${"x".repeat(i + 1)}\n`);
    times.push(await timed(() => client.request("textDocument/hover", { textDocument: { uri: userUri }, position })));
  }
  return quantile(times, 0.95);
}

function positionOf(text: string, needle: string): Position {
  const before = text.slice(0, text.indexOf(needle) + needle.length - 2).split("\n");
  return { line: before.length - 1, character: (before.at(-1) as string).length };
}
