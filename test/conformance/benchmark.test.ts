/** Nearly eight thousand files of public APIs, without source info: what is imported and what is not is equal either way. */
import { suite } from "node:test";
import { benchmarkBuild } from "./benchmarkBuild.ts";
import { sameBytes } from "./sameBytes.ts";

suite("benchmark workspace", () => {
  sameBytes({ ...benchmarkBuild(), imports: "left out", sourceInfo: "left out" });
});
