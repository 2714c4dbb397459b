/** What a person waits for in the real VS Code: from Call to the request document, from Send to the answer, a fast stream in its panel. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasCodeServer } from "../setup/codeServer.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { run } from "../setup/run.ts";
import type { Measures } from "../vscode/measure/measures.ts";
import { quantile, type Row } from "./stats.ts";

/** No rows, and a line that says so, where no editor is set up. */
export async function benchEditor(): Promise<Row[]> {
  if (!process.env["VSCODE_EXECUTABLE_PATH"] && !hasCodeServer()) {
    console.log("the editor is not measured: `npm test` sets one up, or VSCODE_EXECUTABLE_PATH names one\n");
    return [];
  }
  const work = mkdtempSync(path.join(tmpdir(), "protocall-bench-"));
  const file = path.join(work, "measures.json");
  try {
    const program = path.resolve("test/out/vscode/measure.mjs");
    const { code, output } = await run(process.execPath, [program, file], { env: cleanEnvironment() });
    if (code !== 0) throw new Error(`the editor could not be measured:\n${output}`);
    return rowsOf(JSON.parse(readFileSync(file, "utf8")) as Measures);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function rowsOf({ callToDocument, plainDocument, sendToAnswer, stream }: Measures): Row[] {
  const both = (figure: string, reach: string, ours: readonly number[], peer?: readonly number[]): Row[] =>
    ([0.5, 0.95] as const).map(q => ({
      figure: `${figure}, p${q * 100}`,
      unit: "ms",
      ours: quantile(ours, q),
      reach: q === 0.5 ? reach : "",
      ...(peer ? { peer: { name: "VS Code shows a document", value: quantile(peer, q) } } : {}),
    }));
  return [
    ...both("from Call to the request document, of 500 methods", "≤ 100 ms", callToDocument, plainDocument),
    ...both("from Send to the answer, over the call itself", "≤ 50 ms", sendToAnswer),
    { figure: "a stream in its live panel", unit: "/s", ours: stream.perSecond, reach: "≥ 50000 /s" },
    {
      figure: "how late the extension host gets to other work meanwhile, p99",
      unit: "ms",
      ours: stream.delayP99Ms,
      reach: "≤ 50 ms",
    },
    {
      figure: `heap that ${stream.messages} streamed messages took at most`,
      unit: "MB",
      ours: stream.heapMegabytes,
      reach: "≤ 250 MB",
    },
  ];
}
