/** Proposals as editors get them: how they replace, sort and explain themselves, for editors that can do more and for those that cannot. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");

interface Range {
  readonly start: { readonly character: number };
  readonly end: { readonly character: number };
}

interface Item {
  readonly label: string;
  readonly sortText: string;
  readonly filterText: string;
  readonly insertTextFormat?: number;
  readonly textEdit: {
    readonly newText: string;
    readonly range?: Range;
    readonly insert?: Range;
    readonly replace?: Range;
  };
  readonly additionalTextEdits?: readonly { readonly newText: string }[];
  readonly documentation?: { readonly value: string };
  readonly tags?: readonly number[];
}

const SNIPPET = 2;
const DEPRECATED = 1;

async function withItems(
  source: string,
  completionItem: object,
  language: "en" | "ko",
  use: (items: readonly Item[], resolve: (label: string) => Promise<Item>) => Promise<void> | void,
): Promise<void> {
  const offset = source.indexOf("$0");
  const text = source.replace("$0", "");
  await inFolder({ "main.proto": text }, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(folder, { language }, { textDocument: { completion: { completionItem } } });
      await indexed;
      const before = source.slice(0, offset).split("\n");
      const { items } = await client.request<{ items: Item[] }>("textDocument/completion", {
        textDocument: { uri: client.open(path.join(folder, "main.proto")) },
        position: { line: before.length - 1, character: (before.at(-1) as string).length },
      });
      const item = (label: string): Item => items.find(i => i.label === label) ?? assert.fail(`no ${label}`);
      await use(items, label => client.request<Item>("completionItem/resolve", item(label)));
    } finally {
      await client.stop();
    }
  });
}

const find = (items: readonly Item[], label: string): Item =>
  items.find(i => i.label === label) ?? assert.fail(`no ${label} among ${items.map(i => i.label).join(" ")}`);

const head = 'syntax = "proto3";\n';

test("in the middle of a word the rest is replaced or left, as the user has it", async () => {
  const source = `${head}message User {}\nmessage M {\n  Us$0er.Old a = 1;\n}`;
  await withItems(source, { insertReplaceSupport: true }, "en", items => {
    const { insert, replace } = find(items, "User").textEdit;
    assert.deepEqual([insert?.start.character, insert?.end.character], [2, 4]);
    assert.deepEqual([replace?.start.character, replace?.end.character], [2, 10]);
  });
  await withItems(source, {}, "en", items => {
    const { range } = find(items, "User").textEdit;
    assert.deepEqual([range?.start.character, range?.end.character], [2, 4]);
  });
});

test("an editor without snippets gets text that stands for itself", async () => {
  const source = `${head}message M {\n  option dep$0\n}`;
  await withItems(source, { snippetSupport: true }, "en", items => {
    const item = find(items, "deprecated");
    assert.equal(item.insertTextFormat, SNIPPET);
    assert.match(item.textEdit.newText, /\$\{1\|/);
  });
  await withItems(source, {}, "en", items => {
    const item = find(items, "deprecated");
    assert.equal(item.insertTextFormat, undefined);
    assert.equal(item.textEdit.newText, "deprecated = true;");
  });
});

test("words of the language explain themselves once they are shown, in the user's language", async () => {
  const source = `${head}message M {\n  $0\n}`;
  await withItems(source, {}, "en", async (items, resolve) => {
    assert.ok(items.every(i => i.documentation === undefined));
    assert.match((await resolve("repeated")).documentation?.value ?? "", /\w/);
    assert.match((await resolve("sint32")).documentation?.value ?? "", /zigzag/);
  });
  await withItems(source, {}, "ko", async (_items, resolve) => {
    assert.match((await resolve("sint32")).documentation?.value ?? "", /지그재그/);
  });
});

test("deprecated types say so before they are shown, and all sort as they are ranked", async () => {
  const source = `${head}message Old { option deprecated = true; }\nmessage M {\n  $0\n}`;
  await withItems(source, {}, "en", items => {
    assert.deepEqual(find(items, "Old").tags, [DEPRECATED]);
    const sorted = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(i => i.label);
    assert.deepEqual(sorted.slice(0, 3), ["M", "string", "repeated"]);
    assert.equal(sorted.at(-1), "Old");
  });
});

test("more than ten values stay in the order of their enum", async () => {
  const names = Array.from({ length: 12 }, (_, i) => `V_${String.fromCharCode(90 - i)}`);
  const source = `syntax = "proto2";\nenum E { ${names.map((n, i) => `${n} = ${i};`).join(" ")} }\nmessage M { optional E e = 1 [default = $0]; }`;
  await withItems(source, {}, "en", items => {
    const sorted = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(i => i.label);
    assert.deepEqual(sorted, names);
  });
});

test("a text that is in no folder yet, and a file that was never saved, take types of the open folders", () =>
  inFolder({ "proto/acme/user.proto": 'syntax = "proto3";\npackage acme;\nmessage User {}\n' }, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(folder, { language: "en" });
      await indexed;
      for (const uri of ["untitled:Untitled-1", pathToFileURL(path.join(folder, "proto/acme/new.proto")).href]) {
        const text = `${head}message M {\n  Use\n}`;
        client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "proto", version: 1, text } });
        const at = { textDocument: { uri }, position: { line: 2, character: 5 } };
        const { items } = await client.request<{ items: Item[] }>("textDocument/completion", at);
        const [edit] = find(items, "acme.User").additionalTextEdits ?? [];
        assert.match(edit?.newText ?? "", /import "proto\/acme\/user.proto";/, uri);
      }
    } finally {
      await client.stop();
    }
  }));
