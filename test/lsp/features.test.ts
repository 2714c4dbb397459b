/** Features of the language server as an editor asks for them: what is wired to what, and what settings and git change. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import type { WorkspaceEdit } from "vscode-languageserver";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");

interface Position {
  readonly line: number;
  readonly character: number;
}

const timestamp = readFileSync("server/protos/google/protobuf/timestamp.proto", "utf8");
const timestampLine = timestamp.slice(0, timestamp.indexOf("\nmessage Timestamp")).split("\n").length + 1;

/** A link or a plain location. */
interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position };
  readonly targetUri?: string;
  readonly targetRange?: { readonly start: Position };
}

interface Item {
  readonly label: string;
  readonly documentation?: { readonly value: string };
  readonly additionalTextEdits?: readonly { readonly newText: string }[];
  readonly data?: unknown;
}

const main = `syntax = "proto3";
package shop.v1;

import "google/protobuf/timestamp.proto";

message Item {
  string user_name = 16;
  google.protobuf.Timestamp created = 2;
}
message Basket {
  Item first = 1;
  
}
service Shop {
  rpc GetItem(Item) returns (Item);
}
`;
const money = 'syntax = "proto3";\npackage shop.v1;\n// An amount.\nmessage Money { int64 units = 1; }\n';

class Opened {
  private readonly client: LspClient;
  readonly uri: string;
  private readonly text: string;

  constructor(client: LspClient, uri: string, text: string) {
    this.client = client;
    this.uri = uri;
    this.text = text;
  }

  /** Behind the first `needle` of the file. */
  at(needle: string): { textDocument: { uri: string }; position: Position } {
    const before = this.text.slice(0, this.text.indexOf(needle) + needle.length).split("\n");
    const position = { line: before.length - 1, character: (before.at(-1) as string).length };
    return { textDocument: { uri: this.uri }, position };
  }

  ask<T>(method: string, params: object = { textDocument: { uri: this.uri } }): Promise<T> {
    return this.client.request<T>(method, params);
  }
}

async function withFile(
  files: Readonly<Record<string, string>>,
  use: (file: Opened, client: LspClient, folder: string) => Promise<void>,
  prepare: (folder: string) => void = () => {},
): Promise<void> {
  await inFolder(files, async folder => {
    prepare(folder);
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(
        folder,
        { language: "en", commandLinks: true },
        { textDocument: { definition: { linkSupport: true } } },
      );
      await indexed;
      const file = path.join(folder, "main.proto");
      const uri = client.open(file);
      await use(new Opened(client, pathToFileURL(file).href, files["main.proto"] ?? ""), client, folder);
      assert.equal(uri, pathToFileURL(file).href);
    } finally {
      await client.stop();
    }
  });
}

test("completion brings imports along and documents what is shown", () =>
  withFile({ "main.proto": main.replace("\n  \n", "\n  Mon\n"), "money.proto": money }, async file => {
    const { items, isIncomplete } = await file.ask<{ items: Item[]; isIncomplete: boolean }>(
      "textDocument/completion",
      file.at("\n  Mon"),
    );
    assert.equal(isIncomplete, false);
    const found = items.find(i => i.label === "shop.v1.Money");
    assert.match(found?.additionalTextEdits?.[0]?.newText ?? "", /import "money.proto";/);
    assert.equal(found?.documentation, undefined);
    const resolved = await file.ask<Item>("completionItem/resolve", found);
    assert.match(resolved.documentation?.value ?? "", /message shop.v1.Money[\s\S]*An amount\./);
  }));

