/** Calls beside plain grpc-js with serializers made by hand, JSON to JSON, against one server; and the first call of a runner. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { startMock } from "../../client/rpc/mock/startMock.ts";
import { RunnerClient } from "../../client/rpc/runnerClient.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { median, type Row } from "./stats.ts";
import { readFileSync } from "node:fs";
import { RpcError } from "../../client/rpc/errors.ts";

const MESSAGES = 1_000_000;
/** With its length, its tag and the other field a message of 100 bytes. */
const name = "x".repeat(95);
const ROUNDS = 3;

interface Figures {
  /** Milliseconds. */
  readonly p50: number;
  /** Microseconds of CPU time for each call. */
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly megabytes: number;
}

/** `folder`: the benchmark workspace. */
export async function benchRpcCalls(folder: string): Promise<Row[]> {
  return [...(await benchBesidePlain()), ...(await benchFirstCall(folder))];
}

async function benchBesidePlain(): Promise<Row[]> {
  const work = mkdtempSync(path.join(tmpdir(), "protocall-bench-"));
  const set = path.join(work, "shop.binpb");
  writeFileSync(set, descriptorsOf("test/rpc/fixtures", "shop.proto"));
  const server = spawn(process.execPath, ["test/bench/rpcServer.cjs", name, String(MESSAGES)], {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const port = await new Promise<string>(resolve =>
      server.stdout.once("data", (text: Buffer) => resolve(String(text).trim())),
    );
    const run = async (who: string, what: string): Promise<Figures> => {
      const client = path.resolve("test/out/js/bench/rpcClient.mjs");
      const { stdout } = await promisify(execFile)(process.execPath, [client, who, what, `127.0.0.1:${port}`, set], {
        env: cleanEnvironment(),
      });
      return JSON.parse(stdout) as Figures;
    };
    const both = async (what: string): Promise<{ ours: Figures[]; plain: Figures[] }> => {
      const [ours, plain]: [Figures[], Figures[]] = [[], []];
      // In turns, so that a machine that is busy for a while is so for both.
      for (let i = 0; i < ROUNDS; i++) {
        ours.push(await run("ours", what));
        plain.push(await run("plain", what));
      }
      return { ours, plain };
    };
    const unary = await both("unary");
    const stream = await both("stream");
    const paused = await run("ours", "paused");
    const of = (figures: readonly Figures[], key: keyof Figures): number => median(figures.map(f => f[key]));
    return [
      {
        figure: "unary call on a kept channel, p50",
        unit: "ms",
        ours: of(unary.ours, "p50"),
        peer: { name: "grpc-js", value: of(unary.plain, "p50") },
        reach: "≤ 1.15 × grpc-js",
      },
      {
        figure: "CPU time of that call",
        unit: "µs",
        ours: of(unary.ours, "cpuMicros"),
        peer: { name: "grpc-js", value: of(unary.plain, "cpuMicros") },
        reach: "≤ 1.25 × grpc-js",
      },
      {
        figure: `server stream of ${MESSAGES} messages of 100 B`,
        unit: "/s",
        ours: of(stream.ours, "perSecond"),
        peer: { name: "grpc-js", value: of(stream.plain, "perSecond") },
        reach: "≥ 60 % of grpc-js",
      },
      {
        figure: "memory during that stream",
        unit: "MB",
        ours: of(stream.ours, "megabytes"),
        peer: { name: "grpc-js", value: of(stream.plain, "megabytes") },
        reach: "≤ 150 MB",
      },
      {
        figure: "memory where the reader rests for 3 s at the first message",
        unit: "MB",
        ours: paused.megabytes,
        reach: "≤ 150 MB",
      },
    ];
  } finally {
    server.kill("SIGKILL");
    rmSync(work, { recursive: true, force: true });
  }
}

/** From the fork of the runner to the answer, over TLS, with the schema of a service of the workspace. */
async function benchFirstCall(folder: string): Promise<Row[]> {
  const work = mkdtempSync(path.join(tmpdir(), "protocall-bench-"));
  const out = path.join(work, "set.binpb");
  const args = [path.resolve("client/out/cli.js"), "build", "--include-imports", "-I", ".", "-o", out];
  execFileSync(process.execPath, [...args, "google/pubsub/v1/pubsub.proto"], { cwd: folder, stdio: "ignore" });
  const set = readFileSync(out);
  const certificates = await makeCertificates();
  writeCertificates(work, certificates);
  const mock = await startMock({ descriptorSet: set, mode: "tls", certificates });
  const times: number[] = [];
  try {
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      const runner = new RunnerClient(path.resolve("client/out/runner.js"));
      const call = {
        address: mock.address,
        path: "/google.pubsub.v1.Publisher/GetTopic",
        kind: "unary",
        metadata: [],
        bodies: ["{}"],
        tls: { mode: "tls", roots: "files", caFiles: [path.join(work, "ca.crt")] },
        descriptorHash: "pubsub",
        descriptorSet: set.toString("base64"),
      } as const;
      for await (const event of runner.call(call, new AbortController().signal))
        if (event.type === "failed") throw new RpcError(event.failure);
      times.push(performance.now() - started);
      runner.dispose();
    }
  } finally {
    await mock.stop();
    rmSync(work, { recursive: true, force: true });
  }
  return [
    {
      figure: "first call of a runner: fork, load, TLS, schema of pubsub",
      unit: "ms",
      ours: median(times),
      reach: "≤ 400 ms",
    },
  ];
}
