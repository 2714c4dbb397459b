/** Rename and code actions as editors ask for them: with all that VS Code knows, and with the least that an editor can know. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { LSPErrorCodes } from "vscode-languageserver";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";
import { stoppedAnswer } from "../support/stopRequest.ts";

const server = path.resolve("server/out/server.js");

interface Edit {
  readonly newText: string;
  readonly annotationId?: string;
}

interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly Edit[]>>;
  readonly documentChanges?: readonly {
    readonly kind?: string;
    readonly uri?: string;
    readonly oldUri?: string;
    readonly newUri?: string;
    readonly annotationId?: string;
    readonly textDocument?: { readonly uri: string };
    readonly edits?: readonly Edit[];
  }[];
  readonly changeAnnotations?: Readonly<
    Record<string, { readonly label: string; readonly needsConfirmation: boolean }>
  >;
}

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly disabled?: { readonly reason: string };
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
}

type LspAbilities = Parameters<LspClient["initialize"]>[2];

/** As VS Code says of itself. */
const able: LspAbilities = {
  textDocument: { codeAction: { disabledSupport: true, resolveSupport: { properties: ["edit"] } } },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename"], changeAnnotationSupport: {} },
  },
};

const files = {
  "main.proto":
    'syntax = "proto3";\npackage shop;\n\nmessage Item {\n  string user_name = 1;\n  bool sold = 2;\n}\n\nmessage Basket {\n  Item first = 1;\n}\n\nservice Shop {\n  rpc Get(Item) returns (Item);\n}\n',
  "other/user.proto":
    'syntax = "proto3";\npackage user;\n\nimport "main.proto";\n\nmessage User {\n  shop.Item item = 1;\n}\n',
  "call.grpc": '### Get\nGRPC localhost:1/shop.Shop/Get\n\n{ "userName": "a" }\n',
  "protocall.json": '{ "roots": ["."] }\n',
};

interface Opened {
  readonly client: LspClient;
  readonly folder: string;
  readonly uri: string;
  /** The place before a text of `main.proto`. */
  at(needle: string): { textDocument: { uri: string }; position: { line: number; character: number } };
  actions(needle: string, only?: string): Promise<Action[]>;
}

async function withServer(
  abilities: LspAbilities,
  use: (opened: Opened) => Promise<void>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await inFolder({ ...files, ...more }, async folder => {
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(folder, { language: "en" }, abilities);
      await indexed;
      const uri = client.open(path.join(folder, "main.proto"));
      const at: Opened["at"] = needle => {
        const before = files["main.proto"].slice(0, files["main.proto"].indexOf(needle)).split("\n");
        const position = { line: before.length - 1, character: (before.at(-1) as string).length };
        return { textDocument: { uri }, position };
      };
      const actions: Opened["actions"] = (needle, only) => {
        const { position } = at(needle);
        const context = { diagnostics: [], ...(only ? { only: [only] } : {}) };
        const params = { textDocument: { uri }, range: { start: position, end: position }, context };
        return client.request<Action[]>("textDocument/codeAction", params);
      };
      await use({ client, folder, uri, at, actions });
    } finally {
      await client.stop();
    }
  });
}

const url = (folder: string, file: string): string => pathToFileURL(path.join(folder, file)).href;

test("a rename reaches other files and request documents, and offers to keep the JSON name", () =>
  withServer(able, async ({ client, folder, at, uri }) => {
    const prepared = await client.request<{ placeholder: string }>("textDocument/prepareRename", at("user_name"));
    assert.equal(prepared.placeholder, "user_name");
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...at("user_name"),
      newName: "full_name",
    });
    const byFile = Object.fromEntries(
      (edit.documentChanges ?? []).map(d => [
        (d as { textDocument: { uri: string } }).textDocument.uri,
        d.edits?.map(e => e.newText),
      ]),
    );
    assert.deepEqual(byFile, {
      [uri]: ["full_name", ' [json_name = "userName"]'],
      [url(folder, "call.grpc")]: ["fullName"],
    });
    assert.deepEqual(
      Object.values(edit.changeAnnotations ?? {}).map(a => [a.label, a.needsConfirmation]),
      [
        ["Keep the JSON name (json_name)", true],
        ["JSON names in request documents", false],
      ],
    );
  }));

