/** URIs and paths of each system ↔ ids of files. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileIdOf, idOfPath, uriOf } from "../../server/src/lsp/uri.ts";

const pairs: readonly (readonly [uri: string, id: string, back?: string])[] = [
  ["file:///srv/a%20b.proto", "/srv/a b.proto"],
  ["file:///srv/%ED%95%9C%EA%B8%80.proto", "/srv/한글.proto"],
  ["file://localhost/srv/a.proto", "/srv/a.proto", "file:///srv/a.proto"],
  // Drive letters come in either case, escaped or not, and are one file.
  ["file:///c%3A/Work/a.proto", "c:/Work/a.proto"],
  ["file:///C:/Work/a.proto", "c:/Work/a.proto", "file:///c%3A/Work/a.proto"],
  ["file://wsl.localhost/Ubuntu/srv/a.proto", "//wsl.localhost/Ubuntu/srv/a.proto"],
  ["file:///srv/bad%ZZ.proto", "/srv/bad%ZZ.proto", "file:///srv/bad%25ZZ.proto"],
  ["untitled:Untitled-1", "untitled:Untitled-1"],
  ["vscode-vfs://github/acme/api/a.proto", "vscode-vfs://github/acme/api/a.proto"],
];

for (const [uri, id, back = uri] of pairs)
  test(`${uri} is ${id}`, () => {
    assert.equal(fileIdOf(uri), id);
    assert.equal(uriOf(id), back);
  });

test("paths as a system writes them become ids", () => {
  assert.equal(idOfPath("C:\\Work\\proto"), "c:/Work/proto");
  assert.equal(idOfPath("d:/x"), "d:/x");
  assert.equal(idOfPath("\\\\server\\share\\proto"), "//server/share/proto");
  assert.equal(idOfPath("..\\proto"), "../proto");
  assert.equal(idOfPath("/srv/odd\\name"), "/srv/odd\\name");
  assert.equal(idOfPath("proto/v1"), "proto/v1");
});

test("half of a surrogate pair in a path becomes the replacement character", () => {
  assert.equal(uriOf("/a/\ud83d.json"), "file:///a/%EF%BF%BD.json");
  assert.equal(uriOf("/a/😀.json"), "file:///a/%F0%9F%98%80.json");
});
