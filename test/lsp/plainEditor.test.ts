/** The language server beside editors that say little of themselves and can do little. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const files = {
  "shop/money.proto": 'syntax = "proto3";\npackage shop;\nmessage Money {}\n',
  "shop/main.proto":
    'syntax = "proto3";\npackage shop;\nimport "shop/money.proto";\nmessage Item { Money price = 1; }\n' +
    "service Shop { rpc Get(Item) returns (Item); }\n",
};
const onMoney = { line: 3, character: 16 };

/** A server that was started with what `rootOf` makes of a folder, and with no capabilities; `use` asks about the file. */
async function beside(
  rootOf: (folder: string) => object,
  use: (
    ask: <T>(method: string, params?: object) => Promise<T>,
    said: readonly unknown[],
    uri: string,
  ) => Promise<void>,
): Promise<void> {
  await inFolder(files, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.request("initialize", { processId: null, capabilities: {}, ...rootOf(folder) });
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