/** Documents that are edited with the labels of what has to be confirmed, and files that move. */
function rendered(edit: WorkspaceEdit, folder: string): string[] {
  const short = (uri = ""): string => uri.replace(`${pathToFileURL(folder).href}/`, "");
  const label = (id?: string): string => (id === undefined ? "" : ` (${edit.changeAnnotations?.[id]?.label})`);
  return (edit.documentChanges ?? []).flatMap(change => {
    if (change.kind === "rename")
      return [`${short(change.oldUri)} → ${short(change.newUri)}${label(change.annotationId)}`];
    return (change.edits ?? []).map(e => `${short(change.textDocument?.uri)}: ${e.newText}${label(e.annotationId)}`);
  });
}

const packaged = {
  "acme/shop/v1/goods.proto":
    'syntax = "proto3";\npackage acme.shop.v1;\noption go_package = "acme/shop";\n// A [Good][acme.shop.v1.Good].\nmessage Good {}\n',
  "acme/buyer.proto":
    'syntax = "proto3";\npackage acme;\nimport "acme/shop/v1/goods.proto";\nmessage Buyer { shop.v1.Good good = 1; }\n',
};

test("a package may take its folders along, and an import renames its file", () =>
  withServer(
    able,
    async ({ client, folder }) => {
      let told = "";
      client.answers.set("window/showMessageRequest", params => {
        told = (params as { message: string }).message;
        return null;
      });
      const goods = client.open(path.join(folder, "acme/shop/v1/goods.proto"));
      const position = { line: 1, character: "package acme.sh".length };
      const params = { textDocument: { uri: goods }, position };
      const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...params, newName: "store" });
      assert.deepEqual(rendered(edit, folder), [
        "acme/shop/v1/goods.proto: store",
        "acme/shop/v1/goods.proto: store (Links in comments)",
        "acme/buyer.proto: store",
        "acme/buyer.proto: acme/store/v1/goods.proto (Move the files of the package)",
        "acme/shop/v1/goods.proto → acme/store/v1/goods.proto (Move the files of the package)",
      ]);
      assert.match(told, /names of generated code stay as they are: go_package/);
      const buyer = client.open(path.join(folder, "acme/buyer.proto"));
      const onImport = { textDocument: { uri: buyer }, position: { line: 2, character: 12 } };
      const prepared = await client.request<{ placeholder: string }>("textDocument/prepareRename", onImport);
      assert.equal(prepared.placeholder, "acme/shop/v1/goods.proto");
      const file = await client.request<WorkspaceEdit>("textDocument/rename", {
        ...onImport,
        newName: "acme/wares.proto",
      });
      assert.deepEqual(rendered(file, folder), [
        "acme/buyer.proto: acme/wares.proto",
        "acme/shop/v1/goods.proto → acme/wares.proto",
      ]);
    },
    packaged,
  ));

test("bodies that lie in files follow", () =>
  withServer(
    able,
    async ({ client, folder, at }) => {
      const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...at("sold"), newName: "gone" });
      const lines = rendered(edit, folder);
      assert.ok(lines.includes("bodies/item.json: gone (JSON names in request documents)"), lines.join("\n"));
    },
    {
      "bodies/call.http": "GRPC localhost:1/shop.Shop/Get\n\n< ./item.json\n",
      "bodies/item.json": '{ "sold": true }\n',
    },
  ));

test("where nothing can be renamed, the reason is told", () =>
  withServer(
    able,
    async ({ client, folder, at }) => {
      const prepare = (place: object): Promise<unknown> => client.request("textDocument/prepareRename", place);
      await assert.rejects(prepare(at("message Item")), /`message` is a word of the language/);
      await assert.rejects(prepare(at("bool sold")), /`bool` is a word of the language/);
      await assert.rejects(prepare(at("1;\n  bool")), /there is no name here/);
      const uri = client.open(path.join(folder, "broken.proto"));
      const place = (line: number, character: number): object => ({
        textDocument: { uri },
        position: { line, character },
      });
      await assert.rejects(prepare(place(1, 10)), /the file "none.proto" is not found/);
      await assert.rejects(prepare(place(2, 23)), /a reserved name stands for something that is gone/);
      await assert.rejects(prepare(place(2, 29)), /`Nobody` stands for nothing that is known here/);
      await assert.rejects(prepare(place(4, 27)), /`google.protobuf` belongs to protobuf/);
    },
    {
      "broken.proto":
        'syntax = "proto3";\nimport "none.proto";\nmessage B { reserved "old"; Nobody x = 1; }\n' +
        'import "google/protobuf/any.proto";\nmessage C { google.protobuf.Any a = 1; }\n',
    },
  ));

