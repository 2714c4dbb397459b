/** Files written by hand that use each construct of each edition; as they are, as editors of Windows save them, and in other encodings. */
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

suite("comments and strings that are no UTF-8", () => {
  const root = mkdtempSync(path.join(tmpdir(), "protocall-bytes-"));
  after(() => rmSync(root, { recursive: true, force: true }));
  const text = `// Copyright \xa9 M\xfcller
syntax = "proto2";
/* \xc3\xa9 \xc3 \xed\xa0\x80 \xf4\x90\x80\x80 \xe0\x80\x80 */ message A { /* \xff */ optional int32 a = 1; // \xff\xfe
  optional bytes b = 2 [default = "\xe9\\n\xc3\xa9"]; /* \xe6\x97 */ reserved 3; // \xf0\x9f\x98\x80
  reserved "\xe9"; }
`;
  writeFileSync(path.join(root, "latin.proto"), Buffer.from(text, "latin1"));
  writeFileSync(
    path.join(root, "use.proto"),
    'syntax = "proto2";\nimport "latin.proto";\nmessage B { optional A a = 1; }\n',
  );
  for (const flags of allFlags) sameBytes({ roots: [root], files: ["use.proto", "latin.proto"], ...flags });
});
