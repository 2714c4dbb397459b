/** Changes of many files at once, and of folders of the workspace, as a running server takes them. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { benchWorkspace } from "../bench/workspace.ts";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const watching = {
  textDocument: { diagnostic: { dynamicRegistration: false } },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
};
const created = 1;
const changed = 2;
const deleted = 3;

interface Diagnostic {
  readonly code: string;
  readonly message: string;
}

class Watched {
  readonly client: LspClient;
  readonly folder: string;
  private refreshed: (() => void)[] = [];
  refreshes = 0;

  constructor(client: LspClient, folder: string) {
    this.client = client;
    this.folder = folder;
    client.answers.set("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      for (const resolve of this.refreshed.splice(0)) resolve();
      return null;
    });
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  /** Until the server asks to be asked again. */
  refresh(): Promise<void> {
    return new Promise(resolve => this.refreshed.push(resolve));
  }

  async tell(events: readonly (readonly [name: string, type: number])[]): Promise<void> {
    const done = this.refresh();
    const changes = events.map(([name, type]) => ({ uri: this.uri(name), type }));
    this.client.notify("workspace/didChangeWatchedFiles", { changes });
    await done;
  }

  async codes(name: string): Promise<string[]> {
    const uri = this.uri(name);
    const { items } = await this.client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return items.map(d => d.code);
  }

  /** Files that declare what is searched for. */
  async declaring(query: string): Promise<string[]> {
    const found = await this.client.request<{ name: string; location: { uri: string } }[]>("workspace/symbol", {
      query,
    });
    const exact = found.filter(({ name }) => name === query || name.endsWith(`.${query}`));
    return exact.map(({ location }) => path.relative(this.folder, new URL(location.uri).pathname)).sort();
  }
}

type Files = Readonly<Record<string, string>>;

async function withWatched(
  files: Files,
  capabilities: object,
  use: (w: Watched) => Promise<void>,
  prepare: (folder: string) => void = () => {},
): Promise<void> {
  await inFolder(files, async folder => {
    prepare(folder);
    const client = LspClient.overIpc(server, folder);
    const watched = new Watched(client, folder);
    const indexed = client.once("protocall/indexed");
    // Behind the index the server asks to be asked again, which is not what the tests wait for.
    const settled = watched.refresh();
    try {
      await client.initialize(folder, { language: "en" }, capabilities);
      await indexed;
      await settled;
      await use(watched);
    } finally {
      await client.stop();
    }
  });
}

const user = 'syntax = "proto3";\nimport "lib/types.proto";\nmessage User { Thing thing = 1; }\n';
const types = 'syntax = "proto3";\nmessage Thing {}\n';

/**
 * Whether a request is answered before the events are worked off: the server asks to be asked again only when all is done. A machine may be
 * so slow to ask that it is done by then: then all is told once more.
 */
async function isAnsweredOnTheWay(w: Watched, events: Parameters<Watched["tell"]>[0]): Promise<boolean> {
  for (let left = 5; left > 0; left--) {
    const before = w.refreshes;
    const done = w.tell(events);
    await w.client.request("textDocument/hover", {
      textDocument: { uri: w.uri("main.proto") },
      position: { line: 2, character: 10 },
    });
    const isOnTheWay = w.refreshes === before;
    await done;
    if (isOnTheWay) return true;
  }
  return false;
}