test("an editor that cannot ask is told where else to look", () =>
  withServer(
    {},
    async ({ client, folder }) => {
      let told = "";
      client.answers.set("window/showMessageRequest", params => {
        told = (params as { message: string }).message;
        return null;
      });
      const uri = client.open(path.join(folder, "acme/shop/v1/goods.proto"));
      const place = { textDocument: { uri }, position: { line: 4, character: 9 } };
      const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...place, newName: "Ware" });
      assert.equal(Object.values(edit.changes ?? {}).flat().length, 2);
      assert.match(told, /2 more places may name it .*: acme\/shop\/v1\/goods.proto:4/);
      const pkg = { textDocument: { uri }, position: { line: 1, character: "package acme.sh".length } };
      await client.request("textDocument/rename", { ...pkg, newName: "store" });
      assert.match(told, /files that stay in folders named like the old package: 1/);
      const onImport = {
        textDocument: { uri: client.open(path.join(folder, "acme/buyer.proto")) },
        position: { line: 2, character: 12 },
      };
      await assert.rejects(client.request("textDocument/prepareRename", onImport), /renames no files/);
    },
    packaged,
  ));

test("an editor without annotations is asked; what is refused says why", () =>
  withServer({}, async ({ client, at, uri }) => {
    let question = "";
    client.answers.set("window/showMessageRequest", params => {
      const { message, actions } = params as { message: string; actions: { title: string }[] };
      question = message;
      return actions[0];
    });
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...at("user_name"),
      newName: "full_name",
    });
    assert.match(question, /JSON/);
    assert.deepEqual(
      edit.changes?.[uri]?.map(e => e.newText),
      ["full_name", ' [json_name = "userName"]'],
    );
    await assert.rejects(
      client.request("textDocument/rename", { ...at("Basket"), newName: "Item" }),
      /`shop\.Item` is declared already/,
    );
    await assert.rejects(
      client.request("textDocument/rename", { ...at("Basket"), newName: "string" }),
      /`string` cannot be a name here/,
    );
  }));

test("a rename may start from a request document", () =>
  withServer(able, async ({ client, folder, uri }) => {
    const request = client.open(path.join(folder, "call.grpc"));
    const at = (line: number, character: number) => ({
      textDocument: { uri: request },
      position: { line, character },
    });
    assert.deepEqual(await client.request("textDocument/prepareRename", at(3, 5)), {
      range: { start: { line: 3, character: 3 }, end: { line: 3, character: 11 } },
      placeholder: "user_name",
    });
    assert.deepEqual(await client.request("textDocument/prepareRename", at(1, 18)), {
      range: { start: { line: 1, character: 17 }, end: { line: 1, character: 21 } },
      placeholder: "shop",
    });
    await assert.rejects(client.request("textDocument/prepareRename", at(1, 8)), /there is no name here/);
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", { ...at(1, 24), newName: "Store" });
    assert.deepEqual(
      Object.entries(edit.changes ?? {}).map(([file, edits]) => [file, edits.map(e => e.newText)]),
      [
        [uri, ["Store"]],
        [request, ["shop.Store"]],
      ],
    );
    const pkg = await client.request<WorkspaceEdit>("textDocument/rename", { ...at(1, 18), newName: "store" });
    assert.deepEqual(
      pkg.changes?.[uri]?.map(e => e.newText),
      ["store"],
    );
    assert.deepEqual(
      pkg.changes?.[request]?.map(e => e.newText),
      ["store.Shop"],
    );
  }));

test("files and folders that are renamed take their imports along", () =>
  withServer(able, async ({ client, folder, uri }) => {
    const rename = (from: string, to: string): Promise<WorkspaceEdit | null> =>
      client.request("workspace/willRenameFiles", { files: [{ oldUri: from, newUri: to }] });
    const edit = await rename(uri, url(folder, "shop/goods.proto"));
    assert.deepEqual(
      Object.entries(edit?.changes ?? {}).map(([file, edits]) => [file, edits.map(e => e.newText)]),
      [[url(folder, "other/user.proto"), ["shop/goods.proto"]]],
    );
    assert.equal(await rename(url(folder, "other"), url(folder, "others")), null);
  }));

