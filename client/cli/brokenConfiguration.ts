/** Files that configure import roots and make no sense: what is compiled with other roots than the project's would be another program. */
import { folderOf } from "../../server/src/base/path.ts";
import { configMistake } from "../../server/src/features/configMistakes.ts";
import type { FileId } from "../../server/src/link/world.ts";
import { UsageError } from "./command.ts";
import { type Project, shownFile } from "./project.ts";

/** Throws `UsageError` where one lies above a file; with roots given by `-I` nobody reads them. */
export function refuseBrokenConfiguration(
  { workspace }: Project,
  files: readonly FileId[],
  roots: readonly string[],
): void {
  if (roots.length > 0) return;
  for (const [file, mistake] of workspace.configurationMistakes(new Set(files.map(folderOf)))) {
    const shown = shownFile(file);
    throw new UsageError({ en: configMistake(shown, mistake, "en"), ko: configMistake(shown, mistake, "ko") });
  }
}
