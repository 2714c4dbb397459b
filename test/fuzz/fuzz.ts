/**
 * `npm run fuzz -- --seconds N --seed S`: changed real files, changed request documents and random text through the front ends and each language feature. A case
 * fails where something throws, takes longer than its budget, or loses a character. A failing case is made smaller and saved.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { FuzzCase } from "./fuzzCase.ts";
import { mutate, noise, random } from "./mutate.ts";
import { requests } from "./seeds/service.ts";
import { shrink } from "./shrink.ts";
import { Trial } from "./trial.ts";

const outFolder = "test/out/fuzz";
const MOST_FAILURES = 5;
const folders = [
  "server/protos",
  "test/fuzz/seeds",
  "test/conformance/samples",
  "node_modules/google-proto-files/google/api",
  "node_modules/google-proto-files/google/pubsub",
];

const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" }, seed: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1e9);
const seconds = Number(values.seconds);
if (!Number.isInteger(seed) || !(seconds > 0)) {
  console.error("usage: npm run fuzz -- [--seconds N] [--seed S], both numbers");
  process.exit(2);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(at);
    return entry.name.endsWith(".proto") ? [at] : [];
  });
}

const texts = folders.flatMap(filesBelow).map(file => readFileSync(file, "utf8"));
const requestTexts = [
  requests,
  ...["test/grammar/cases/request.grpc", "test/start/sample/requests.grpc"].map(file => readFileSync(file, "utf8")),
];
const next = random(seed);

/** Of a hundred cases, how many are request documents. */
const REQUESTS = 25;

function nextCase(): FuzzCase {
  const kind = next() * 100 < REQUESTS ? "request" : "proto";
  return { kind, text: kind === "request" ? nextRequests() : nextProto() };
}

function nextRequests(): string {
  const base = requestTexts[Math.floor(next() * requestTexts.length)] as string;
  if (next() >= 0.1) return mutate(next, base, "request");
  const from = Math.floor(next() * base.length);
  return `${base.slice(0, from)}\n${noise(next, "request")}`;
}

function nextProto(): string {
  const base = texts[Math.floor(next() * texts.length)] as string;
  // Large files are cut, so that many small cases are tried rather than few large ones.
  const from = Math.floor(next() * Math.max(1, base.length - 3000));
  const part = base.length > 6000 ? base.slice(0, 600) + base.slice(from, from + 3000) : base;
  return next() < 0.1 ? noise(next) : mutate(next, part);
}

const trial = new Trial();
await trial.warmUp();
const until = performance.now() + seconds * 1000;
let cases = 0;
let requestCases = 0;
let failed = 0;
while (performance.now() < until && failed < MOST_FAILURES) {
  const { kind, text } = nextCase();
  cases++;
  if (kind === "request") requestCases++;
  const why = await trial.failure({ kind, text });
  if (why === undefined) continue;
  failed++;
  mkdirSync(outFolder, { recursive: true });
  const small = await shrink(text, async t => (await trial.failure({ kind, text: t })) !== undefined);
  const file = `${outFolder}/${seed}-${cases}.${kind === "proto" ? "proto" : "grpc"}`;
  writeFileSync(file, small);
  console.log(`FAILED ${file} (${small.length} characters)\n${(await trial.failure({ kind, text: small })) ?? why}`);
}
await trial.stop();
console.log(`fuzz: seed ${seed}, ${cases} cases, ${requestCases} of them request documents, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
