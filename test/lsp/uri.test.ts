/** URIs and paths of each system ↔ ids of files. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileIdOf, idOfPath, uriOf } from "../../server/src/lsp/uri.ts";

const pairs: readonly (readonly [uri: string, id: string, back?: string])[] = [
  ["file:///home/me/a%20b.proto", "/home/me/a b.proto"],
  ["file:///home/%ED%95%9C%EA%B8%80.proto", "/home/한글.proto"],
  ["file://localhost/home/a.proto", "/home/a.proto", "file:///home/a.proto"],
  // Drive letters come in either case, escaped or not, and are one file.
  ["file:///c%3A/Users/Me/a.proto", "c:/Users/Me/a.proto"],
  ["file:///C:/Users/Me/a.proto", "c:/Users/Me/a.proto", "file:///c%3A/Users/Me/a.proto"],
  ["file://wsl.localhost/Ubuntu/home/a.proto", "//wsl.localhost/Ubuntu/home/a.proto"],
  ["untitled:Untitled-1", "untitled:Untitled-1"],
  ["vscode-vfs://github/acme/api/a.proto", "vscode-vfs://github/acme/api/a.proto"],
];

for (const [uri, id, back = uri] of pairs)
  test(`${uri} is ${id}`, () => {
    assert.equal(fileIdOf(uri), id);
    assert.equal(uriOf(id), back);
  });

test("paths as a system writes them become ids", () => {
  assert.equal(idOfPath("C:\\Users\\Me\\proto"), "c:/Users/Me/proto");
  assert.equal(idOfPath("d:/x"), "d:/x");
  assert.equal(idOfPath("\\\\server\\share\\proto"), "//server/share/proto");
  assert.equal(idOfPath("..\\proto"), "../proto");
  assert.equal(idOfPath("/home/me/odd\\name"), "/home/me/odd\\name");
  assert.equal(idOfPath("proto/v1"), "proto/v1");
});
