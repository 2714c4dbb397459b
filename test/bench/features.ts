/** Each feature of the language server on the benchmark workspace, asked for right after a keystroke: p50 and p95, beside the peer where it has it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LspClient } from "../support/lspClient.ts";
import { type Place, questions } from "./questions.ts";
import { quantile, type Row, timed } from "./stats.ts";

const BUF = path.resolve("node_modules/.bin/buf");
/** Rounds that are not counted: a server that has just started is not what one works with. A peer that takes seconds for each gets none. */
const WARM_UP = 2;
/** Enough that a collection of garbage, which slows two or three of them down, is not what p95 shows. */
const ROUNDS = 100;
const PEER_ROUNDS = 3;
const FILE = "google/pubsub/v1/pubsub.proto";

export async function benchFeatures(folder: string, withPeer: boolean): Promise<Row[]> {
  const server = LspClient.overStdio(process.execPath, [path.resolve("server/out/server.js"), "--stdio"], folder);
  const indexed = server.once("protocall/indexed");
  const mine = await measure(server, folder, { rounds: ROUNDS, warmUp: WARM_UP, ready: indexed });
  const theirs = withPeer
    ? await measure(LspClient.overStdio(BUF, ["lsp", "serve"], folder), folder, {
        rounds: PEER_ROUNDS,
        warmUp: 0,
        ready: Promise.resolve(),
      })
    : new Map<string, number[]>();
  return questions.flatMap(q => {
    const times = mine.get(q.figure);
    if (!times) throw new Error(`the server does not know ${q.method}`);
    const peer = theirs.get(q.figure);
    const row = (name: string, at: number, reach: string): Row => ({
      figure: `${q.figure}, ${name}`,
      unit: "ms",
      ours: quantile(times, at),
      reach,
      ...(peer ? { peer: { name: "buf lsp serve", value: quantile(peer, at) } } : {}),
    });
    return [row("p50", 0.5, ""), row("p95", 0.95, q.reach ?? "")];
  });
}

/** Figure → milliseconds of each round. What the server says that it cannot do, or refuses, is left out. */
async function measure(
  client: LspClient,
  folder: string,
  { rounds, warmUp, ready }: { rounds: number; warmUp: number; ready: Promise<unknown> },
): Promise<ReadonlyMap<string, number[]>> {
  const out = new Map<string, number[]>();
  try {
    const { capabilities } = await client.initialize(folder, { language: "en", commandLinks: true });
    const file = path.join(folder, FILE);
    const original = readFileSync(file, "utf8");
    const first = client.diagnostics(pathToFileURL(file).href);
    const uri = client.open(file);
    await first;
    await ready;
    for (const q of questions) {
      if (!capabilities[q.capability]) continue;
      const times: number[] = [];
      const counted = Math.min(q.rounds ?? rounds, rounds);
      for (let i = -warmUp; i < counted; i++) {
        // What is typed is new to the server in each round.
        const text = `${original}\n// ${i}\n${q.typed ?? ""}`;
        const params = q.params(placeOf(uri, text), i);
        let isRefused = false;
        const time = await timed(async () => {
          client.change(uri, text);
          try {
            const answer = await client.request(q.method, params);
            const next = q.next?.(answer);
            if (next) await client.request(next.method, next.params);
          } catch {
            isRefused = true;
          }
        });
        if (isRefused) break;
        if (i >= 0) times.push(time);
      }
      if (times.length === counted) out.set(q.figure, times);
    }
    return out;
  } finally {
    await client.stop();
  }
}

function placeOf(uri: string, text: string): Place {
  return {
    uri,
    at(needle) {
      const index = text.lastIndexOf(needle);
      if (index < 0) throw new Error(`${FILE} has no ${needle}`);
      const before = text.slice(0, index + needle.length).split("\n");
      return {
        textDocument: { uri },
        position: { line: before.length - 1, character: (before.at(-1) as string).length },
      };
    },
  };
}
