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

const seconds = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? 1);

const bench = openBenchmark();
const next = random(seed);
const end = performance.now() + seconds * 1000;
const counts = new Map<string, { tried: number; refused: number; files: number; wrong: number; slowest: number }>();
let trials = 0;
for (; performance.now() < end; trials++) {
  const trial = actionTrial(bench, next);
  if (!trial) continue;
  const { action, offer, ctx, file } = trial;
  const count = counts.get(action.id) ?? { tried: 0, refused: 0, files: 0, wrong: 0, slowest: 0 };
  counts.set(action.id, count);
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
console.log(`seed ${seed}: ${trials} trials`);
for (const [kind, c] of counts)
  console.log(
    `${kind}: ${c.tried} tried, ${c.refused} refused, ${c.files} files changed, ${c.wrong} wrong, slowest ${Math.round(c.slowest)} ms`,
  );
process.exitCode = [...counts.values()].some(c => c.wrong > 0) ? 1 : 0;