test("a checkout of thousands of files is worked off while requests are answered", async () => {
  const part = path.join(benchWorkspace(), "google");
  const main =
    'syntax = "proto3";\nimport "google/type/money.proto";\nmessage Price { google.type.Money money = 1; }\n';
  const prepare = (folder: string): void => {
    for (const name of ["type", "api", "ads/googleads/v24", "ads/googleads/v25"])
      cpSync(path.join(part, name), path.join(folder, "google", name), { recursive: true });
  };
  await withWatched(
    { "main.proto": main, "buf.yaml": "version: v1\n" },
    watching,
    async w => {
      w.client.open(path.join(w.folder, "main.proto"));
      assert.deepEqual(await w.codes("main.proto"), []);
      assert.ok((await w.declaring("Money")).includes("google/type/money.proto"));
      const names = readdirSync(path.join(w.folder, "google"), { recursive: true, encoding: "utf8" })
        .filter(name => name.endsWith(".proto"))
        .map(name => `google/${name}`);
      assert.ok(names.length > 1500, `${names.length}`);

      // The other branch: all files are written anew, one folder is gone, one is new.
      for (const name of names) {
        const file = path.join(w.folder, name);
        if (name.startsWith("google/type/")) rmSync(file);
        else writeFileSync(file, `syntax = "proto3";\npackage other.n${names.indexOf(name)};\nmessage Switched {}\n`);
      }
      mkdirSync(path.join(w.folder, "fresh"));
      writeFileSync(path.join(w.folder, "fresh/new.proto"), 'syntax = "proto3";\nmessage BrandNew {}\n');
      const events = [
        ...names.map(name => [name, name.startsWith("google/type/") ? deleted : changed] as const),
        ["fresh/new.proto", created],
      ] as const;
      assert.ok(await isAnsweredOnTheWay(w, events));
      assert.deepEqual(await w.declaring("Money"), []);
      assert.deepEqual(await w.declaring("BrandNew"), ["fresh/new.proto"]);
      assert.ok((await w.declaring("Switched")).length > 50);
      assert.ok((await w.codes("main.proto")).includes("P2001"));

      // And back: the folder is there again.
      cpSync(path.join(part, "type"), path.join(w.folder, "google/type"), { recursive: true });
      await w.tell(names.filter(n => n.startsWith("google/type/")).map(n => [n, created] as const));
      assert.deepEqual(await w.codes("main.proto"), []);
    },
    prepare,
  );
});

test("of changes that are told in many pieces no file is lost", async () => {
  const files: Record<string, string> = { "buf.yaml": "version: v1\n" };
  for (let i = 0; i < 1000; i++) files[`f${i}.proto`] = `syntax = "proto3";\nmessage Before${i} {}\n`;
  await withWatched(files, watching, async w => {
    const names = Object.keys(files).filter(name => name.endsWith(".proto"));
    for (const [i, name] of names.entries())
      writeFileSync(path.join(w.folder, name), `syntax = "proto3";\nmessage After${i} {}\n`);
    for (let i = 0; i < names.length; i += 10) {
      const changes = names.slice(i, i + 10).map(name => ({ uri: w.uri(name), type: changed }));
      w.client.notify("workspace/didChangeWatchedFiles", { changes });
    }
    for (let i = 0; i < names.length; i += 27)
      // What is not there yet is worked off before the server asks once more to be asked again.
      for (let found: string[] = []; found.length === 0; ) {
        const next = w.refresh();
        found = await w.declaring(`After${i}`);
        if (found.length === 0) await next;
        else assert.deepEqual(found, [names[i]]);
      }
  });
});

test("a folder that is renamed, told by its name alone, takes its files along", async () => {
  const files = { "buf.yaml": "version: v1\n", "user.proto": user, "lib/types.proto": types };
  await withWatched(files, watching, async w => {
    w.client.open(path.join(w.folder, "user.proto"));
    assert.deepEqual(await w.codes("user.proto"), []);
    renameSync(path.join(w.folder, "lib"), path.join(w.folder, "other"));
    await w.tell([
      ["lib", deleted],
      ["other", created],
    ]);
    assert.deepEqual(await w.declaring("Thing"), ["other/types.proto"]);
    assert.ok((await w.codes("user.proto")).includes("P2001"));
  });
});