test("hints, lenses and counts follow the settings", () =>
  withFile({ "main.proto": main }, async (file, client) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = async (): Promise<string[]> =>
      (await file.ask<{ label: string }[]>("textDocument/inlayHint", { textDocument: { uri: file.uri }, range })).map(
        h => h.label,
      );
    const raw = await file.ask<{ label: string; tooltip: { value: string }; textEdits?: { newText: string }[] }[]>(
      "textDocument/inlayHint",
      { textDocument: { uri: file.uri }, range },
    );
    assert.ok(raw.every(({ tooltip }) => tooltip.value.endsWith(".")));
    assert.deepEqual(
      raw.flatMap(({ textEdits = [] }) => textEdits.map(e => e.newText)),
      [' [json_name = "userName"]'],
    );
    assert.deepEqual((await hints()).sort(), ['"userName"', "2 B", "implicit", "next = 17", "next = 2"].sort());
    type Lens = { readonly command?: { readonly title: string }; readonly data?: unknown };
    const lenses = await file.ask<Lens[]>("textDocument/codeLens");
    const titles = await Promise.all(
      lenses.map(async l => (l.command ? l : await file.ask<Lens>("codeLens/resolve", l)).command?.title),
    );
    assert.deepEqual(titles, ["3 references", "0 references", "$(play) Call"]);
    client.notify("protocall/settings", {
      inlayHints: { tagSize: false, implicitPresence: false, jsonName: true, nextNumber: false },
      codeLens: { references: false, calls: false },
    });
    assert.deepEqual(await hints(), ['"userName"']);
    assert.deepEqual(await file.ask("textDocument/codeLens"), []);
  }));

test("signatures, linked places, generated code, hierarchies", () =>
  withFile(
    { "main.proto": main, "gen/main.pb.go": "// source: main.proto\npackage shop\ntype Item struct {\n}\n" },
    async file => {
      const help = await file.ask<{ signatures: { label: string }[]; activeParameter: number }>(
        "textDocument/signatureHelp",
        file.at("returns ("),
      );
      assert.equal(help.activeParameter, 1);
      const linked = await file.ask<{ ranges: unknown[] }>("textDocument/linkedEditingRange", file.at("message Ite"));
      assert.equal(linked.ranges.length, 4);
      const code = await file.ask<{ targetUri: string; targetRange: { start: Position } }[]>(
        "textDocument/implementation",
        file.at("message Ite"),
      );
      assert.deepEqual(
        code.map(c => [path.basename(c.targetUri), c.targetRange.start]),
        [["main.pb.go", { line: 2, character: 5 }]],
      );
      const [item] = await file.ask<object[]>("textDocument/prepareTypeHierarchy", file.at("message Ite"));
      const above = await file.ask<{ name: string }[]>("typeHierarchy/supertypes", { item });
      assert.deepEqual(
        above.map(t => t.name),
        ["Basket"],
      );
      const [called] = await file.ask<object[]>("textDocument/prepareCallHierarchy", file.at("message Ite"));
      const callers = await file.ask<{ from: { name: string } }[]>("callHierarchy/incomingCalls", { item: called });
      assert.deepEqual(callers.map(c => c.from.name).sort(), ["Basket", "GetItem"]);
    },
  ));

test("references of packages and options, from where they are used", () =>
  withFile(
    {
      "main.proto": main.replace("message Basket {", "message Basket {\n  option deprecated = true;"),
      "money.proto": money,
    },
    async file => {
      const context = { includeDeclaration: true };
      const ofPackage = await file.ask<{ uri: string }[]>("textDocument/references", {
        ...file.at("package shop.v"),
        context,
      });
      assert.deepEqual(ofPackage.map(l => path.basename(l.uri)).sort(), ["main.proto", "money.proto"]);
      const ofOption = await file.ask<{ uri: string }[]>("textDocument/references", {
        ...file.at("option depr"),
        context,
      });
      assert.deepEqual(ofOption.map(l => path.basename(l.uri)).sort(), ["descriptor.proto", "main.proto"]);
    },
  ));

test("no number that a commit had", () =>
  withFile(
    { "main.proto": main.replace("\n  \n", "\n  Item second = \n") },
    async (file, client) => {
      const place = file.at("Item second = ");
      const numbers = async (): Promise<string[]> =>
        (await file.ask<{ items: Item[] }>("textDocument/completion", place)).items.map(i => i.label);
      // The history is read in the background from the first question on; hints are then shown anew.
      const read = new Promise<void>(resolve =>
        client.answers.set("workspace/inlayHint/refresh", () => {
          resolve();
          return null;
        }),
      );
      await numbers();
      await read;
      assert.deepEqual(await numbers(), ["10"]);
    },
    folder => {
      const git = (...args: string[]): void => {
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
      };
      git("init", "-q");
      const file = path.join(folder, "main.proto");
      const now = readFileSync(file);
      writeFileSync(file, main.replace("\n  \n", "\n  Item old = 9;\n"));
      git("add", "main.proto");
      git("commit", "-qm", "old");
      writeFileSync(file, now);
    },
  ));

