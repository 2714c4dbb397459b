import assert from "node:assert/strict";
import { test } from "node:test";
import { type Disk, Workspace } from "../../server/src/workspace/workspace.ts";
import { Database } from "../../server/src/workspace/database.ts";

function open(files: Readonly<Record<string, string>>, options: { folders?: string[]; roots?: string[] } = {}) {
  const disk: Disk = { read: path => files[path], exists: path => path in files };
  const workspace = new Workspace(disk, {
    folders: options.folders ?? ["/w"],
    roots: options.roots ?? [],
    bundled: "/bundled",
  });
  const db = new Database(workspace, () => ({ problems: [] }));
  workspace.useOutlines(file => db.outline(file));
  return workspace;
}

const rendered = (w: Workspace, file: string): string[] => w.rootsOf(file).map(r => `${r.path} ${r.reason.kind}`);

const file = 'syntax = "proto3"; package acme.v1; import "acme/v1/b.proto"; import "common/c.proto";';

test("the package and the imports tell the roots of a file without configuration", () => {
  const w = open({
    "/w/api/proto/acme/v1/a.proto": file,
    "/w/api/proto/acme/v1/b.proto": "",
    "/w/api/common/c.proto": "",
  });
  assert.deepEqual(rendered(w, "/w/api/proto/acme/v1/a.proto"), [
    "/w/api/proto package",
    "/w/api import",
    "/w folder",
    "/w/api/proto/acme/v1 folder",
  ]);
  assert.equal(w.resolveImport("/w/api/proto/acme/v1/a.proto", "common/c.proto"), "/w/api/common/c.proto");
  assert.equal(w.importName("/w/api/proto/acme/v1/a.proto"), "acme/v1/a.proto");
});

test("the nearest configuration decides", () => {
  const w = open({
    "/w/buf.yaml": "version: v2\nmodules:\n  - path: proto\n  - path: vendor\n",
    "/w/proto/acme/v1/a.proto": file,
    "/w/sub/protocall.json": '{ "roots": ["p", "../proto"], /* trailing */ }',
    "/w/sub/p/x.proto": "",
    "/w/old/buf.work.yaml": "version: v1\ndirectories: [one, two]\n",
    "/w/old/one/x.proto": "",
  });
  assert.deepEqual(rendered(w, "/w/proto/acme/v1/a.proto"), ["/w/proto config", "/w/vendor config"]);
  assert.deepEqual(rendered(w, "/w/sub/p/x.proto"), ["/w/sub/p config", "/w/proto config"]);
  assert.deepEqual(rendered(w, "/w/old/one/x.proto"), ["/w/old/one config", "/w/old/two config"]);
});

test("given roots are the only ones", () => {
  const w = open({ "/w/a.proto": "", "/r/b.proto": "" }, { roots: ["/r"] });
  assert.deepEqual(rendered(w, "/w/a.proto"), ["/r given"]);
  assert.equal(w.resolveImport("/w/a.proto", "b.proto"), "/r/b.proto");
});

test("command lines of protoc are evidence", () => {
  const w = open({
    "/w/a.proto": "",
    "/w/Makefile": "gen:\n\tprotoc -I third_party \\\n\t  --proto_path=$(OUT) -Iproto a.proto\n",
  });
  assert.deepEqual(rendered(w, "/w/a.proto"), ["/w folder", "/w/third_party command", "/w/proto command"]);
});

test("a loose file sees its own folder and the bundled files", () => {
  const w = open(
    { "/tmp/x/a.proto": 'import "b.proto";', "/tmp/x/b.proto": "", "/bundled/google/protobuf/any.proto": "" },
    { folders: [] },
  );
  assert.equal(w.resolveImport("/tmp/x/a.proto", "b.proto"), "/tmp/x/b.proto");
  assert.equal(w.resolveImport("/tmp/x/a.proto", "google/protobuf/any.proto"), "/bundled/google/protobuf/any.proto");
  assert.equal(w.importName("/bundled/google/protobuf/any.proto"), "google/protobuf/any.proto");
});
