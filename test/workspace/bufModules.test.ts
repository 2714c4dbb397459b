/** Modules of Buf: what they leave out, how they see each other, and those that Buf has fetched. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pinsOf } from "../../server/src/workspace/bufModules.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryDisk } from "../support/memoryDisk.ts";

type Files = Readonly<Record<string, string>>;

function open(files: Files): Workspace {
  const workspace = new Workspace(memoryDisk(files), { folders: ["/w"], bundled: "/bundled", bufCache: "/cache" });
  const db = new Database(workspace, () => ({ problems: [] }));
  workspace.useOutlines(file => db.outline(file));
  return workspace;
}

const commit = "9a877cf260e1488d869a31fce3bea26d";
const other = "0a877cf260e1488d869a31fce3bea26d";
const v1Lock = `version: v1
deps:
  - remote: buf.build
    owner: acme
    repository: payments
    commit: ${commit}
    digest: shake256:00
`;
const v2Lock = `version: v2
deps:
  - name: buf.build/acme/payments
    commit: ${commit}
    digest: b5:00
`;
const at = (type: string, name: string, of: string): string =>
  `/cache/v3/modules/${type}/buf.build/acme/${name}/${of}`;
const fetched: Files = {
  [`${at("b5", "payments", commit)}/module.yaml`]: `version: v1\ndeps:\n  - name: buf.build/acme/money\n    commit: ${other}\n    digest: b5:00\n`,
  [`${at("b5", "payments", commit)}/files/acme/pay.proto`]: 'package acme; import "acme/money.proto";',
  [`${at("b5", "money", other)}/module.yaml`]: "version: v1\n",
  [`${at("b5", "money", other)}/files/acme/money.proto`]: "",
};
const user = 'import "acme/pay.proto"; import "acme/money.proto";';

for (const [what, lock, yaml] of [
  ["version 1", v1Lock, "version: v1\ndeps: [buf.build/acme/payments:main]\n"],
  ["version 2", v2Lock, "version: v2\nmodules: [{path: proto}]\ndeps: [buf.build/acme/payments]\n"],
] as const)
  test(`modules that buf.lock of ${what} lists are found in the cache, and those that they need`, () => {
    const file = what === "version 1" ? "/w/a.proto" : "/w/proto/a.proto";
    const w = open({ "/w/buf.yaml": yaml, "/w/buf.lock": lock, [file]: user, ...fetched });
    const pay = `${at("b5", "payments", commit)}/files/acme/pay.proto`;
    assert.equal(w.resolveImport(file, "acme/pay.proto"), pay);
    assert.equal(w.resolveImport(file, "acme/money.proto"), `${at("b5", "money", other)}/files/acme/money.proto`);
    // From within the cache too.
    assert.equal(w.resolveImport(pay, "acme/money.proto"), `${at("b5", "money", other)}/files/acme/money.proto`);
    assert.equal(w.importName(pay), "acme/pay.proto");
    assert.equal(w.isOwn(pay), false);
    assert.deepEqual(w.rootOfImport(file, "acme/pay.proto")?.reason, {
      kind: "dependency",
      file: "/w/buf.lock",
      module: "buf.build/acme/payments",
    });
    assert.deepEqual(w.missingModules(file), []);
  });

test("modules that are not in the cache, or not wholly, are told", () => {
  const files = { "/w/buf.yaml": "version: v1\ndeps: [buf.build/acme/payments]\n", "/w/a.proto": user };
  assert.deepEqual(open(files).missingModules("/w/a.proto"), ["buf.build/acme/payments"]);
  const half = { [`${at("b5", "payments", commit)}/files/acme/pay.proto`]: "" };
  const w = open({ ...files, "/w/buf.lock": v1Lock, ...half });
  assert.deepEqual(w.missingModules("/w/a.proto"), ["buf.build/acme/payments"]);
  assert.equal(w.resolveImport("/w/a.proto", "acme/pay.proto"), undefined);
});

test("entries of a lock that make no sense are left out", () => {
  const entries = ["name: ../../etc/x/y", "name: buf.build/a/b\n    commit: ../..", "commit: 00", "name: 7"];
  assert.deepEqual(pinsOf(`deps:\n${entries.map(e => `  - ${e}\n`).join("")}  - just text\n`), []);
  assert.deepEqual(pinsOf(": : :"), []);
});

test("what a module excludes or does not include is none of its files, and sees what lies beside it", () => {
  const w = open({
    "/w/buf.yaml":
      "version: v2\nmodules:\n  - path: proto\n    excludes: [proto/vendor, proto/old]\n  - path: proto/vendor\n  - path: more\n    includes: [more/in]\n",
    "/w/proto/a.proto": "",
    "/w/proto/old/b.proto": "",
    "/w/proto/old/c.proto": "",
    "/w/proto/vendor/x/x.proto": "",
    "/w/more/in/i.proto": "",
    "/w/more/out/o.proto": "",
  });
  const from = "/w/proto/a.proto";
  assert.equal(w.resolveImport(from, "x/x.proto"), "/w/proto/vendor/x/x.proto");
  assert.equal(w.resolveImport(from, "vendor/x/x.proto"), undefined);
  assert.equal(w.resolveImport(from, "old/b.proto"), undefined);
  assert.equal(w.resolveImport(from, "in/i.proto"), "/w/more/in/i.proto");
  assert.equal(w.resolveImport(from, "out/o.proto"), undefined);
  assert.equal(w.importName("/w/proto/vendor/x/x.proto"), "x/x.proto");
  assert.equal(w.resolveImport("/w/proto/old/b.proto", "old/c.proto"), "/w/proto/old/c.proto");
  assert.equal(w.importName("/w/proto/old/b.proto"), "old/b.proto");
});

test("a module of a buf.work.yaml leaves out what its own buf.yaml says, for the others too", () => {
  const w = open({
    "/w/buf.work.yaml": "version: v1\ndirectories: [one, two]\n",
    "/w/one/x.proto": "",
    "/w/two/buf.yaml": "version: v1\nbuild:\n  excludes: [private]\n",
    "/w/two/y.proto": "",
    "/w/two/private/p.proto": "",
  });
  assert.equal(w.resolveImport("/w/one/x.proto", "y.proto"), "/w/two/y.proto");
  assert.equal(w.resolveImport("/w/one/x.proto", "private/p.proto"), undefined);
  assert.equal(w.resolveImport("/w/two/y.proto", "private/p.proto"), undefined);
});
