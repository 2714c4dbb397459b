/** Everything there is to say about a file: what the compiler's stages find, and hints that no compiler gives. */
import type { Problem } from "../base/problem.ts";
import type { Checked } from "../check/checkFile.ts";
import type { FileId } from "../link/world.ts";
import type { Database } from "../workspace/database.ts";
import { deprecatedUses } from "./deprecatedUses.ts";
import { placedRefs } from "./occurrences.ts";

export function fileProblems(db: Database<Checked>, file: FileId): readonly Problem[] {
  const tree = db.tree(file);
  const checked = db.checked(file);
  if (!tree || !checked) return [];
  return [...db.problems(file), ...deprecatedUses(db, file, placedRefs(tree, checked.options.refs))];
}
