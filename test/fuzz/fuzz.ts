/**
 * `npm run fuzz -- --seconds N --seed S`: changed real files and random text through the front end and each language feature. A case
 * fails where something throws, takes longer than its budget, or loses a character. A failing case is made smaller and saved.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { mutate, noise, random } from "./mutate.ts";
import { tryAll } from "./tryAll.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" }, seed: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1e9);
const until = performance.now() + Number(values.seconds) * 1000;
const BUDGET_MS = 2000;
const outFolder = "test/out/fuzz";

function corpus(folder: string): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) out.push(...corpus(at));
    else if (entry.name.endsWith(".proto")) out.push(readFileSync(at, "utf8"));
  }
  return out;
}

/** What is wrong with a text; undefined where all is well. */
function failure(text: string): string | undefined {
  const started = performance.now();
  try {
    tryAll(text);
  } catch (error) {
    return (error as Error).stack ?? String(error);
  }
  const ms = performance.now() - started;
  return ms > BUDGET_MS ? `took ${Math.round(ms)} ms` : undefined;
}

/** The smallest text found that still fails: parts are taken out as long as that holds. */
function shrink(text: string): string {
  let best = text;
  const stop = performance.now() + 10_000;
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1 && performance.now() < stop;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let at = 0; at < best.length && performance.now() < stop; ) {
      const shorter = best.slice(0, at) + best.slice(at + size);
      if (failure(shorter) !== undefined) best = shorter;
      else at += size;
    }
  return best;
}

const texts = [...corpus("server/protos"), ...corpus("test/fuzz/seeds")];
const next = random(seed);
let cases = 0;
let failed = 0;
while (performance.now() < until && failed < 5) {
  const base = texts[Math.floor(next() * texts.length)] as string;
  // Large files are cut, so that many small cases are tried rather than few large ones.
  const from = Math.floor(next() * Math.max(1, base.length - 3000));
  const part = base.length > 6000 ? base.slice(0, 600) + base.slice(from, from + 3000) : base;
  const text = next() < 0.1 ? noise(next) : mutate(next, part);
  cases++;
  const why = failure(text);
  if (why === undefined) continue;
  failed++;
  mkdirSync(outFolder, { recursive: true });
  const small = shrink(text);
  const file = `${outFolder}/${seed}-${cases}.proto`;
  writeFileSync(file, small);
  console.log(`FAILED ${file} (${small.length} characters)\n${failure(small) ?? why}`);
}
console.log(`fuzz: seed ${seed}, ${cases} cases, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