test("folders whose names look like those of files take their files along too", async () => {
  const files = { "protocall.json": '{ "roots": [".", "com.acme.api", "x.proto"] }', "user.proto": user };
  await withWatched(files, watching, async w => {
    w.client.open(path.join(w.folder, "user.proto"));
    for (const name of ["com.acme.api", "x.proto"]) {
      mkdirSync(path.join(w.folder, name, "lib"), { recursive: true });
      writeFileSync(path.join(w.folder, name, "lib/types.proto"), types);
      await w.tell([[name, created]]);
      assert.deepEqual(await w.declaring("Thing"), [`${name}/lib/types.proto`]);
      assert.deepEqual(await w.codes("user.proto"), []);
      rmSync(path.join(w.folder, name), { recursive: true });
      await w.tell([[name, deleted]]);
      assert.deepEqual(await w.declaring("Thing"), []);
      assert.ok((await w.codes("user.proto")).includes("P2001"));
    }
  });
});

test("a file that is deleted while it is open counts until it is closed", async () => {
  const files = { "buf.yaml": "version: v1\n", "user.proto": user, "lib/types.proto": types };
  await withWatched(files, watching, async w => {
    w.client.open(path.join(w.folder, "user.proto"));
    const uri = w.client.open(path.join(w.folder, "lib/types.proto"));
    rmSync(path.join(w.folder, "lib"), { recursive: true });
    await w.tell([
      ["lib", deleted],
      ["lib/types.proto", deleted],
    ]);
    assert.deepEqual(await w.codes("user.proto"), []);
    assert.deepEqual(await w.declaring("Thing"), ["lib/types.proto"]);
    w.client.change(uri, types.replace("Thing", "Other"));
    assert.ok((await w.codes("user.proto")).includes("P2030"));
    w.client.notify("textDocument/didClose", { textDocument: { uri } });
    assert.ok((await w.codes("user.proto")).includes("P2001"));
    assert.deepEqual(await w.declaring("Other"), []);
  });
});

test("modules of Buf that change are considered anew: what they leave out, and what is fetched", async () => {
  const module = "cache/v3/modules/b5/buf.build/acme/lib/9a877cf260e1488d869a31fce3bea26d";
  const files = {
    "ws/buf.yaml": "version: v2\nmodules:\n  - path: p\n",
    "ws/p/user.proto": user,
    "ws/p/lib/types.proto": types,
    [`${module}/files/lib/types.proto`]: types.replace("Thing", "Fetched"),
    [`${module}/module.yaml`]: "version: v1\n",
  };
  await inFolder(files, async folder => {
    const ws = path.join(folder, "ws");
    const client = LspClient.overIpc(server, ws, { BUF_CACHE_DIR: path.join(folder, "cache") });
    const w = new Watched(client, ws);
    const indexed = client.once("protocall/indexed");
    const settled = w.refresh();
    try {
      await client.initialize(ws, { language: "en" }, watching);
      await indexed;
      await settled;
      const uri = client.open(path.join(ws, "p/user.proto"));
      assert.deepEqual(await w.codes("p/user.proto"), []);
      const write = async (name: string, text: string): Promise<void> => {
        writeFileSync(path.join(ws, name), text);
        await w.tell([[name, changed]]);
      };
      await write("buf.yaml", "version: v2\nmodules:\n  - path: p\n    excludes: [p/lib]\n");
      assert.ok((await w.codes("p/user.proto")).includes("P2001"));
      await write(
        "buf.yaml",
        "version: v2\nmodules:\n  - path: p\n    excludes: [p/lib]\ndeps:\n  - buf.build/acme/lib\n",
      );
      const { items } = await client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri },
      });
      assert.match(
        items[0]?.message ?? "",
        /`buf dep update` fetches what Buf's cache lacks: buf\.build\/acme\/lib\)$/,
      );
      const lock = `version: v2\ndeps:\n  - name: buf.build/acme/lib\n    commit: ${path.basename(module)}\n    digest: b5:00\n`;
      await write("buf.lock", lock);
      client.change(uri, user.replace("Thing", "Fetched"));
      assert.deepEqual(await w.codes("p/user.proto"), []);
      // Its names are known everywhere, and nothing in it is changed.
      assert.deepEqual(await w.declaring("Fetched"), [`../${module}/files/lib/types.proto`]);
      const place = { textDocument: { uri }, position: { line: 2, character: 17 } };
      await assert.rejects(client.request("textDocument/rename", { ...place, newName: "Mine" }), /Buf's cache/);
      rmSync(path.join(ws, "buf.lock"));
      await w.tell([["buf.lock", deleted]]);
      assert.deepEqual(await w.declaring("Thing"), ["p/lib/types.proto"]);
      assert.deepEqual(await w.declaring("Fetched"), []);
    } finally {
      await client.stop();
    }
  });
});

