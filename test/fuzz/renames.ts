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
import { TrialCounts } from "./trialCounts.ts";

const seconds = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? 1);

const bench = openBenchmark();
const next = random(seed);
const end = performance.now() + seconds * 1000;
const counts = new TrialCounts();
let trials = 0;
for (; performance.now() < end; trials++) {
  const trial: Trial | undefined = trialOf(bench, next, trials);
  if (!trial) continue;
  const count = counts.of(trial.kind);
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
counts.end(seed, trials);
