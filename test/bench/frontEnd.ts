/** The front end: throughput of lexer and parser, and building everything. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import protobufjs from "protobufjs";
import { parse } from "../../server/src/syntax/parse.ts";
import { median, type Row, timed } from "./stats.ts";
import { protoFiles } from "./workspace.ts";

const PROTOC = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
const BUF = path.resolve("node_modules/.bin/buf");
const ROUNDS = 3;

export async function benchFrontEnd(folder: string): Promise<Row[]> {
  const files = protoFiles(folder);
  const texts = files.map(f => readFileSync(f, "utf8"));
  const megabytes = texts.reduce((sum, t) => sum + t.length, 0) / 1e6;
  const ours = await rounds(() => {
    for (const text of texts) parse(text);
  });
  const theirs = await rounds(() => {
    for (const text of texts) {
      try {
        protobufjs.parse(text, new protobufjs.Root(), { keepCase: true });
      } catch {
        // It does not read every file; the time it took for it counts all the same.
      }
    }
  });
  const rows: Row[] = [
    {
      figure: "lexer + parser, MB/s (higher is better)",
      unit: "MB/s",
      ours: megabytes / (ours / 1000),
      peer: { name: "protobufjs", value: megabytes / (theirs / 1000) },
      reach: "≥ 40 MB/s",
    },
  ];
  return [...rows, ...(await benchBuild(folder, files))];
}

async function rounds(run: () => void): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await timed(run));
  return median(times);
}

async function benchBuild(folder: string, files: readonly string[]): Promise<Row[]> {
  const out = path.resolve("test/out/bench");
  const list = `${out}-files.txt`;
  writeFileSync(list, files.map(f => path.relative(folder, f)).join("\n"));
  const run = (command: string, args: readonly string[]): void => {
    execFileSync(command, args, { cwd: folder, stdio: "ignore", maxBuffer: 1 << 30 });
  };
  const ours: number[] = [];
  const protoc: number[] = [];
  const buf: number[] = [];
  // Side by side, so that what else the machine does hits all of them.
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(
      await timed(() =>
        run(process.execPath, [
          path.resolve("client/out/cli.js"),
          "build",
          "-I",
          ".",
          "-o",
          `${out}-ours.binpb`,
          ".",
        ]),
      ),
    );
    protoc.push(
      await timed(() =>
        run(PROTOC, [
          "-I.",
          `-I${path.resolve("server/protos")}`,
          `--descriptor_set_out=${out}-protoc.binpb`,
          `@${list}`,
        ]),
      ),
    );
    if (i === 0) buf.push(await timed(() => run(BUF, ["build", "-o", `${out}-buf.binpb`])));
  }
  return [
    {
      figure: `build of all ${files.length} files`,
      unit: "s",
      ours: median(ours) / 1000,
      peer: { name: "protoc", value: median(protoc) / 1000 },
      reach: "≤ protoc",
    },
    {
      figure: "build of all files, against buf build",
      unit: "s",
      ours: median(ours) / 1000,
      peer: { name: "buf build", value: median(buf) / 1000 },
      reach: "faster than buf",
    },
  ];
}
