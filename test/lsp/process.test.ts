/** The language server as the process that editors start, over both of its transports. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const transports: Readonly<Record<string, (folder: string) => LspClient>> = {
  "Node's IPC": folder => LspClient.overIpc(server, folder),
  "standard input and output": folder => LspClient.overStdio(process.execPath, [server, "--stdio"], folder),
};

interface Diagnostic {
  readonly message: string;
  readonly severity: number;
  readonly code: string;
  readonly range: { readonly start: { readonly line: number } };
}

const shop = `syntax = "proto3";
package shop.v1;

// Sells things.
service Shop {
  rpc GetItem(GetItemRequest) returns (Item);
}
message GetItemRequest { string name = 1; }
message Item { string name = 1; }
`;

/** A server on a folder with these files, initialized; ended afterwards. */
async function withServer(
  files: Readonly<Record<string, string | Buffer>>,
  start: (folder: string) => LspClient,
  use: (client: LspClient, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(files, async folder => {
    const client = start(folder);
    try {
      await client.initialize(folder, { language: "en" });
      await use(client, folder);
    } finally {
      await client.stop();
    }
  });
}

/** What is said of a file once it is as wanted. */
async function diagnosed(
  client: LspClient,
  uri: string,
  wanted: (found: readonly Diagnostic[]) => boolean,
  act: () => void,
): Promise<readonly Diagnostic[]> {
  let next = client.diagnostics(uri);
  act();
  for (;;) {
    const found = (await next) as readonly Diagnostic[];
    if (wanted(found)) return found;
    next = client.diagnostics(uri);
  }
}

const hoverAt = async (client: LspClient, uri: string, line: number, character: number): Promise<string> => {
  const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", {
    textDocument: { uri },
    position: { line, character },
  });
  return hover?.contents.value ?? "";
};

for (const [name, start] of Object.entries(transports)) {
  test(`diagnoses, completes and explains over ${name}`, async () => {
    await withServer({ "shop.proto": shop.replace("(Item)", "(Itme)") }, start, async (client, folder) => {
      const uri = pathToFileURL(path.join(folder, "shop.proto")).href;
      const [wrong] = await diagnosed(
        client,
        uri,
        found => found.length > 0,
        () => void client.open(path.join(folder, "shop.proto")),
      );
      assert.match(wrong?.message ?? "", /Itme/);
      assert.deepEqual([wrong?.range.start.line, wrong?.severity], [5, 1]);

      await diagnosed(
        client,
        uri,
        found => found.length === 0,
        () => client.change(uri, shop),
      );
      const hover = await hoverAt(client, uri, 4, 10);
      assert.match(hover, /Sells things\./);
      const completions = await client.request<{ items: { label: string }[] } | { label: string }[]>(
        "textDocument/completion",
        { textDocument: { uri }, position: { line: 5, character: "  rpc GetItem(".length } },
      );
      const items = Array.isArray(completions) ? completions : completions.items;
      assert.ok(items.some(({ label }) => label === "GetItemRequest"));
    });
  });

  test(`ends when it is asked to, with exit code 0, over ${name}`, async () => {
    await withServer({ "shop.proto": shop }, start, async client => {
      const code = new Promise(resolve => client.child.once("exit", resolve));
      await client.request("shutdown", undefined);
      client.notify("exit", undefined);
      assert.equal(await code, 0);
    });
  });
}

test("lives through files that cannot be read, and says of each what it is", async () => {
  const imports: Readonly<Record<string, { readonly file?: string | Buffer; readonly isFine?: boolean }>> = {
    "missing.proto": {},
    "bytes.proto": { file: Buffer.from([0x73, 0xff, 0xfe, 0x00, 0x41]) },
    "empty.proto": { file: "", isFine: true },
    "cycle.proto": { file: 'syntax = "proto3";\nimport "of_cycle.proto";\n' },
    "folder.proto": {},
    "large.proto": { file: `syntax = "proto3";\n${"// filler\n".repeat(5_000_000)}message Large {}\n`, isFine: true },
  };
  const of = (name: string): string => `of_${name}`;
  const files: Record<string, string | Buffer> = { "shop.proto": shop };
  for (const [name, { file }] of Object.entries(imports)) {
    if (file !== undefined) files[name] = file;
    files[of(name)] = `syntax = "proto3";\nimport "${name}";\n`;
  }
  await withServer(files, transports["Node's IPC"]!, async (client, folder) => {
    mkdirSync(path.join(folder, "folder.proto"));
    const uri = pathToFileURL(path.join(folder, "shop.proto")).href;
    client.open(path.join(folder, "shop.proto"));
    for (const [name, { isFine }] of Object.entries(imports)) {
      const file = path.join(folder, of(name));
      const found = await diagnosed(
        client,
        pathToFileURL(file).href,
        () => true,
        () => void client.open(file),
      );
      const errors = found.filter(({ severity }) => severity === 1);
      assert.equal(errors.length > 0, !isFine, `${name}: ${JSON.stringify(found)}`);
      if (!isFine) assert.ok(errors[0]?.message.includes(name), `${name}: ${errors[0]?.message}`);
      assert.match(await hoverAt(client, uri, 4, 10), /Sells things\./);
    }
  });
});