test("a text that is no file has all features too, and so has a broken one", () =>
  withFile({ "main.proto": main }, async (_file, client) => {
    const uri = "untitled:Untitled-1";
    const text = `${main.replace("Item first = 1;", "Item first = 1 [")}\nmessage Last { It`;
    client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "proto", version: 1, text } });
    const file = new Opened(client, uri, text);
    const { items } = await file.ask<{ items: Item[] }>("textDocument/completion", file.at("Last { It"));
    assert.ok(items.some(i => i.label === "Item"));
    assert.match(
      (await file.ask<{ contents: { value: string } }>("textDocument/hover", file.at("message Ite"))).contents.value,
      /message shop.v1.Item/,
    );
    assert.equal((await file.ask<unknown[]>("textDocument/definition", file.at("rpc GetItem(It"))).length, 1);
    for (const method of ["documentSymbol", "foldingRange", "semanticTokens/full", "codeLens", "documentLink"])
      assert.ok(await file.ask(`textDocument/${method}`), method);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    assert.ok((await file.ask<unknown[]>("textDocument/inlayHint", { textDocument: { uri }, range })).length > 0);
    assert.deepEqual(await file.ask("textDocument/implementation", file.at("message Ite")), []);
    const context = { includeDeclaration: true };
    assert.ok(
      (await file.ask<unknown[]>("textDocument/references", { ...file.at("message Ite"), context })).length > 2,
    );
  }));

