/** Plan, run, judge, write: nothing is written before all is judged, and either all files are written or none. */
import type { Generated, Generation, Produce } from "./generation.ts";
import { judgeFolder } from "./judgeFolder.ts";
import { judgeNames } from "./judgeNames.ts";
import { targets } from "./targets.ts";
import { writeFiles } from "./writeFiles.ts";

/** `folder`: absolute; made if it is not there. */
export async function generateStubs(
  generation: Generation,
  folder: string,
  produce: Produce,
  signal: AbortSignal,
): Promise<Generated> {
  const produced = await produce(generation, signal);
  if (!produced.ok) return produced;
  const badName = judgeNames(produced.files);
  if (badName) return { ok: false, failure: badName };
  const judged = await judgeFolder(folder, produced.files);
  if (!judged.ok) return judged;
  if (signal.aborted) return { ok: false, failure: { kind: "cancelled" } };
  const failure = await writeFiles(folder, judged.changed);
  if (failure) return { ok: false, failure };
  const files = produced.files.map(({ name }) => name).sort();
  const target = targets.find(({ id }) => id === generation.target);
  return { ok: true, files, written: judged.changed.length, install: target?.install(files) ?? "" };
}
