/** What a person would try first, without one: the sample is checked, stubs are generated, a method is called in three ways. */
import path from "node:path";
import { cli } from "../support/cli.ts";
import { protoFile, requestsFile, type Sample } from "./makeSample.ts";

/** Requests of the sample that call a unary method, one for each way to connect. */
const calls = ["Plaintext", "TLS", "mTLS"];

interface CallResult {
  readonly name: string;
  readonly method: string;
  readonly ok: boolean;
  readonly status?: string;
  readonly ms: number;
  readonly messages: readonly unknown[];
  readonly problems: readonly string[];
}

/** Prints each result; true if all were right. */
export async function checkSample({ folder, servers }: Sample, print: (line: string) => void): Promise<boolean> {
  let good = true;
  const say = (right: boolean, what: string, ...more: readonly string[]): void => {
    good &&= right;
    print(`${right ? "✔" : "✖"} ${what}`);
    for (const text of more) if (text.trim() !== "") print(text.trimEnd().replace(/^/gm, "    "));
  };

  const checked = await cli(["check", "."], { cwd: folder });
  say(checked.code === 0 && checked.out === "", "the files of the sample have no problems", checked.out, checked.err);

  const generated = await cli(["generate", "--out", "gen", "--format", "json", protoFile], { cwd: folder });
  const { files = [] } = generated.code === 0 ? (JSON.parse(generated.out) as { files: string[] }) : {};
  const wanted = ["shop/v1/money_pb.ts", "shop/v1/shop_grpc.ts", "shop/v1/shop_pb.ts"];
  const where = path.join(folder, "gen");
  const right = wanted.every(file => files.includes(file));
  say(right, `stubs for TypeScript are generated into ${where}`, files.join("\n"), right ? "" : generated.err);

  const only = calls.flatMap(name => ["--only", name]);
  const ran = await cli(["run", requestsFile, "--format", "json", ...only], { cwd: folder });
  const results = parse(ran.out);
  for (const name of calls) {
    const result = results.find(r => r.name === name);
    const address = servers[name.toLowerCase() as keyof typeof servers].address;
    if (!result) say(false, `${name}: nothing was sent to ${address}`, ran.err);
    else {
      const { method, status = "not sent", ms } = result;
      const answer = result.messages.map(message => JSON.stringify(message)).join("\n");
      const what = `${name}: ${address} ${method} → ${status} in ${ms.toFixed(0)} ms`;
      say(result.ok && result.messages.length === 1, what, answer, ...result.problems);
    }
  }
  return good;
}

function parse(output: string): readonly CallResult[] {
  try {
    return JSON.parse(output) as readonly CallResult[];
  } catch {
    return [];
  }
}
