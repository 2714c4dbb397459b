/** Files written by hand that use each construct of each edition; as they are, and as editors of Windows save them. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, suite } from "node:test";
import { protoFiles } from "../bench/workspace.ts";
import { allFlags } from "./compileBoth.ts";
import { sameBytes } from "./sameBytes.ts";

const samples = path.resolve("test/conformance/samples");
const files = protoFiles(samples).map(file => path.relative(samples, file));

suite("samples", () => {
  for (const flags of allFlags) sameBytes({ roots: [samples], files, ...flags });
});

suite("samples with CRLF and a byte order mark", () => {
  const root = mkdtempSync(path.join(tmpdir(), "protocall-crlf-"));
  after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(samples, root, { recursive: true });
  for (const file of protoFiles(root))
    writeFileSync(file, `\ufeff${readFileSync(file, "utf8").replaceAll("\n", "\r\n")}`);
  sameBytes({ roots: [root], files, imports: "included", sourceInfo: "included" });
});