test("configuration and scripts that change are considered anew", async () => {
  const files = { "user.proto": user, "deep/er/and/deeper/lib/types.proto": types };
  await withWatched(files, watching, async w => {
    w.client.open(path.join(w.folder, "user.proto"));
    assert.ok((await w.codes("user.proto")).includes("P2001"));
    writeFileSync(path.join(w.folder, "Makefile"), "gen:\n\tprotoc -I deep/er/and/deeper user.proto\n");
    await w.tell([["Makefile", created]]);
    assert.deepEqual(await w.codes("user.proto"), []);
    writeFileSync(path.join(w.folder, "buf.yaml"), "version: v1\n");
    await w.tell([["buf.yaml", created]]);
    assert.ok((await w.codes("user.proto")).includes("P2001"));
    writeFileSync(path.join(w.folder, "protocall.json"), '{ "roots": [".", "deep/er/and/deeper"] }');
    await w.tell([["protocall.json", created]]);
    assert.deepEqual(await w.codes("user.proto"), []);
  });
});

test("configuration that is broken while it is written counts as it was, and is told once", async () => {
  const use = 'syntax = "proto3";\nimport "common/b.proto";\nmessage A { B b = 1; }\n';
  const files = {
    "protocall.json": '{ "roots": ["x/one", "y/two/deep"] }',
    "x/one/a.proto": use,
    "y/two/deep/common/b.proto": 'syntax = "proto3";\nmessage B {}\n',
    "module/buf.yaml": "version: v2\nmodules:\n  - path: a\n  - path: far/b\n",
    "module/a/a.proto": use.replace("A {", "C {"),
    "module/far/b/common/b.proto": 'syntax = "proto3";\nmessage B {}\n',
  };
  await withWatched(files, watching, async watched => {
    for (const [config, file, broken, roots] of [
      ["protocall.json", "x/one/a.proto", '{ "roots": ["x/one", ', '{ "roots": ["x/one"] }'],
      ["module/buf.yaml", "module/a/a.proto", "modules: [", "version: v2\nmodules:\n  - path: a\n"],
    ] as const) {
      const write = (text: string): Promise<void> => {
        writeFileSync(path.join(watched.folder, config), text);
        return watched.tell([[config, changed]]);
      };
      watched.client.open(path.join(watched.folder, file));
      assert.deepEqual(await watched.codes(file), []);
      const told = new Promise<string>(resolve =>
        watched.client.answers.set("window/showMessageRequest", params => {
          resolve((params as { message: string }).message);
          return null;
        }),
      );
      await write(broken);
      assert.match(await told, new RegExp(`^Protocall: ${config} is not valid (JSON|YAML).*; until it is mended `));
      assert.deepEqual(await watched.codes(file), []);
      await write(roots);
      assert.deepEqual(await watched.codes(file), ["P2001", "P2031"]);
      await write(files[config]);
      assert.deepEqual(await watched.codes(file), []);
    }
  });
});

