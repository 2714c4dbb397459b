/** Nearly eight thousand files of public APIs with what they import, their comments and positions. A file of its own, as it takes its time. */
import { suite } from "node:test";
import { benchmarkBuild } from "./benchmarkBuild.ts";
import { sameBytes } from "./sameBytes.ts";

suite("benchmark workspace with source info", () => {
  sameBytes({ ...benchmarkBuild(), imports: "included", sourceInfo: "included" });
});
