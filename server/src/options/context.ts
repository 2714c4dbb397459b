/** What interpreting the options of one file works on: the file's own stages, and the world for what others declare. */
import type { Problem } from "../base/problem.ts";
import type { Linked } from "../link/link.ts";
import type { FileId, World } from "../link/world.ts";
import type { Declared } from "../outline/buildOutline.ts";
import type { Outline } from "../outline/outline.ts";
import type { Tree } from "../syntax/ast.ts";

export interface OptionContext {
  readonly world: World;
  readonly id: FileId;
  readonly tree: Tree;
  readonly declared: Declared;
  readonly outline: Outline;
  readonly linked: Linked;
  report(problem: Problem): void;
}
