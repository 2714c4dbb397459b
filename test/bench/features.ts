/** Each feature of the language server on the benchmark workspace, asked for right after a keystroke: p50 and p95, beside the peer where it has it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LspClient } from "../support/lspClient.ts";
import { quantile, type Row, timed } from "./stats.ts";

const BUF = path.resolve("node_modules/.bin/buf");
/** Rounds that are not counted: a server that has just started is not what one works with. A peer that takes seconds for each gets none. */
const WARM_UP = 2;
const PEER_ROUNDS = 3;
const FILE = "google/pubsub/v1/pubsub.proto";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Place {
  readonly uri: string;
  readonly text: string;
  /** Asks for something at the place behind the first `needle` of the text. */
  at(needle: string): { textDocument: { uri: string }; position: Position };
}

interface Question {
  readonly figure: string;
  readonly reach: string;
  readonly method: string;
  /** What is asked in the `i`th round. */
  params(place: Place, i: number): object;
  readonly peer: boolean;
  readonly rounds?: number;
  /** Put in behind the text before it is asked about. */
  readonly typed?: string;
}

const symbols = ["Topic", "listsub", "IamPolicy", "Timestamp", "cluster", "GetOperationRequest", "speech v1", "acl"];

const questions: readonly Question[] = [
  ask(
    "completion of a type not imported yet",
    "textDocument/completion",
    "≤ 50 ms",
    p => p.at("  Oper"),
    "message Typed {\n  Oper",
  ),
  ask(
    "completion of an option's name",
    "textDocument/completion",
    "≤ 50 ms",
    p => p.at("  option d"),
    "message Typed {\n  option d",
  ),
  ask(
    "completion of an option's value",
    "textDocument/completion",
    "≤ 50 ms",
    p => p.at("optimize_for = "),
    "option optimize_for = ",
  ),
  ask(
    "completion of the next number",
    "textDocument/completion",
    "≤ 50 ms",
    p => p.at("int32 b = "),
    "message Typed {\n  int32 a = 1;\n  int32 b = ",
  ),
  ask(
    "completion of an import's path",
    "textDocument/completion",
    "≤ 50 ms",
    p => p.at('import "google/'),
    'import "google/',
  ),
  ask("hover on a type", "textDocument/hover", "≤ 10 ms", p => p.at("message Topic")),
  ask("hover on a field", "textDocument/hover", "≤ 10 ms", p => p.at("MessageStoragePolicy message_stor")),
  ask("definition of a type", "textDocument/definition", "≤ 10 ms", p => p.at("returns (Top")),
  ask("definition of an option", "textDocument/definition", "≤ 10 ms", p => p.at("(google.api.http")),
  ask("references of a message of the file", "textDocument/references", "", p => references(p.at("message Topic"))),
  {
    ...ask("references of google.protobuf.Timestamp", "textDocument/references", "≤ 1 s", p =>
      references(p.at("google.protobuf.Timest")),
    ),
    rounds: 5,
  },
  ask("highlights", "textDocument/documentHighlight", "", p => p.at("message Topic")),
  ask("document symbols", "textDocument/documentSymbol", "", p => ({ textDocument: { uri: p.uri } })),
  ask("workspace symbols", "workspace/symbol", "p95 ≤ 30 ms", (_, i) => ({
    query: symbols[Math.abs(i) % symbols.length],
  })),
  ask("folding", "textDocument/foldingRange", "", p => ({ textDocument: { uri: p.uri } })),
  ask("semantic tokens", "textDocument/semanticTokens/full", "", p => ({ textDocument: { uri: p.uri } })),
  ours("inlay hints", "textDocument/inlayHint", p => ({ textDocument: { uri: p.uri }, range: whole })),
  ours("code lenses", "textDocument/codeLens", p => ({ textDocument: { uri: p.uri } })),
  ours("signature help", "textDocument/signatureHelp", p => p.at("(google.api.http) = {\n      ")),
  ours("selection ranges", "textDocument/selectionRange", p => {
    const { textDocument, position } = p.at("message Topic");
    return { textDocument, positions: [position] };
  }),
];

const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
const references = (at: object): object => ({ ...at, context: { includeDeclaration: true } });

function ask(figure: string, method: string, reach: string, params: Question["params"], typed?: string): Question {
  return { figure, method, reach, params, peer: true, ...(typed === undefined ? {} : { typed }) };
}

function ours(figure: string, method: string, params: Question["params"]): Question {
  return { figure, method, reach: "", params, peer: false };
}

export async function benchFeatures(folder: string, withPeer: boolean): Promise<Row[]> {
  const server = LspClient.overStdio(process.execPath, [path.resolve("server/out/server.js"), "--stdio"], folder);
  const indexed = server.once("protocall/indexed");
  const mine = await measure(server, folder, questions, { rounds: 40, warmUp: WARM_UP, ready: indexed });
  const theirs = withPeer
    ? await measure(
        LspClient.overStdio(BUF, ["lsp", "serve"], folder),
        folder,
        questions.filter(q => q.peer),
        { rounds: PEER_ROUNDS, warmUp: 0, ready: Promise.resolve() },
      )
    : new Map<string, number[]>();
  return questions.flatMap(q => {
    const times = mine.get(q.figure) ?? [];
    const peer = theirs.get(q.figure);
    const row = (name: string, at: number, reach: string): Row => ({
      figure: `${q.figure}, ${name}`,
      unit: "ms",
      ours: quantile(times, at),
      reach,
      ...(peer ? { peer: { name: "buf lsp serve", value: quantile(peer, at) } } : {}),
    });
    return [row("p50", 0.5, ""), row("p95", 0.95, q.reach)];
  });
}

/** Figure → milliseconds of each round. Questions that the server refuses are left out. */
async function measure(
  client: LspClient,
  folder: string,
  asked: readonly Question[],
  { rounds, warmUp, ready }: { rounds: number; warmUp: number; ready: Promise<unknown> },
): Promise<ReadonlyMap<string, number[]>> {
  const out = new Map<string, number[]>();
  try {
    await client.initialize(folder, { language: "en", commandLinks: true });
    const file = path.join(folder, FILE);
    const original = readFileSync(file, "utf8");
    const first = client.diagnostics(pathToFileURL(file).href);
    const uri = client.open(file);
    await first;
    await ready;
    for (const q of asked) {
      const times: number[] = [];
      const counted = Math.min(q.rounds ?? rounds, rounds);
      for (let i = -warmUp; i < counted; i++) {
        // What is typed is new to the server in each round.
        const text = `${original}\n// ${i}\n${q.typed ?? ""}`;
        const params = q.params(placeOf(uri, text), i);
        const time = await timed(async () => {
          client.change(uri, text);
          await client.request(q.method, params).catch(() => undefined);
        });
        if (i >= 0) times.push(time);
      }
      out.set(q.figure, times);
    }
    return out;
  } finally {
    await client.stop();
  }
}

function placeOf(uri: string, text: string): Place {
  return {
    uri,
    text,
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
