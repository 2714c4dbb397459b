/** The language server beside editors that say little of themselves and can do little. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Location, WorkspaceSymbol } from "vscode-languageserver";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const files = {
  "shop/money.proto": 'syntax = "proto3";\npackage shop;\nmessage Money {}\n',
  "shop/main.proto":
    'syntax = "proto3";\npackage shop;\nimport "shop/money.proto";\nmessage Item { Money price = 1; }\n' +
    "service Shop { rpc Get(Item) returns (Item); }\n",
  "shop/typed.proto": 'syntax = "proto3";\noption java_pa\n',
};
const onMoney = { line: 3, character: 16 };

/** A server that was started with what `rootOf` makes of a folder; `use` asks about the file. */
async function beside(
  rootOf: (folder: string) => object,
  use: (
    ask: <T>(method: string, params?: object) => Promise<T>,
    said: readonly unknown[],
    uri: string,
  ) => Promise<void>,
  capabilities: object = {},
): Promise<void> {
  await inFolder(files, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.request("initialize", { processId: null, capabilities, ...rootOf(folder) });
      client.notify("initialized", {});
      await indexed;
      const file = path.join(folder, "shop/main.proto");
      const uri = pathToFileURL(file).href;
      const said = client.diagnostics(uri);
      client.open(file);
      await use((method, params) => client.request(method, { textDocument: { uri }, ...params }), await said, uri);
    } finally {
      await client.stop();
    }
  });
}

const roots: Readonly<Record<string, (folder: string) => object>> = {
  "the URI of a folder": folder => ({ rootUri: pathToFileURL(folder).href }),
  "the path of a folder": folder => ({ rootPath: folder, rootUri: null, workspaceFolders: null }),
};
for (const [what, rootOf] of Object.entries(roots))
  test(`given ${what} alone, the server finds the files below it`, () =>
    beside(rootOf, async (ask, said) => {
      assert.deepEqual(said, []);
      const found = await ask<{ name: string }[]>("workspace/symbol", { query: "Money" });
      assert.deepEqual(
        found.map(({ name }) => name),
        ["Money"],
      );
    }));

test("a field is found by its name, and its place when it is chosen", () =>
  beside(roots["the URI of a folder"]!, async ask => {
    const [found] = await ask<object[]>("workspace/symbol", { query: "price" });
    const { name, containerName, location } = await ask<WorkspaceSymbol>("workspaceSymbol/resolve", found);
    assert.deepEqual([name, containerName], ["price", "shop.Item"]);
    const { range } = location as Location;
    assert.deepEqual(range, { start: { line: 3, character: 21 }, end: { line: 3, character: 26 } });
  }));

test("given no folder, the server serves the open file", () =>
  beside(
    () => ({ rootUri: null }),
    async (ask, said) => {
      assert.deepEqual(said, []);
      assert.ok(await ask("textDocument/hover", { position: onMoney }));
    },
  ));

test("an editor that cannot take links gets places, and lenses without icons of another editor", () =>
  beside(roots["the URI of a folder"]!, async (ask, _said, uri) => {
    const start = { line: 2, character: 8 };
    assert.deepEqual(await ask("textDocument/definition", { position: onMoney }), [
      {
        uri: uri.replace("main", "money"),
        range: { start, end: { line: 2, character: 13 } },
      },
    ]);
    assert.deepEqual(
      (await ask<{ uri: string }[]>("textDocument/typeDefinition", { position: { line: 3, character: 22 } })).map(
        place => place.uri,
      ),
      [uri.replace("main", "money")],
    );
    const lenses = await ask<{ command?: { title: string } }[]>("textDocument/codeLens");
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ["Call"],
    );
  }));

const describesWithout = {
  textDocument: { completion: {}, hover: { contentFormat: ["plaintext"] }, signatureHelp: {}, documentSymbol: {} },
};

test("an editor that takes neither snippets nor Markdown nor trees gets text and lists", () =>
  beside(
    roots["the URI of a folder"]!,
    async (ask, _said, uri) => {
      const { items } = await ask<{
        items: { label: string; insertTextFormat?: number; textEdit: { newText: string } }[];
      }>("textDocument/completion", { position: { line: 0, character: 0 } });
      assert.ok(items.length > 0);
      for (const { textEdit, insertTextFormat } of items) {
        assert.notEqual(insertTextFormat, 2);
        assert.doesNotMatch(textEdit.newText, /\$(?:\d|\{)/);
      }
      const { contents } = await ask<{ contents: { kind: string; value: string } }>("textDocument/hover", {
        position: onMoney,
      });
      assert.equal(contents.kind, "plaintext");
      assert.match(contents.value, /^message shop.Money/);
      assert.doesNotMatch(contents.value, /```|\]\(/);
      const symbols =
        await ask<{ name: string; containerName?: string; location: { uri: string } }[]>(
          "textDocument/documentSymbol",
        );
      assert.deepEqual(
        symbols.map(s => [s.containerName, s.name]),
        [
          [undefined, "Item"],
          ["Item", "price"],
          [undefined, "Shop"],
          ["Shop", "Get"],
        ],
      );
      assert.ok(symbols.every(s => s.location.uri === uri));
    },
    describesWithout,
  ));
