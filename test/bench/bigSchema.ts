/** A service with 500 methods and a request with 300 fields: what is asked while a request to it is written. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bigService } from "../support/bigService.ts";
import { LspClient } from "../support/lspClient.ts";
import { quantile, type Row, timed } from "./stats.ts";

const ROUNDS = 30;

export async function benchBigSchema(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-big-"));
  const file = path.join(folder, "big.proto");
  writeFileSync(file, bigService());
  const client = LspClient.overIpc(path.resolve("server/out/server.js"), folder);
  try {
    await client.initialize(folder, { language: "en", commandLinks: true });
    const proto = pathToFileURL(file).href;
    const judged = client.diagnostics(proto);
    client.open(file);
    await judged;
    const { text } = await newRequest(client, proto, 250);
    const uri = pathToFileURL(path.join(folder, "big.grpc")).href;
    const first = client.diagnostics(uri);
    client.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "grpc-request", version: 1, text },
    });
    await first;

    const brace = text.lastIndexOf("}");
    /** As the text is while a field is added at its end; new in each round. */
    const typed = (round: number): string => `${text.slice(0, brace)}, "" }\n// ${round}\n`;
    const place = endOf(typed(0).slice(0, brace + 3));
    const asked: Readonly<Record<string, (round: number) => Promise<unknown>>> = {
      "new request": round => newRequest(client, proto, round),
      "completion of a field of the body": round => {
        client.change(uri, typed(round));
        return client.request("textDocument/completion", { textDocument: { uri }, position: place });
      },
      "diagnostics of the body after a keystroke": round => {
        const told = client.diagnostics(uri);
        client.change(uri, typed(round));
        return told;
      },
      "lenses of the request document": round => {
        client.change(uri, typed(round));
        return client.request("textDocument/codeLens", { textDocument: { uri } });
      },
      "lenses of the service": () => client.request("textDocument/codeLens", { textDocument: { uri: proto } }),
    };
    const rows: Row[] = [];
    for (const [figure, ask] of Object.entries(asked)) {
      const times: number[] = [];
      for (let round = -2; round < ROUNDS; round++) {
        const time = await timed(() => ask(round + 2));
        if (round >= 0) times.push(time);
      }
      rows.push({
        figure: `500 methods, 300 fields: ${figure}, p95`,
        unit: "ms",
        ours: quantile(times, 0.95),
        reach: "≤ 100 ms",
      });
    }
    return rows;
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const newRequest = (client: LspClient, uri: string, method: number): Promise<{ readonly text: string }> =>
  client.request("protocall/newRequest", { uri, method: `big.v1.Big/Call${method}`, address: "localhost:50051" });

function endOf(text: string): { readonly line: number; readonly character: number } {
  const lines = text.split("\n");
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