test("an action is offered without its edit, which comes when it is chosen, with new files", () =>
  withServer(able, async ({ client, folder, actions }) => {
    const offered = await actions("Item {", "refactor.move");
    assert.deepEqual(
      offered.map(a => a.title),
      ["Move `Item` to a new file, item.proto"],
    );
    assert.equal(offered[0]?.edit, undefined);
    const { edit } = await client.request<Action>("codeAction/resolve", offered[0]);
    assert.deepEqual(
      edit?.documentChanges?.filter(d => d.kind === "create").map(d => d.uri),
      [url(folder, "item.proto")],
    );
    const texts = edit?.documentChanges?.flatMap(d => d.edits ?? []).map(e => e.newText);
    assert.ok(texts?.some(t => t.includes("message Item {\n  string user_name = 1;")));
    assert.ok(texts?.some(t => t.includes('import "item.proto";')));
  }));

test("a new file is imported by the root that its neighbours have, configured or not", () =>
  withServer(
    able,
    async ({ client, folder }) => {
      const uri = client.open(path.join(folder, "proto/acme/v1/a.proto"));
      const position = { line: 3, character: 9 };
      const [action] = await client.request<Action[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [], only: ["refactor.move"] },
      });
      assert.equal(action?.title, "Move `AThing` to a new file, a_thing.proto");
      const { edit } = await client.request<Action>("codeAction/resolve", action);
      const texts = edit?.documentChanges?.flatMap(d => d.edits ?? []).map(e => e.newText) ?? [];
      assert.ok(
        texts.some(t => t.includes('import "acme/v1/a_thing.proto";')),
        texts.join("\n---\n"),
      );
      assert.ok(
        texts.some(t => t.includes('import "acme/v1/dep.proto";')),
        texts.join("\n---\n"),
      );
    },
    {
      "protocall.json": "{}\n",
      "proto/acme/v1/a.proto":
        'syntax = "proto3";\npackage acme.v1;\nimport "acme/v1/dep.proto";\nmessage AThing { Dep d = 1; }\nmessage B { AThing a = 1; }\n',
      "proto/acme/v1/dep.proto": 'syntax = "proto3";\npackage acme.v1;\nmessage Dep {}\n',
    },
  ));

test("what cannot be done is offered with its reason, or not at all", async () => {
  const files = { "kind.proto": 'syntax = "proto3";\nenum Kind {\n  KIND_NONE = 0;\n  KIND_ONE = 1;\n}\n' };
  const deletionOffered = async (abilities: LspAbilities): Promise<Action | undefined> => {
    let offered: Action[] = [];
    const ask = async ({ client, folder }: Opened): Promise<void> => {
      const uri = client.open(path.join(folder, "kind.proto"));
      const at = { line: 2, character: 4 };
      const context = { diagnostics: [], only: ["refactor.rewrite"] };
      const params = { textDocument: { uri }, range: { start: at, end: at }, context };
      offered = await client.request<Action[]>("textDocument/codeAction", params);
    };
    await withServer(abilities, ask, files);
    assert.ok(offered.length > 0 && offered.every(a => a.kind === "refactor.rewrite"));
    return offered.find(a => a.title.startsWith("Delete `KIND_NONE`"));
  };
  assert.match((await deletionOffered(able))?.disabled?.reason ?? "", /KIND_NONE/);
  assert.equal(await deletionOffered({}), undefined);
});

test("an editor that cannot resolve runs a command, and the server applies the edit", () =>
  withServer({}, async ({ client, actions, uri }) => {
    const applied = new Promise<WorkspaceEdit>(resolve =>
      client.answers.set("workspace/applyEdit", params => {
        resolve((params as { edit: WorkspaceEdit }).edit);
        return { applied: true };
      }),
    );
    const action = (await actions("sold")).find(a => a.title === "Make `sold` an enum");
    assert.ok(action?.command);
    await client.request("workspace/executeCommand", action.command);
    const { changes } = await applied;
    assert.ok(changes?.[uri]?.some(e => e.newText.includes("enum Sold {")));
    // Without the ability to make files nothing is moved to a new one.
    assert.ok(!(await actions("Item {")).some(a => a.title.includes("new file")));
  }));

