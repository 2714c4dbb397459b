/** Formatting as an editor asks a language server process for it. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");

interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

const text =
  'syntax = "proto3";\r\n\r\nmessage  Item {\r\n    string name=1; // 이름\r\n  int32   é   ;\r\n}\r\nmessage Other{}\r\n';

async function withServer(
  files: Record<string, string>,
  use: (client: LspClient, uri: string) => Promise<void>,
): Promise<void> {
  await inFolder(files, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const { capabilities } = await client.initialize(folder, { language: "en" });
      for (const name of ["documentFormatting", "documentRangeFormatting", "documentOnTypeFormatting"])
        assert.ok(capabilities[`${name}Provider`], name);
      await use(client, client.open(path.join(folder, Object.keys(files)[0] as string)));
    } finally {
      await client.stop();
    }
  });
}

function applied(source: string, edits: readonly Edit[]): string {
  const lines = source.split("\n");
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, l) => sum + l.length + 1, character);
  return [...edits]
    .reverse()
    .reduce(
      (out, { range, newText }) => out.slice(0, offset(range.start)) + newText + out.slice(offset(range.end)),
      source,
    );
}

const spaces = { tabSize: 4, insertSpaces: true };

test("a whole file, in small edits, with the editor's indentation; what is broken stays", () =>
  withServer({ "item.proto": text }, async (client, uri) => {
    const format = (options: object): Promise<Edit[]> =>
      client.request("textDocument/formatting", { textDocument: { uri }, options });
    const edits = await format(spaces);
    assert.ok(edits.length > 1 && edits.every(({ range }) => range.start.line === range.end.line));
    assert.equal(
      applied(text, edits),
      'syntax = "proto3";\r\n\r\nmessage Item {\r\n    string name = 1; // 이름\r\n  int32   é   ;\r\n}\r\nmessage Other {}\r\n',
    );
    assert.match(applied(text, await format({ tabSize: 2, insertSpaces: false })), /\n\tstring name = 1;/);
  }));

test("a range, and what was just typed", () =>
  withServer({ "item.proto": text }, async (client, uri) => {
    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 8 } };
    const options = { tabSize: 2, insertSpaces: true };
    const part = await client.request<Edit[]>("textDocument/rangeFormatting", {
      textDocument: { uri },
      range,
      options,
    });
    const expected = text.replace("    string name=1", "  string name = 1");
    assert.equal(applied(text, part), expected);
    const position = { line: 3, character: (text.split("\n")[3]?.indexOf(";") as number) + 1 };
    const typed = { textDocument: { uri }, position, ch: ";", options };
    assert.equal(applied(text, await client.request<Edit[]>("textDocument/onTypeFormatting", typed)), expected);
  }));

test("a file whose comment never ends stays", () =>
  withServer({ "item.proto": "message  A {}\n/* " }, async (client, uri) => {
    const ask = (of: string): Promise<Edit[] | null> =>
      client.request("textDocument/formatting", { textDocument: { uri: of }, options: spaces });
    assert.deepEqual(await ask(uri), []);
  }));

test("a request document, and the lines of a range of one", () => {
  const request = 'GRPC   localhost:1/a.B/C\nx:1\n\n{"a":1}\n';
  return withServer({ "a.grpc": request }, async (client, uri) => {
    const textDocument = { uri };
    const whole = await client.request<Edit[]>("textDocument/formatting", { textDocument, options: spaces });
    assert.equal(applied(request, whole), 'GRPC localhost:1/a.B/C\nx: 1\n\n{\n    "a": 1\n}\n');
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    const part = await client.request<Edit[]>("textDocument/rangeFormatting", {
      textDocument,
      range,
      options: spaces,
    });
    assert.equal(applied(request, part), request.replace("x:1", "x: 1"));
    const typed = { textDocument, position: { line: 3, character: 7 }, ch: "}", options: spaces };
    assert.equal(await client.request("textDocument/onTypeFormatting", typed), null);
  });
});
