import path from "node:path";
import { benchWorkspace, protoFiles } from "../bench/workspace.ts";
import type { Build } from "./compileBoth.ts";

/** All files of the benchmark workspace. */
export function benchmarkBuild(): Pick<Build, "roots" | "files"> {
  const root = benchWorkspace();
  return { roots: [root], files: protoFiles(root).map(file => path.relative(root, file)) };
}
