/**
 * Random renames over the benchmark workspace: `npm run fuzz:renames -- [seconds] [seed]`. Each declaration that is renamed is renamed in
 * the real files; the reference compiler then compiles all that changed and all that sees the declaration, before and after, and the
 * descriptors must be equal but for the name.
 */
import { performance } from "node:perf_hooks";
import { rename } from "../../server/src/features/rename.ts";
import { openBenchmark } from "../support/benchmarkFiles.ts";
import { finish } from "../support/finish.ts";
import { differenceOf, type Trial, trialOf } from "../support/renameTrial.ts";
import { random } from "./mutate.ts";

const seconds = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? 1);

const bench = openBenchmark();
const next = random(seed);
const end = performance.now() + seconds * 1000;
const counts = new Map<string, { tried: number; refused: number; files: number; wrong: number; slowest: number }>();
let trials = 0;
for (; performance.now() < end; trials++) {
  const trial: Trial | undefined = trialOf(bench, next, trials);
  if (!trial) continue;
  const count = counts.get(trial.kind) ?? { tried: 0, refused: 0, files: 0, wrong: 0, slowest: 0 };
  counts.set(trial.kind, count);
  count.tried++;
  const start = performance.now();
  const result = finish(
    rename(bench, trial.file, trial.offset, trial.newName, {
      isOwn: file => file.startsWith(bench.folder),
      files: () => bench.files,
      requests: [],
      withTexts: bench.withTexts,
    }),
  );
  count.slowest = Math.max(count.slowest, performance.now() - start);
  const label = `${trial.kind} ${trial.name} → ${trial.newName}`;
  if (!result.ok) {
    count.refused++;
    console.log(`refused   ${label}: ${result.reason} ${result.detail} ${result.problem?.code ?? ""}`);
    continue;
  }
  const { files, difference } = differenceOf(bench, trial, result.edits);
  count.files += files;
  if (difference === undefined) continue;
  count.wrong++;
  console.log(`DIFFERENT ${label}: ${difference}`);
}
console.log(`seed ${seed}: ${trials} trials`);
for (const [kind, c] of counts)
  console.log(
    `${kind}: ${c.tried} tried, ${c.refused} refused, ${c.files} files changed, ${c.wrong} wrong, slowest ${Math.round(c.slowest)} ms`,
  );
process.exitCode = [...counts.values()].some(c => c.wrong > 0) ? 1 : 0;