test("a rename over many files can be cancelled", () =>
  withServer(
    {},
    async ({ client, at }) => {
      const params = { ...at("Item {"), newName: "Thing" };
      const stopped = await stoppedAnswer(client, "textDocument/rename", params);
      assert.equal((stopped as { code?: number } | undefined)?.code, LSPErrorCodes.RequestCancelled);
      // It is still there for others.
      assert.ok(await client.request("textDocument/rename", params));
    },
    Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [
        `many/f${i}.proto`,
        `syntax = "proto3";\npackage many.f${i};\nimport "main.proto";\nmessage M { shop.Item item = 1; repeated shop.Item more = 2; }\n`,
      ]),
    ),
  ));

const loose = {
  "a.proto":
    'syntax = "proto3";\r\nimport "c.proto";\r\nimport "b.proto";\r\nmessage A {\r\n  B b = 1\r\n  C c = 2;\r\n}\r\n',
  "b.proto": 'syntax = "proto3";\r\nmessage B {\r\n  string x = 1;\r\n  string y = 2;\r\n}\r\n',
  "c.proto": 'syntax = "proto3";\r\nmessage C {}\r\n',
};

test("a file outside of every root is mended, put in order and changed as others are, in its own line ends", () =>
  inFolder(loose, other =>
    withServer(able, async ({ client }) => {
      const ask = async (file: string, needle: string, only: string): Promise<Action[]> => {
        const uri = client.open(path.join(other, file));
        const text = loose[file as keyof typeof loose];
        const before = text.slice(0, text.indexOf(needle)).split("\n");
        const position = { line: before.length - 1, character: (before.at(-1) as string).length };
        const end = { ...position, character: position.character + needle.length };
        const context = { diagnostics: [], only: [only] };
        const range = { start: position, end };
        return client.request<Action[]>("textDocument/codeAction", { textDocument: { uri }, range, context });
      };
      const texts = (edit: WorkspaceEdit | undefined): string[] => [
        ...Object.values(edit?.changes ?? {}).flatMap(list => list.map(e => e.newText)),
        ...(edit?.documentChanges ?? []).flatMap(d => (d.edits ?? []).map(e => e.newText)),
      ];
      const [fixAll] = await ask("a.proto", "B b", "source.fixAll");
      assert.equal(fixAll?.kind, "source.fixAll.protocall");
      assert.deepEqual(texts(fixAll?.edit), [";"]);
      const [organize] = await ask("a.proto", "B b", "source.organizeImports");
      assert.deepEqual(texts(organize?.edit), ['import "b.proto";\r\nimport "c.proto";']);
      const extract = (await ask("b.proto", "string x", "refactor")).find(a => a.title.startsWith("Extract"));
      assert.ok(extract);
      const { edit } = await client.request<Action>("codeAction/resolve", extract);
      assert.ok(texts(edit).some(t => t.includes("\r\n")));
      assert.ok(
        texts(edit).every(t => !/[^\r]\n/.test(t)),
        JSON.stringify(texts(edit)),
      );
    }),
  ));

test("a message that a commit has is not renumbered, wherever it was moved since", async () => {
  const item = 'syntax = "proto3";\npackage shop;\n\nmessage Item {\n  string name = 2;\n}\n';
  await inFolder({ "repository/proto/item.proto": item, "repository/proto/protocall.json": "{}\n" }, async root => {
    const repository = path.join(root, "repository");
    const git = (...args: string[]): void => {
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: repository });
    };
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    const folder = path.join(repository, "proto");
    rmSync(path.join(folder, "item.proto"));
    writeFileSync(path.join(folder, "moved.proto"), `${item}\nmessage Fresh {\n  string name = 2;\n}\n`);
    const client = LspClient.overStdio(process.execPath, [server, "--stdio"], folder);
    try {
      const indexed = client.once("protocall/indexed");
      await client.initialize(folder, { language: "en" }, able);
      await indexed;
      const uri = client.open(path.join(folder, "moved.proto"));
      const renumber = async (line: number): Promise<Action> => {
        const data = { id: "renumber", uri, range: { start: { line, character: 9 }, end: { line, character: 9 } } };
        return client.request<Action>("codeAction/resolve", { title: "", kind: "refactor.rewrite", data });
      };
      const told: string[] = [];
      client.answers.set("window/showMessageRequest", params => {
        told.push((params as { message: string }).message);
        return null;
      });
      assert.equal((await renumber(3)).edit, undefined);
      assert.match(told.join(), /a commit has `Item` already/);
      assert.deepEqual(
        Object.values((await renumber(7)).edit?.changes ?? {})
          .flat()
          .map(e => e.newText),
        ["1"],
      );
    } finally {
      await client.stop();
    }
  });
});
