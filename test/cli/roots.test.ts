import assert from "node:assert/strict";
import { test } from "node:test";
import { cli, inFolder } from "../support/cli.ts";

const files = {
  Makefile: "gen:\n\tprotoc -I third_party -I . shop.proto\n",
  "third_party/money.proto": 'syntax = "proto3";\n',
  "api/shop/v1/shop.proto": 'syntax = "proto3";\npackage shop.v1;\nimport "money.proto";\n',
};
const file = "api/shop/v1/shop.proto";

test("each root is told with its reason", async () => {
  await inFolder(files, async cwd => {
    const { code, out } = await cli(["roots", file], { cwd });
    assert.equal(
      out,
      [
        "api\n  the file's folders end like its package shop.v1",
        "third_party\n  `-Ithird_party` in Makefile",
        ".\n  `-I.` in Makefile",
        "api/shop/v1\n  the open folder, or the file's own",
        "",
      ].join("\n"),
    );
    assert.equal(code, 0);
    // And the imports are found there.
    assert.deepEqual(await cli(["check", file], { cwd }).then(r => [r.code, r.out.includes("P2001")]), [0, false]);
  });
});

test("a configuration is the only reason, and a folder that is not there is told", async () => {
  await inFolder({ ...files, "protocall.json": '{ "roots": ["api", "gone"] }' }, async cwd => {
    const { out } = await cli(["roots", "--format", "json", file], { cwd });
    const reason = "named by protocall.json";
    assert.deepEqual(JSON.parse(out), [
      { path: "api", reason, evidence: "protocall.json", exists: true },
      { path: "gone", reason, evidence: "protocall.json", exists: false },
    ]);
  });
});

test("a file that is not there, and none at all, are wrong arguments", async () => {
  await inFolder({}, async cwd => {
    const missing = await cli(["roots", "none.proto"], { cwd });
    assert.equal(missing.code, 2);
    assert.match(missing.err, /none\.proto does not exist/);
    assert.equal((await cli(["roots"], { cwd })).code, 2);
  });
});

test("a configuration that makes no sense is refused by name, unless roots are given", async () => {
  const broken = {
    "protocall.json": ['{ "roots": ["api", ', "protocall.json is not valid JSON"],
    "api/buf.yaml": ["modules: [", "api/buf.yaml is not valid YAML with keys and values"],
    "buf.work.yaml": ["- api", "buf.work.yaml is not valid YAML with keys and values"],
    "api/protocall.json": ['{ "roots": "x" }', '"roots" in api/protocall.json must be a list of folders'],
  } as const;
  for (const [name, [text, said]] of Object.entries(broken))
    await inFolder({ ...files, [name]: text }, async cwd => {
      for (const args of [
        ["roots", file],
        ["check", "."],
        ["build", "-o", "x.binpb", file],
      ]) {
        const { code, err } = await cli(args, { cwd });
        assert.deepEqual([code, err.includes(said)], [2, true], `${args[0]} ${name}: ${err}`);
      }
      const given = await cli(["check", "-I", "api", "-I", "third_party", file], { cwd });
      assert.deepEqual([given.code, given.err], [0, ""]);
    });
});

test("of two files of one import name the one whose root comes first counts, and the other is refused as by protoc", async () => {
  const same = (pkg: string): string => `syntax = "proto3";\npackage ${pkg};\nmessage X {}\n`;
  const hidden = {
    "a/x.proto": same("a"),
    "b/x.proto": same("b"),
    "protocall.json": '{ "roots": ["a", "b"] }',
  };
  await inFolder(hidden, async cwd => {
    for (const args of [["b/x.proto"], ["a/x.proto", "b/x.proto"]]) {
      const build = await cli(["build", "-o", "set.binpb", ...args], { cwd });
      assert.deepEqual(
        [build.code, build.err],
        [
          1,
          'b/x.proto:1:1: error: b/x.proto is hidden: imports of "x.proto" find a/x.proto, whose root comes first [P2000]\n',
        ],
      );
    }
    assert.equal((await cli(["build", "-o", "set.binpb", "a/x.proto"], { cwd })).code, 0);
  });
});
