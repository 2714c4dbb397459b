/** The .proto files that ship with the product. */
import path from "node:path";
import { suite } from "node:test";
import { protoFiles } from "../bench/workspace.ts";
import { allFlags } from "./compileBoth.ts";
import { sameBytes } from "./sameBytes.ts";

const root = path.resolve("server/protos");
const files = protoFiles(root).map(file => path.relative(root, file));

suite("bundled files", () => {
  for (const flags of allFlags) sameBytes({ roots: [root], files, ...flags });
});
