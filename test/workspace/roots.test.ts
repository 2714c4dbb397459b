import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk } from "../support/memoryDisk.ts";
import { type FolderRoots, Workspace } from "../../server/src/workspace/workspace.ts";
import { Database } from "../../server/src/workspace/database.ts";

function open(
  files: Readonly<Record<string, string>>,
  options: { folders?: string[]; roots?: string[]; folderRoots?: FolderRoots[] } = {},
) {
  const disk = memoryDisk(files);
  const workspace = new Workspace(disk, {
    folders: options.folders ?? ["/w"],
    roots: options.roots ?? [],
    folderRoots: options.folderRoots ?? [],
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

test("a loose file sees its own folder and the bundled files", () => {
  const w = open(
    { "/tmp/x/a.proto": 'import "b.proto";', "/tmp/x/b.proto": "", "/bundled/google/protobuf/any.proto": "" },
    { folders: [] },
  );
  assert.equal(w.resolveImport("/tmp/x/a.proto", "b.proto"), "/tmp/x/b.proto");
  assert.equal(w.resolveImport("/tmp/x/a.proto", "google/protobuf/any.proto"), "/bundled/google/protobuf/any.proto");
  assert.equal(w.importName("/bundled/google/protobuf/any.proto"), "google/protobuf/any.proto");
});

test("a module of a buf.work.yaml sees the others, and old roots of buf.yaml count", () => {
  const w = open({
    "/w/buf.work.yaml": "version: v1\ndirectories: [one, two]\n",
    "/w/one/buf.yaml": "version: v1\n",
    "/w/one/x.proto": 'import "y.proto";',
    "/w/two/y.proto": "",
    "/w/alone/buf.yaml": "version: v1beta1\nbuild:\n  roots: [p, q]\n",
    "/w/alone/p/z.proto": "",
  });
  assert.deepEqual(rendered(w, "/w/one/x.proto"), ["/w/one config", "/w/two config"]);
  assert.equal(w.resolveImport("/w/one/x.proto", "y.proto"), "/w/two/y.proto");
  assert.deepEqual(rendered(w, "/w/alone/p/z.proto"), ["/w/alone/p config", "/w/alone/q config"]);
});

test("folders that are open beside and in each other have their own roots", () => {
  const same = 'syntax = "proto3"; package p; import "types.proto"; message M { T t = 1; }';
  const files = {
    "/a/m.proto": same,
    "/a/types/types.proto": "",
    "/b/m.proto": same,
    "/b/types.proto": "",
    "/a/inner/m.proto": 'import "types/types.proto"; import "own.proto";',
    "/a/inner/own/own.proto": "",
  };
  const folders = ["/a", "/b", "/a/inner"];
  const w = open(files, { folders });
  assert.equal(w.resolveImport("/a/m.proto", "types.proto"), "/a/types/types.proto");
  assert.equal(w.resolveImport("/b/m.proto", "types.proto"), "/b/types.proto");
  // What lies in the outer folder is reached from the inner one.
  assert.equal(w.resolveImport("/a/inner/m.proto", "types/types.proto"), "/a/types/types.proto");
  assert.equal(w.importName("/a/inner/m.proto"), "inner/m.proto");

  const given = open(files, {
    folders,
    folderRoots: [
      { folder: "/a", roots: ["/a/types"] },
      { folder: "/a/inner", roots: ["/a/inner/own"] },
    ],
  });
  assert.deepEqual(rendered(given, "/a/m.proto"), ["/a/types given"]);
  assert.deepEqual(rendered(given, "/a/inner/m.proto"), ["/a/inner/own given"]);
  assert.deepEqual(rendered(given, "/b/m.proto"), ["/b import"]);
  assert.equal(given.giveFolderRoots([{ folder: "/b", roots: ["/a/types"] }]), true);
  assert.equal(given.giveFolderRoots([{ folder: "/b", roots: ["/a/types"] }]), false);
  assert.equal(given.resolveImport("/b/m.proto", "types.proto"), "/a/types/types.proto");
});
