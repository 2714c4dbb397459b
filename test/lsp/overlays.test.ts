/** Texts that no disk has: never saved, of another scheme, or of a file outside of all folders. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const capabilities = { textDocument: { diagnostic: { dynamicRegistration: false } } };
const text = [
  'syntax = "proto3";',
  'import "google/protobuf/timestamp.proto";',
  "message Event {",
  "  google.protobuf.Timestamp at = 1;",
  "  Nope nope = 2;",
  "}",
  "",
].join("\n");

async function withServer(
  files: Readonly<Record<string, string>>,
  use: (client: LspClient, folder: string, open: (uri: string, text: string) => void) => Promise<void>,
): Promise<void> {
  await inFolder({ "workspace/a.proto": "", ...files }, async folder => {
    const client = LspClient.overIpc(server, folder);
    const indexed = client.once("protocall/indexed");
    try {
      await client.initialize(path.join(folder, "workspace"), { language: "en" }, capabilities);
      await indexed;
      await use(client, folder, (uri, given) =>
        client.notify("textDocument/didOpen", {
          textDocument: { uri, languageId: "proto", version: 1, text: given },
        }),
      );
    } finally {
      await client.stop();
    }
  });
}

const codes = async (client: LspClient, uri: string): Promise<string[]> => {
  const { items } = await client.request<{ items: { code: string }[] }>("textDocument/diagnostic", {
    textDocument: { uri },
  });
  return items.map(d => d.code);
};

/** Everything that the first minute with a file needs. */
async function works(client: LspClient, uri: string): Promise<void> {
  const at = { textDocument: { uri }, position: { line: 3, character: 22 } };
  const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", at);
  assert.match(hover?.contents.value ?? "", /Timestamp/, uri);
  const definition = await client.request<unknown>("textDocument/definition", at);
  assert.match(JSON.stringify(definition), /google\/protobuf\/timestamp\.proto/, uri);
  const completion = await client.request<{ items: { label: string }[] }>("textDocument/completion", {
    textDocument: { uri },
    position: { line: 4, character: 4 },
  });
  assert.ok(completion.items.length > 0, uri);
  assert.deepEqual(await codes(client, uri), ["P2030"], uri);
}

test("a file outside of all folders, one never saved and one of another scheme work with what ships with the product", () =>
  withServer({ "loose/event.proto": text }, async (client, folder, open) => {
    const loose = pathToFileURL(path.join(folder, "loose/event.proto")).href;
    for (const uri of [loose, "untitled:Untitled-1", "vscode-vfs://github/acme/api/event.proto"]) {
      open(uri, text);
      await works(client, uri);
    }
  }));

test("a loose file finds what lies beside it", () =>
  withServer({ "loose/b.proto": 'syntax = "proto3";\nmessage B {}\n' }, async (client, folder, open) => {
    const uri = pathToFileURL(path.join(folder, "loose/a.proto")).href;
    open(uri, 'syntax = "proto3";\nimport "b.proto";\nmessage A { B b = 1; }\n');
    assert.deepEqual(await codes(client, uri), []);
  }));

test("what is open is imported before it is saved, and gone when it is closed unsaved", () =>
  withServer({}, async (client, folder, open) => {
    const of = (name: string): string => pathToFileURL(path.join(folder, "workspace", name)).href;
    const user = 'syntax = "proto3";\nimport "new.proto";\nmessage User { New n = 1; }\n';
    const made = 'syntax = "proto3";\nmessage New {}\n';
    for (const at of [of, (name: string) => `vscode-vfs://github/acme/${name}`]) {
      open(at("user.proto"), user);
      assert.ok((await codes(client, at("user.proto"))).includes("P2001"));
      open(at("new.proto"), made);
      assert.deepEqual(await codes(client, at("user.proto")), []);
      client.notify("textDocument/didClose", { textDocument: { uri: at("new.proto") } });
      assert.ok((await codes(client, at("user.proto"))).includes("P2001"));
      const symbols = await client.request<{ name: string }[]>("workspace/symbol", { query: "New" });
      assert.deepEqual(
        symbols.filter(s => s.name === "New"),
        [],
      );
    }
  }));

test("an import that is typed is evidence for roots at once", () =>
  withServer(
    { "workspace/svc/shop/x.proto": "", "workspace/protos/common/money.proto": 'syntax = "proto3";\n' },
    async (client, folder, open) => {
      const uri = pathToFileURL(path.join(folder, "workspace/svc/shop/x.proto")).href;
      open(uri, 'syntax = "proto3";\n');
      assert.deepEqual(await codes(client, uri), []);
      client.change(uri, 'syntax = "proto3";\nimport "common/money.proto";\n');
      assert.deepEqual(await codes(client, uri), ["P2010"]);
      client.change(uri, 'syntax = "proto3";\nimport "common/none.proto";\n');
      assert.deepEqual(await codes(client, uri), ["P2001"]);
    },
  ));

test("an import says why it names its file, and one that is not found where it was looked for", () =>
  withServer(
    {
      "workspace/Makefile": "gen:\n\tprotoc -I idl x.proto\n",
      "workspace/idl/b.proto": 'syntax = "proto3";\n',
      "workspace/x.proto": "",
    },
    async (client, folder, open) => {
      const uri = pathToFileURL(path.join(folder, "workspace/x.proto")).href;
      open(uri, 'syntax = "proto3";\nimport "b.proto";\nimport "none.proto";\n');
      const hover = await client.request<{ contents: { value: string } }>("textDocument/hover", {
        textDocument: { uri },
        position: { line: 1, character: 10 },
      });
      assert.match(hover.contents.value, /Import root `idl`: `-Iidl` in Makefile/);
      const { items } = await client.request<{ items: { code: string; message: string }[] }>(
        "textDocument/diagnostic",
        { textDocument: { uri } },
      );
      const missing = items.find(d => d.code === "P2001");
      assert.match(missing?.message ?? "", /none\.proto.* \(looked in: idl, \.\)$/);
    },
  ));

test("an editor that knows no workspace folders has its one folder indexed", () =>
  inFolder({ "a.proto": 'syntax = "proto3";\nmessage Alone {}\n' }, async folder => {
    const client = LspClient.overIpc(server, folder);
    const indexed = client.once<{ files: number }>("protocall/indexed");
    try {
      await client.initialize(folder, { language: "en" }, { workspace: { workspaceFolders: false } });
      assert.ok((await indexed).files > 0);
      const found = await client.request<{ name: string }[]>("workspace/symbol", { query: "Alone" });
      assert.equal(found[0]?.name, "Alone");
    } finally {
      await client.stop();
    }
  }));
