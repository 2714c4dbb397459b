/** `npm run bench`: prints one table, ours and the peers' side by side, and writes it as JSON. `--quick` leaves slow peers out. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { benchBigSchema } from "./bigSchema.ts";
import { benchEditor } from "./editor.ts";
import { benchFeatures } from "./features.ts";
import { benchFrontEnd } from "./frontEnd.ts";
import { benchLanguageServer } from "./languageServer.ts";
import { benchRpcCalls } from "./rpcCalls.ts";
import { benchRpcSchema } from "./rpcSchema.ts";
import { table } from "./stats.ts";
import { benchWorkspace } from "./workspace.ts";

const quick = process.argv.includes("--quick");
const version = (command: string, args: readonly string[]): string => execFileSync(command, args).toString().trim();

mkdirSync("test/bench/out", { recursive: true });
const folder = benchWorkspace();
const peers = {
  protoc: version("node_modules/protoc/bin/protoc-linux-x86_64", ["--version"]),
  buf: version("node_modules/.bin/buf", ["--version"]),
  node: process.version,
};
const rows = [
  ...(await benchLanguageServer(folder, !quick)),
  ...(await benchFeatures(folder, !quick)),
  ...(await benchFrontEnd(folder)),
  ...(await benchRpcSchema(folder)),
  ...(await benchRpcCalls(folder)),
  ...(await benchBigSchema()),
  ...(await benchEditor()),
];
console.log(`${peers.protoc}, buf ${peers.buf}, Node ${peers.node}\n`);
console.log(table(rows));
writeFileSync("test/bench/out/bench.json", `${JSON.stringify({ peers, rows }, undefined, 2)}\n`);