test("an editor that tells of no changes is followed when it opens and saves", async () => {
  const files = { "buf.yaml": "version: v1\n", "user.proto": user };
  const silent = { textDocument: watching.textDocument, workspace: { diagnostics: { refreshSupport: true } } };
  await withWatched(files, silent, async w => {
    const uri = w.client.open(path.join(w.folder, "user.proto"));
    assert.ok((await w.codes("user.proto")).includes("P2001"));
    mkdirSync(path.join(w.folder, "lib"));
    writeFileSync(path.join(w.folder, "lib/types.proto"), types);
    w.client.notify("textDocument/didSave", { textDocument: { uri } });
    assert.deepEqual(await w.codes("user.proto"), []);
    writeFileSync(path.join(w.folder, "lib/types.proto"), types.replace("Thing", "Other"));
    w.client.notify("textDocument/didSave", { textDocument: { uri } });
    assert.notDeepEqual(await w.codes("user.proto"), []);
  });
});

test("folders come and go while the server runs, each with its own names and settings", async () => {
  await withWatched(
    { "buf.yaml": "version: v1\n", "user.proto": user, "lib/types.proto": types },
    watching,
    async w => {
      await inFolder({ "user.proto": user, "inner/lib/types.proto": types, "twin.proto": types }, async second => {
        const added = { uri: pathToFileURL(second).href, name: "second" };
        const change = async (event: object): Promise<void> => {
          const indexed = w.client.once("protocall/indexed");
          w.client.notify("workspace/didChangeWorkspaceFolders", { event });
          await indexed;
        };
        await change({ added: [added], removed: [] });
        const other = path.relative(w.folder, second);
        assert.deepEqual(
          await w.declaring("Thing"),
          ["lib/types.proto", `${other}/inner/lib/types.proto`, `${other}/twin.proto`].sort(),
        );
        w.client.open(path.join(w.folder, "user.proto"));
        w.client.open(path.join(second, "user.proto"));
        // The same names in another folder clash with nothing.
        assert.deepEqual(await w.codes("user.proto"), []);
        assert.deepEqual(await w.codes(`${other}/user.proto`), []);
        const settings = (roots: readonly string[]): object => ({ roots: [{ folder: added.uri, roots }] });
        const refreshed = w.refresh();
        w.client.notify("protocall/settings", settings(["."]));
        await refreshed;
        assert.ok((await w.codes(`${other}/user.proto`)).includes("P2001"));
        assert.deepEqual(await w.codes("user.proto"), []);
        w.client.notify("protocall/settings", settings(["inner"]));
        assert.deepEqual(await w.codes(`${other}/user.proto`), []);
        const roots = await w.client.request<{ shown: string; reason: string }[]>("protocall/roots", {
          uri: w.uri(`${other}/user.proto`),
        });
        assert.deepEqual(
          roots.map(r => [r.shown, r.reason]),
          [["inner", "given by the settings or the command line"]],
        );
        w.client.notify("textDocument/didClose", { textDocument: { uri: w.uri(`${other}/user.proto`) } });
        await change({ added: [], removed: [added] });
        assert.deepEqual(await w.declaring("Thing"), ["lib/types.proto"]);
      });
    },
  );
});

test("links make no cycles and show no file twice", async () => {
  const link = (folder: string): void => {
    symlinkSync(folder, path.join(folder, "lib/loop"));
    symlinkSync(path.join(folder, "lib/types.proto"), path.join(folder, "again.proto"));
    symlinkSync(path.join(folder, "nowhere"), path.join(folder, "broken.proto"));
  };
  const files = {
    "buf.yaml": "version: v1\n",
    "lib/types.proto": types,
    "user.proto": user.replace("lib/types", "again"),
  };
  await withWatched(
    files,
    watching,
    async w => {
      assert.deepEqual(await w.declaring("Thing"), ["lib/types.proto"]);
      w.client.open(path.join(w.folder, "user.proto"));
      assert.deepEqual(await w.codes("user.proto"), []);
    },
    link,
  );
});
