/**
 * `npm run fuzz -- --seconds N --seed S`: changed real files and random text through the front end and each language feature. A case
 * fails where something throws, takes longer than its budget, or loses a character. A failing case is made smaller and saved.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { mutate, noise, random } from "./mutate.ts";
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
const next = random(seed);

function nextCase(): string {
  const base = texts[Math.floor(next() * texts.length)] as string;
  // Large files are cut, so that many small cases are tried rather than few large ones.
  const from = Math.floor(next() * Math.max(1, base.length - 3000));
  const part = base.length > 6000 ? base.slice(0, 600) + base.slice(from, from + 3000) : base;
  return next() < 0.1 ? noise(next) : mutate(next, part);
}

const trial = new Trial();
// The first text pays for the start of the thread; it is no case.
await trial.failure("");
const until = performance.now() + seconds * 1000;
let cases = 0;
let failed = 0;
while (performance.now() < until && failed < MOST_FAILURES) {
  const text = nextCase();
  cases++;
  const why = await trial.failure(text);
  if (why === undefined) continue;
  failed++;
  mkdirSync(outFolder, { recursive: true });
  const small = await shrink(text, async t => (await trial.failure(t)) !== undefined);
  const file = `${outFolder}/${seed}-${cases}.proto`;
  writeFileSync(file, small);
  console.log(`FAILED ${file} (${small.length} characters)\n${(await trial.failure(small)) ?? why}`);
}
await trial.stop();
console.log(`fuzz: seed ${seed}, ${cases} cases, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
