/** Every request whose result the protocol lets come in parts: with a token all comes in parts, and the parts are the result. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { PART_ITEMS } from "../../server/src/lsp/partialResults.ts";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const MANY = PART_ITEMS + 20;

const many = (text: (i: number) => string): string => Array.from({ length: MANY }, (_, i) => text(i)).join("\n");

/** Everything in it is there more often than a part takes. */
const main = `syntax = "proto3";
package big;
import "base.proto";
message Item {}
${many(i => `message M${i} {\n  Item item = 1;\n}`)}
service S {
${many(i => `  rpc Get${i}(Item) returns (Item);`)}
}
message Last {
  Item last = 1;
}
`;
const base = `syntax = "proto3";\npackage big;\nmessage Base {}\n`;
const code = `// source: main.proto\npackage big\ntype Item struct {\n}\n`;

interface Parts {
  readonly parts: readonly unknown[];
  readonly rest: unknown;
}

class Asked {
  private readonly client: LspClient;
  readonly uri: string;
  private count = 0;

  constructor(client: LspClient, uri: string) {
    this.client = client;
    this.uri = uri;
  }

  place(needle: string): object {
    const before = main.slice(0, main.indexOf(needle) + needle.length).split("\n");
    return this.file({ position: { line: before.length - 1, character: (before.at(-1) as string).length } });
  }

  file(more: object = {}): object {
    return { textDocument: { uri: this.uri }, ...more };
  }

  whole<T>(method: string, params: object): Promise<T> {
    return this.client.request<T>(method, params);
  }

  async inParts(method: string, params: object): Promise<Parts> {
    const partialResultToken = `part ${this.count++}`;
    const parts: unknown[] = [];
    this.client.onPart(partialResultToken, part => parts.push(part));
    return { rest: await this.client.request(method, { ...params, partialResultToken }), parts };
  }
}

async function withServer(use: (asked: Asked) => Promise<void>): Promise<void> {
  await inFolder({ "main.proto": main, "base.proto": base, "gen/main.pb.go": code }, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(folder, { language: "en" }, { textDocument: { definition: { linkSupport: true } } });
      await indexed;
      await use(new Asked(client, client.open(path.join(folder, "main.proto"))));
    } finally {
      await client.stop();
    }
  });
}

/** The list that a result, a part or a rest is, under the key that it has. */
function listOf(result: unknown): readonly unknown[] {
  if (Array.isArray(result)) return result;
  const { items, data, edits } = result as { items?: unknown[]; data?: unknown[]; edits?: unknown[] };
  return items ?? data ?? edits ?? assert.fail(`no list in ${JSON.stringify(result)}`);
}

/** How many items a part takes; a semantic token is five numbers. */
const sizeOf = (method: string): number => (method.includes("semanticTokens") ? 5 * PART_ITEMS : PART_ITEMS);

async function check(asked: Asked, method: string, params: object): Promise<void> {
  const whole = listOf(await asked.whole(method, params));
  const { parts, rest } = await asked.inParts(method, params);
  assert.ok(whole.length > 0, `${method} has no result`);
  assert.deepEqual(listOf(rest), [], `${method} answers what it has reported`);
  assert.equal(parts.length, Math.ceil(whole.length / sizeOf(method)), `parts of ${method}`);
  assert.deepEqual(parts.flatMap(listOf), whole, method);
}

test("places, symbols and shapes come in parts", () =>
  withServer(async asked => {
    const end = { line: 99_999, character: 0 };
    const start = { line: 0, character: 0 };
    const requests: readonly (readonly [string, object])[] = [
      ["textDocument/completion", asked.place("  ")],
      ["textDocument/definition", asked.place("  Ite")],
      ["textDocument/typeDefinition", asked.place("Item las")],
      ["textDocument/implementation", asked.place("message Ite")],
      ["textDocument/documentHighlight", asked.place("message Ite")],
      ["textDocument/documentSymbol", asked.file()],
      ["workspace/symbol", { query: "M" }],
      ["textDocument/documentLink", asked.file()],
      ["textDocument/codeLens", asked.file()],
      ["textDocument/foldingRange", asked.file()],
      ["textDocument/selectionRange", asked.file({ positions: Array.from({ length: MANY }, () => start) })],
      ["textDocument/semanticTokens/full", asked.file()],
      ["textDocument/semanticTokens/range", asked.file({ range: { start, end } })],
      [
        "textDocument/codeAction",
        asked.file({ range: { start, end }, context: { diagnostics: [], only: ["refactor", "source", "quickfix"] } }),
      ],
    ];
    for (const [method, params] of requests) await check(asked, method, params);
  }));

test("references come as they are found", () =>
  withServer(async asked => {
    const params = { ...asked.place("message Ite"), context: { includeDeclaration: true } };
    const whole = listOf(await asked.whole("textDocument/references", params));
    const { parts, rest } = await asked.inParts("textDocument/references", params);
    assert.equal(whole.length, 1 + MANY + 2 * MANY + 1);
    assert.deepEqual(rest, []);
    assert.ok(parts.length >= Math.ceil(whole.length / PART_ITEMS));
    assert.deepEqual(parts.flatMap(listOf), whole);
  }));

test("hierarchies come in parts", () =>
  withServer(async asked => {
    const [called] = await asked.whole<object[]>("textDocument/prepareCallHierarchy", asked.place("message Ite"));
    await check(asked, "callHierarchy/incomingCalls", { item: called });
    const [rpc] = await asked.whole<object[]>("textDocument/prepareCallHierarchy", asked.place("rpc Get1"));
    await check(asked, "callHierarchy/outgoingCalls", { item: rpc });
    const [type] = await asked.whole<object[]>("textDocument/prepareTypeHierarchy", asked.place("message Ite"));
    await check(asked, "typeHierarchy/supertypes", { item: type });
    const [above] = await asked.whole<object[]>("textDocument/prepareTypeHierarchy", asked.place("message Las"));
    await check(asked, "typeHierarchy/subtypes", { item: above });
  }));

test("changes of semantic tokens come in parts, with the id to ask for the next", () =>
  withServer(async asked => {
    const full = await asked.whole<{ resultId: string }>("textDocument/semanticTokens/full", asked.file());
    const none = await asked.inParts(
      "textDocument/semanticTokens/full/delta",
      asked.file({ previousResultId: full.resultId }),
    );
    assert.deepEqual(none.parts, []);
    const unknown = await asked.inParts(
      "textDocument/semanticTokens/full/delta",
      asked.file({ previousResultId: "another" }),
    );
    assert.ok(unknown.parts.length > 1);
    assert.ok((unknown.rest as { resultId: string }).resultId);
    assert.deepEqual(listOf(unknown.rest), []);
  }));

test("the first part of proposals says whether there are more with more letters", () =>
  withServer(async asked => {
    const { parts, rest } = await asked.inParts("textDocument/completion", asked.place("  "));
    const [first, second] = parts as [{ isIncomplete: boolean }, unknown[]];
    assert.equal(first.isIncomplete, true);
    assert.ok(Array.isArray(second));
    assert.deepEqual(rest, { isIncomplete: true, items: [] });
  }));

test("nothing to say is no part", () =>
  withServer(async asked => {
    const { parts, rest } = await asked.inParts("textDocument/definition", asked.place("syntax"));
    assert.deepEqual({ parts, rest }, { parts: [], rest: [] });
  }));