test("references in files that hold bodies of requests", () =>
  withFile(
    {
      "main.proto": main,
      "call.grpc": "GRPC localhost:1/shop.v1.Shop/GetItem\n\n< ./body.json\n",
      "body.json": '{\n  "created": null,\n  "userName": "a"\n}\n',
    },
    async file => {
      const found = await file.ask<Location[]>("textDocument/references", {
        ...file.at("user_na"),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        found.map(({ uri, range: { start } }) => [path.basename(uri), start.line, start.character]),
        [["body.json", 2, 3]],
      );
    },
  ));

test("a request document leads to its variables and to the files that its messages lie in", () => {
  const request = "@host = localhost:1\n\nGRPC {{host}}/shop.v1.Shop/GetItem\n\n< ./body.json\n";
  return withFile({ "main.proto": main, "call.grpc": request, "body.json": "{}" }, async (_, client, folder) => {
    const file = path.join(folder, "call.grpc");
    client.open(file);
    const call = new Opened(client, pathToFileURL(file).href, request);
    const [definition] = await call.ask<Location[]>("textDocument/definition", call.at("{{ho"));
    assert.deepEqual((definition?.targetRange ?? definition?.range)?.start, { line: 0, character: 0 });
    const hover = await call.ask<{ contents: { value: string } }>("textDocument/hover", call.at("{{ho"));
    assert.equal(hover.contents.value, "```\n@host = localhost:1\n```");
    const references = (includeDeclaration: boolean): Promise<Location[]> =>
      call.ask("textDocument/references", { ...call.at("@ho"), context: { includeDeclaration } });
    assert.deepEqual(
      (await references(true)).map(r => r.range.start.line),
      [0, 2],
    );
    assert.deepEqual(
      (await references(false)).map(r => r.range.start.line),
      [2],
    );
    const marked = await call.ask<{ kind: number }[]>("textDocument/documentHighlight", call.at("{{ho"));
    assert.deepEqual(
      marked.map(m => m.kind),
      [3, 2],
    );
    const { placeholder } = await call.ask<{ placeholder: string }>("textDocument/prepareRename", call.at("{{ho"));
    assert.equal(placeholder, "host");
    const renamed = (newName: string) =>
      call.ask<WorkspaceEdit>("textDocument/rename", { ...call.at("{{ho"), newName });
    const { changes } = await renamed("서버.1");
    assert.deepEqual(
      changes?.[call.uri]?.map(e => `${e.range.start.line} ${e.newText}`),
      ["0 서버.1", "2 서버.1"],
    );
    await assert.rejects(renamed("a b"), /"a b" is no name/);
    const links = await call.ask<{ target: string }[]>("textDocument/documentLink");
    assert.deepEqual(
      links.map(l => l.target),
      [pathToFileURL(path.join(folder, "body.json")).href],
    );
  });
});

test("a request document leads to what it names as a .proto file does", () => {
  const request = 'GRPC localhost:1/shop.v1.Shop/GetItem\n\n{ "userName": "a", "created": null }\n';
  const generated = "// source: main.proto\ntype ShopServer interface {\n\tGetItem(ctx context.Context)\n}\n";
  return withFile(
    { "main.proto": main, "call.grpc": request, "main_grpc.pb.go": generated },
    async (_, client, folder) => {
      const file = path.join(folder, "call.grpc");
      client.open(file);
      const call = new Opened(client, pathToFileURL(file).href, request);
      const lines = async (method: string, needle: string, more: object = {}): Promise<string[]> => {
        const found = await call.ask<Location[]>(method, { ...call.at(needle), ...more });
        return found
          .map(l => `${path.basename(l.targetUri ?? l.uri)}:${(l.targetRange ?? l.range).start.line + 1}`)
          .sort();
      };
      assert.deepEqual(await lines("textDocument/definition", "/GetIt"), ["main.proto:15"]);
      const hover = async (needle: string): Promise<string> =>
        (await call.ask<{ contents: { value: string } }>("textDocument/hover", call.at(needle))).contents.value;
      assert.match(await hover("/GetIt"), /rpc GetItem[\s\S]*`\/shop\.v1\.Shop\/GetItem`[\s\S]*unary/);
      assert.match(await hover('"user'), /string user_name = 16[\s\S]*`82 01` · 2 bytes/);
      assert.deepEqual(await lines("textDocument/typeDefinition", "/GetIt"), ["main.proto:6"]);
      assert.deepEqual(await lines("textDocument/typeDefinition", '"crea'), [`timestamp.proto:${timestampLine}`]);
      assert.deepEqual(await lines("textDocument/implementation", "/GetIt"), ["main_grpc.pb.go:3"]);
      const context = { includeDeclaration: true };
      assert.deepEqual(await lines("textDocument/references", '"user', { context }), ["call.grpc:3", "main.proto:7"]);
      const marked = await call.ask<{ range: { start: Position } }[]>(
        "textDocument/documentHighlight",
        call.at('"user'),
      );
      assert.deepEqual(
        marked.map(({ range }) => range.start.line),
        [2],
      );
      const [rpc] = await call.ask<object[]>("textDocument/prepareCallHierarchy", call.at("/GetIt"));
      const carried = await call.ask<{ to: { name: string } }[]>("callHierarchy/outgoingCalls", { item: rpc });
      assert.deepEqual(
        carried.map(c => c.to.name),
        ["Item"],
      );
    },
  );
});

test("an option leads to the code that was generated of its declaration, and to what carries it", () => {
  const source = `syntax = "proto3";
import "google/protobuf/descriptor.proto";
message Rule { int32 most = 1; }
extend google.protobuf.MessageOptions { Rule rule = 50000; }
message M { option (rule) = { most: 1 }; }
`;
  const generated = "// source: main.proto\ntype Rule struct {\n\tMost int32\n}\n";
  return withFile({ "main.proto": source, "main.pb.go": generated }, async file => {
    const found = await file.ask<Location[]>("textDocument/implementation", file.at("{ mo"));
    const places = found.map(l => (l.targetRange ?? l.range).start.line);
    assert.ok(places.length > 0 && places.every(line => line === 2));
    const [extension] = await file.ask<object[]>("textDocument/prepareTypeHierarchy", file.at("option (ru"));
    const above = await file.ask<{ name: string }[]>("typeHierarchy/supertypes", { item: extension });
    assert.deepEqual(
      above.map(t => t.name),
      ["MessageOptions"],
    );
    const below = await file.ask<{ name: string }[]>("typeHierarchy/subtypes", { item: extension });
    assert.deepEqual(
      below.map(t => t.name),
      ["Rule"],
    );
    const [message] = await file.ask<object[]>("textDocument/prepareCallHierarchy", file.at("message Ru"));
    const callers = await file.ask<{ from: { name: string } }[]>("callHierarchy/incomingCalls", { item: message });
    assert.deepEqual(
      callers.map(c => c.from.name),
      ["rule"],
    );
  });
});