test("lives through requests that mean nothing", async () => {
  await withServer({ "shop.proto": shop }, transports["Node's IPC"]!, async (client, folder) => {
    const uri = client.open(path.join(folder, "shop.proto"));
    await assert.rejects(client.request("protocall/noSuchThing", {}));
    assert.equal(await hoverAt(client, pathToFileURL(path.join(folder, "no.proto")).href, 3, 3), "");
    assert.equal(await hoverAt(client, "untitled:Untitled-1", 3, 3), "");
    await hoverAt(client, uri, 9999, 9999);
    client.change(uri, '\0\ud800 {{{{ message "');
    await hoverAt(client, uri, 0, 3);
    await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    client.change(uri, shop);
    assert.match(await hoverAt(client, uri, 4, 10), /Sells things\./);
  });
});

test("lives with extreme files open, whatever it is asked about them", async () => {
  const head = 'syntax = "proto3"; ';
  const extremes: Readonly<Record<string, string>> = {
    "deep.proto": `${head}${"message M {".repeat(10_000)}`,
    "closed.proto": `${head}${"message M {".repeat(10_000)}${"}".repeat(10_000)}`,
    "aggregate.proto": `${head}option (x) = ${"{a:[".repeat(10_000)}1${"]}".repeat(10_000)};`,
    "braces.proto": head + "{".repeat(10_000),
    "path.proto": `${head}message M { ${"a.".repeat(100_000)}B b = 1; }`,
    "line.proto": `${head}/*${"x".repeat(100_000_000)}*/ message M {}`,
    "wide.proto": `${head}message M {${Array.from({ length: 18_000 }, (_, i) => `map<string, M> f${i} = ${i + 1};`).join("")}}`,
    "imports.proto": head + Array.from({ length: 10_000 }, (_, i) => `import "x${i}.proto";`).join(""),
    "self.proto": `${head}import "self.proto"; message M { M m = 1; }`,
    "nul.proto": `${head}\0message\0M {}`,
    "surrogate.proto": `${head}message M\ud800 { string \udc00 = 1; }`,
    "returns.proto": `\ufeff${head}\rmessage M {\u2028}\r\n\ufeff`,
  };
  const atPosition = ["hover", "completion", "definition", "documentHighlight", "signatureHelp", "selectionRange"];
  const ofFile = ["documentSymbol", "semanticTokens/full", "foldingRange", "documentLink", "codeLens"];
  const empty = Object.fromEntries(Object.keys(extremes).map(name => [name, ""]));
  await withServer({ "shop.proto": shop, ...empty }, transports["Node's IPC"]!, async (client, folder) => {
    const shopUri = client.open(path.join(folder, "shop.proto"));
    for (const [name, text] of Object.entries(extremes)) {
      const uri = pathToFileURL(path.join(folder, name)).href;
      client.open(path.join(folder, name));
      await diagnosed(
        client,
        uri,
        () => true,
        () => client.change(uri, text),
      );
      client.notify("textDocument/didChange", {
        textDocument: { uri, version: 1000 },
        contentChanges: [
          { range: { start: { line: 0, character: 18 }, end: { line: 0, character: 18 } }, text: " " },
        ],
      });
      const position = { line: 0, character: Math.floor(text.length / 2) };
      const textDocument = { uri };
      for (const method of atPosition)
        await client.request(`textDocument/${method}`, { textDocument, position, positions: [position] });
      for (const method of ofFile) await client.request(`textDocument/${method}`, { textDocument });
      const range = { start: position, end: position };
      const context = { diagnostics: [] };
      await client.request("textDocument/codeAction", { textDocument, range, context });
      assert.match(await hoverAt(client, shopUri, 4, 10), /Sells things\./, name);
      client.notify("textDocument/didClose", { textDocument });
    }
  });
});
