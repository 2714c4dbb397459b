/**
 * Random refactorings over the benchmark workspace: `npm run fuzz:actions -- [seconds] [seed]`. What is offered at a random place of a real
 * file, written in a random style, is done. The file keeps its style, its line ends and its comments, the reference compiler compiles all
 * that changed and all that sees it, and what the refactoring does not promise to change is what it was.
 */
import path from "node:path";
import { performance } from "node:perf_hooks";
import { renderAction } from "../../server/src/messages/actionTexts.ts";
import { actionTrial, runTrial } from "../support/actionTrial.ts";
import { openBenchmark } from "../support/benchmarkFiles.ts";
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
  const trial = actionTrial(bench, next);
  if (!trial) continue;
  const { action, offer, ctx, file } = trial;
  const count = counts.of(action.id);
  count.tried++;
  const start = performance.now();
  const { files, refused, wrong } = runTrial(bench, trial);
  count.slowest = Math.max(count.slowest, performance.now() - start);
  count.files += files;
  const place = `${path.relative(bench.folder, file)} ${ctx.selection.start}-${ctx.selection.end}`;
  const label = `${action.id} ${place}: ${renderAction(offer.title.text, offer.title.args, "en")}`;
  if (refused !== undefined) {
    count.refused++;
    console.log(`refused ${label}: ${refused}`);
  }
  if (wrong === undefined) continue;
  count.wrong++;
  console.log(`WRONG   ${label}: ${wrong}`);
}
counts.end(seed, trials);
