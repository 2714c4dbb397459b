/** Files with odd names and of odd kinds, and documents that are no files, through a real server: all are served, and none stops it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const isWindows = process.platform === "win32";

interface Diagnostic {
  readonly code: string;
  readonly message: string;
}

class Editor {
  readonly client: LspClient;
  readonly folder: string;

  constructor(client: LspClient, folder: string) {
    this.client = client;
    this.folder = folder;
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  open(uri: string, text: string): void {
    this.client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "proto", version: 1, text } });
  }

  close(uri: string): void {
    this.client.notify("textDocument/didClose", { textDocument: { uri } });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.items;
  }

  async codes(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(d => d.code);
  }
}

async function withEditor(
  files: Readonly<Record<string, string | Buffer>>,
  use: (editor: Editor) => Promise<void>,
  prepare: (folder: string) => void = () => {},
): Promise<void> {
  await inFolder(files, async folder => {
    prepare(folder);
    const client = LspClient.overIpc(server, folder);
    const indexed = client.once("protocall/indexed");
    try {
      await client.initialize(folder, { language: "en" }, { textDocument: { diagnostic: {} } });
      await indexed;
      await use(new Editor(client, folder));
    } finally {
      await client.stop();
    }
  });
}

/** As VS Code writes it: it escapes more than others. */
const escapedMore = (uri: string): string =>
  uri.replaceAll(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const names = [
  "with space.proto",
  "한글 이름.proto",
  "per%cent%20.proto",
  "%ZZ.proto",
  "ha#sh.proto",
  "plus+at@.proto",
  "brack[et]{}(round)'!.proto",
  "emoji😀.proto",
  "folder #1%/폴더/inner.proto",
  ...(isWindows ? [] : ["qu?estion.proto", 'quo"te.proto', "star*.proto"]),
];

test("names with blanks, escapes and letters of any script are imported, gone to, and edited under any escaping", async () => {
  const files: Record<string, string> = {};
  names.forEach((name, i) => {
    files[name] = `syntax = "proto3";\nmessage N${i} {}\n`;
    files[`use${i}.proto`] = `syntax = "proto3";\nimport ${JSON.stringify(name)};\nmessage U {\n  N${i} n = 1;\n}\n`;
  });
  await withEditor(files, async editor => {
    for (const [i, name] of names.entries()) {
      const uri = editor.client.open(path.join(editor.folder, `use${i}.proto`));
      assert.deepEqual(await editor.codes(uri), [], name);
      const [target] = await editor.client.request<{ uri: string }[]>("textDocument/definition", {
        textDocument: { uri },
        position: { line: 3, character: 3 },
      });
      assert.equal(fileURLToPath(target?.uri ?? ""), path.join(editor.folder, name));
      for (const written of [editor.uri(name), escapedMore(editor.uri(name))]) {
        editor.open(written, 'syntax = "proto3";\nmessage Other {}\n');
        assert.deepEqual(await editor.codes(uri), ["P2030"], written);
        editor.close(written);
        assert.deepEqual(await editor.codes(uri), [], written);
      }
    }
  });
});

test("pipes, links that lead nowhere, folders with names of files and texts of other encodings are told apart from files", async () => {
  const odd: Readonly<Record<string, string>> = {
    "wide.proto": "P2006",
    "folder.proto": "P2001",
    ...(isWindows ? {} : { "self.proto": "P2006", "broken.proto": "P2006", "pipe.proto": "P2006" }),
  };
  const files: Record<string, string | Buffer> = {
    "wide.proto": Buffer.from('\ufeffsyntax = "proto3"; message W {}', "utf16le"),
    "folder.proto/within.proto": 'syntax = "proto3";\nmessage Within {}\n',
  };
  for (const name of Object.keys(odd)) files[`use_${name}`] = `syntax = "proto3";\nimport "${name}";\n`;
  const prepare = (folder: string): void => {
    if (isWindows) return;
    symlinkSync(folder, path.join(folder, "loop"));
    symlinkSync("self.proto", path.join(folder, "self.proto"));
    symlinkSync("nowhere", path.join(folder, "broken.proto"));
    execFileSync("mkfifo", [path.join(folder, "pipe.proto")]);
  };
  const use = async (editor: Editor): Promise<void> => {
    for (const [name, code] of Object.entries(odd)) {
      const uri = editor.client.open(path.join(editor.folder, `use_${name}`));
      assert.deepEqual(await editor.codes(uri), [code], name);
    }
    const found = await editor.client.request<{ name: string }[]>("workspace/symbol", { query: "Within" });
    assert.equal(found.filter(s => s.name === "Within").length, 1);
  };
  await withEditor(files, use, prepare);
});

test("a file whose comments are no UTF-8 is imported, opened and found", async () => {
  const files = {
    "latin.proto": Buffer.from('syntax = "proto3"; // \xe9\nmessage Latin {} // M\xfcller', "latin1"),
    "use.proto": 'syntax = "proto3";\nimport "latin.proto";\nmessage Use { Latin latin = 1; }\n',
  };
  await withEditor(files, async editor => {
    const uri = editor.client.open(path.join(editor.folder, "use.proto"));
    assert.deepEqual(await editor.codes(uri), []);
    const found = await editor.client.request<{ name: string }[]>("workspace/symbol", { query: "Latin" });
    assert.ok(found.some(s => s.name === "Latin"));
  });
});

test("documents of any URI are served, and one that makes no sense harms no other", async () => {
  const text =
    'syntax = "proto3";\nimport "google/protobuf/any.proto";\nmessage A {\n  google.protobuf.Any a = 1;\n}\n';
  await withEditor({}, async editor => {
    for (const uri of [
      "untitled:Untitled-1",
      "file:///c%3A/folder/x.proto",
      "file:///C:/folder/y.proto",
      "file://server/share/z.proto",
      "git:/a.proto?%7B%22ref%22%3A%22%22%7D",
      "file:///bad%ZZ.proto",
      "file:///nul%00.proto",
      "file:",
      "no uri at all",
      `file:///${"a/".repeat(5000)}x.proto`,
    ]) {
      editor.open(uri, text);
      assert.deepEqual(await editor.codes(uri), [], uri);
      const hover = await editor.client.request<{ contents: { value: string } } | null>("textDocument/hover", {
        textDocument: { uri },
        position: { line: 3, character: 20 },
      });
      assert.match(hover?.contents.value ?? "", /Any/, uri);
      await editor.client.request("protocall/roots", { uri });
      editor.close(uri);
    }
  });
});

test("hundreds of files may be open, vanish from the disk, and come again", async () => {
  const files: Record<string, string> = { "base.proto": 'syntax = "proto3";\nmessage Base {}\n' };
  for (let i = 0; i < 300; i++)
    files[`u${i}.proto`] = `syntax = "proto3";\nimport "base.proto";\nmessage U${i} {\n  Base b = 1;\n}\n`;
  await withEditor(files, async editor => {
    const uris = Object.keys(files).map(name => editor.client.open(path.join(editor.folder, name)));
    const base = uris[0] as string;
    const wrong = async (): Promise<number> => {
      let count = 0;
      for (const uri of uris) count += (await editor.codes(uri)).length;
      return count;
    };
    assert.equal(await wrong(), 0);
    editor.client.change(base, 'syntax = "proto3";\nmessage Other {}\n');
    assert.equal(await wrong(), 300);
    editor.client.change(base, files["base.proto"] as string);
    assert.equal(await wrong(), 0);
    for (const uri of uris) rmSync(fileURLToPath(uri));
    mkdirSync(path.join(editor.folder, "base.proto"));
    assert.equal(await wrong(), 0);
    editor.close(base);
    assert.ok((await wrong()) > 0);
    rmSync(path.join(editor.folder, "base.proto"), { recursive: true });
    writeFileSync(path.join(editor.folder, "base.proto"), files["base.proto"] as string);
    editor.open(base, files["base.proto"] as string);
    assert.equal(await wrong(), 0);
  });
});
