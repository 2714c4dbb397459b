/** Diagnostics as editors get them: asked for or sent, of open files and of all, in the user's language and as strongly as wanted. */
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { inFolder } from "../support/cli.ts";
import { LspClient } from "../support/lspClient.ts";

const server = path.resolve("server/out/server.js");
const pull = {
  textDocument: { diagnostic: { dynamicRegistration: false } },
  workspace: { diagnostics: { refreshSupport: true } },
};

interface Diagnostic {
  readonly code: string;
  readonly severity: number;
  readonly message: string;
  readonly tags?: readonly number[];
  readonly codeDescription?: { readonly href: string };
}
interface Report {
  readonly uri?: string;
  readonly kind: "full" | "unchanged";
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

type Files = Readonly<Record<string, string | Buffer>>;

async function withServer(
  files: Files,
  options: object,
  capabilities: object,
  use: (client: LspClient, folder: string, uriOf: (name: string) => string) => Promise<void>,
): Promise<void> {
  await inFolder(files, async folder => {
    const client = LspClient.overIpc(server, folder);
    const indexed = client.once("protocall/indexed");
    try {
      await client.initialize(folder, { language: "en", ...options }, capabilities);
      await indexed;
      await use(client, folder, name => pathToFileURL(path.join(folder, name)).href);
    } finally {
      await client.stop();
    }
  });
}

const diagnose = (client: LspClient, uri: string, previousResultId?: string): Promise<Report> =>
  client.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId });

const codes = (report: Report | undefined): string[] => (report?.items ?? []).map(({ code }) => code);

const twice = 'syntax = "proto3";\nmessage A {\n  string name = 1;\n  string title = 1;\n}\n';
const sound = 'syntax = "proto3";\nmessage A {\n  string name = 1;\n  string title = 2;\n}\n';

test("answers who asks, with results that are known again, and sends nothing unasked", async () => {
  await withServer({ "a.proto": twice }, {}, pull, async (client, folder) => {
    let pushed = 0;
    const uri = client.open(path.join(folder, "a.proto"));
    void client.diagnostics(uri).then(() => pushed++);
    const first = await diagnose(client, uri);
    assert.equal(first.kind, "full");
    assert.deepEqual(codes(first), ["P3104"]);
    const again = await diagnose(client, uri, first.resultId);
    assert.deepEqual([again.kind, again.resultId], ["unchanged", first.resultId]);
    client.change(uri, sound);
    const mended = await diagnose(client, uri, first.resultId);
    assert.deepEqual([mended.kind, codes(mended)], ["full", []]);
    assert.equal(pushed, 0);
  });
});

test("an answer about a file brings along what is said now of open files that see it", async () => {
  const files = {
    "base.proto": 'syntax = "proto3";\nmessage B {}\n',
    "user.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage U { B b = 1; }\n',
    "bystander.proto": 'syntax = "proto3";\nmessage X {}\n',
  };
  const related = { ...pull, textDocument: { diagnostic: { relatedDocumentSupport: true } } };
  await withServer(files, {}, related, async (client, folder) => {
    const [base, user] = Object.keys(files).map(name => client.open(path.join(folder, name))) as [string, string];
    for (const name of Object.keys(files)) await diagnose(client, pathToFileURL(path.join(folder, name)).href);
    const ask = async (): Promise<[string, string[]][]> => {
      const { relatedDocuments = {} } = (await diagnose(client, base)) as {
        relatedDocuments?: Record<string, Report>;
      };
      return Object.entries(relatedDocuments).map(([uri, report]) => [uri, codes(report)]);
    };
    client.change(base, files["base.proto"].replace("message B {}", "message C {}"));
    assert.deepEqual(await ask(), [[user, ["P2030"]]]);
    assert.deepEqual(await ask(), []);
    client.change(base, files["base.proto"].replace("message B {}", "message C {} // why"));
    assert.deepEqual(await ask(), []);
    client.change(base, files["base.proto"]);
    assert.deepEqual(await ask(), [[user, []]]);
  });
});

test("sends diagnostics to who does not ask", async () => {
  await withServer({ "a.proto": twice }, {}, {}, async (client, folder, uriOf) => {
    const sent = client.diagnostics(uriOf("a.proto"));
    client.open(path.join(folder, "a.proto"));
    assert.deepEqual(
      ((await sent) as Diagnostic[]).map(({ code }) => code),
      ["P3104"],
    );
  });
});

const inWorkspace = { settings: { diagnostics: { severity: {}, scope: "workspace" } } };

const ofWorkspace = (client: LspClient, previous: readonly Report[], token?: string): Promise<{ items: Report[] }> =>
  client.request("workspace/diagnostic", {
    previousResultIds: previous.map(({ uri, resultId }) => ({ uri, value: resultId })),
    ...(token ? { partialResultToken: token } : {}),
  });

test("judges files that are not open, and only those again that an edit concerns", async () => {
  const files = {
    "base.proto": 'syntax = "proto3";\npackage b;\nmessage B {}\n',
    "user.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage U { b.B b = 1; }\n',
    "wrong.proto": twice,
    "fine.proto": sound,
  };
  await withServer(files, inWorkspace, pull, async (client, folder, uriOf) => {
    const { items } = await ofWorkspace(client, []);
    assert.deepEqual(
      items.map(r => [path.basename(r.uri ?? ""), codes(r)]),
      [["wrong.proto", ["P3104"]]],
    );
    assert.deepEqual((await ofWorkspace(client, items)).items, []);

    const base = client.open(path.join(folder, "base.proto"));
    client.change(base, 'syntax = "proto3";\npackage b;\nmessage C {}\n');
    const next = await ofWorkspace(client, items);
    assert.deepEqual(
      next.items.map(r => [r.uri, codes(r)]),
      [[uriOf("user.proto"), ["P2030"]]],
    );

    writeFileSync(path.join(folder, "wrong.proto"), sound);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf("wrong.proto"), type: 2 }] });
    const mended = await ofWorkspace(client, [...items, ...next.items]);
    assert.deepEqual(
      mended.items.map(r => [r.uri, codes(r)]),
      [[uriOf("wrong.proto"), []]],
    );
  });
});

test("takes back what it said of a file that is gone, and leaves open files to who has them open", async () => {
  const files = { "gone.proto": twice, "open.proto": twice };
  await withServer(files, inWorkspace, pull, async (client, folder, uriOf) => {
    const { items } = await ofWorkspace(client, []);
    assert.equal(items.length, 2);
    client.open(path.join(folder, "open.proto"));
    rmSync(path.join(folder, "gone.proto"));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf("gone.proto"), type: 3 }] });
    const next = await ofWorkspace(client, items);
    assert.deepEqual(
      next.items.map(r => [r.uri, codes(r)]),
      [[uriOf("gone.proto"), []]],
    );
  });
});

/** Stopped at the first part. A machine may be so slow to tell the server that all is judged by then: then all is judged once more. */
async function stopsAtPart(client: LspClient): Promise<boolean> {
  for (const partialResultToken of ["stop 1", "stop 2", "stop 3", "stop 4", "stop 5"]) {
    const source = new CancellationTokenSource();
    let parts = 0;
    client.onPart(partialResultToken, () => {
      parts++;
      source.cancel();
    });
    const params = { previousResultIds: [], partialResultToken };
    const found = await client.request("workspace/diagnostic", params, source.token).catch((error: Error) => error);
    assert.ok(parts > 0);
    if (found instanceof Error) {
      assert.match(found.message, /cancelled/);
      return true;
    }
    // Whatever was said is no longer known behind settings.
    client.notify("protocall/settings", inWorkspace.settings);
  }
  return false;
}

const scoped = (scope: string): object => ({ diagnostics: { severity: {}, scope } });

/** Settings as editors tell them that know nothing of our own requests. */
const configure = (client: LspClient, settings: object): void =>
  client.notify("workspace/didChangeConfiguration", { settings: { protocall: settings } });

/** The params of the next request of the server by that name. */
const asked = <T>(client: LspClient, method: string): Promise<T> =>
  new Promise(resolve => {
    client.answers.set(method, params => {
      resolve(params as T);
      return null;
    });
  });

test("who asks gets problems of all files as soon as the user wants them, and they go when they are wanted no more", async () => {
  const files = { "wrong.proto": twice, "open.proto": twice, "fine.proto": sound };
  await withServer(files, {}, pull, async (client, folder, uriOf) => {
    client.open(path.join(folder, "open.proto"));
    assert.deepEqual((await ofWorkspace(client, [])).items, []);
    const widened = asked(client, "workspace/diagnostic/refresh");
    configure(client, scoped("workspace"));
    await widened;
    const { items } = await ofWorkspace(client, []);
    assert.deepEqual(
      items.map(r => [r.uri, codes(r)]),
      [[uriOf("wrong.proto"), ["P3104"]]],
    );
    const narrowed = asked(client, "workspace/diagnostic/refresh");
    configure(client, scoped("openFiles"));
    await narrowed;
    assert.deepEqual(
      (await ofWorkspace(client, items)).items.map(r => [r.uri, codes(r)]),
      [[uriOf("wrong.proto"), []]],
    );
    assert.deepEqual(codes(await diagnose(client, uriOf("wrong.proto"))), []);
    assert.deepEqual(codes(await diagnose(client, uriOf("open.proto"))), ["P3104"]);
  });
});

test("an editor that can be told later asks for all files only while they are wanted", async () => {
  interface Told {
    readonly registrations?: readonly { readonly method: string; readonly id: string; registerOptions: object }[];
    readonly unregisterations?: readonly { readonly method: string; readonly id: string }[];
  }
  const told: Told[] = [];
  let heard = (): void => {};
  await inFolder({ "wrong.proto": twice }, async folder => {
    const client = LspClient.overIpc(server, folder);
    for (const method of ["client/registerCapability", "client/unregisterCapability"])
      client.answers.set(method, params => {
        told.push(params as Told);
        heard();
        return null;
      });
    const registered = (count: number): Promise<void> =>
      new Promise(resolve => {
        heard = () => void (told.length >= count && resolve());
        heard();
      });
    try {
      const able = { ...pull, textDocument: { diagnostic: { dynamicRegistration: true } } };
      const { capabilities } = await client.initialize(folder, { language: "en" }, able);
      assert.equal(capabilities.diagnosticProvider, undefined);
      await registered(1);
      configure(client, scoped("workspace"));
      await registered(3);
      configure(client, { ...scoped("workspace"), gitHistory: false });
      configure(client, scoped("openFiles"));
      await registered(5);
    } finally {
      await client.stop();
    }
  });
  const said = told.map(({ registrations = [], unregisterations = [] }) =>
    [...registrations.map(r => r.registerOptions), ...unregisterations.map(() => "not any more")].at(0),
  );
  const options = (workspaceDiagnostics: boolean): object => ({
    identifier: "protocall",
    interFileDependencies: true,
    workspaceDiagnostics,
    documentSelector: null,
  });
  assert.deepEqual(said, [options(false), "not any more", options(true), "not any more", options(false)]);
  const ids = told.flatMap(({ registrations = [] }) => registrations.map(r => r.id));
  const ended = told.flatMap(({ unregisterations = [] }) => unregisterations.map(r => r.id));
  assert.deepEqual(ended, ids.slice(0, 2));
});

test("who does not ask is sent problems of all files as soon as the user wants them, what changes of them, and their end", async () => {
  const files = {
    "base.proto": 'syntax = "proto3";\npackage b;\nmessage B {}\n',
    "user.proto": 'syntax = "proto3";\nimport "base.proto";\nmessage U { b.B b = 1; }\n',
    "wrong.proto": twice,
    "other.proto": twice.replace("message A", "message Other"),
  };
  await withServer(files, {}, {}, async (client, folder, uriOf) => {
    const next = async (name: string, act: () => void): Promise<string[]> => {
      const sent = client.diagnostics(uriOf(name));
      act();
      return ((await sent) as Diagnostic[]).map(d => d.code);
    };
    const write = (name: string, text: string): void => {
      writeFileSync(path.join(folder, name), text);
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type: 2 }] });
    };
    assert.deepEqual(await next("wrong.proto", () => configure(client, scoped("workspace"))), ["P3104"]);
    assert.deepEqual(await next("wrong.proto", () => write("wrong.proto", sound)), []);
    assert.deepEqual(await next("wrong.proto", () => write("wrong.proto", twice)), ["P3104"]);
    const base = client.open(path.join(folder, "base.proto"));
    const renamed = files["base.proto"].replace("message B", "message C");
    assert.deepEqual(await next("user.proto", () => client.change(base, renamed)), ["P2030"]);
    const close = (): void => client.notify("textDocument/didClose", { textDocument: { uri: base } });
    assert.deepEqual(await next("user.proto", close), []);
    const ends = Promise.all(["wrong.proto", "other.proto"].map(name => client.diagnostics(uriOf(name))));
    configure(client, scoped("openFiles"));
    assert.deepEqual(await ends, [[], []]);
  });
});

test("another language counts at once", async () => {
  await withServer({ "a.proto": twice }, {}, pull, async (client, folder) => {
    const uri = client.open(path.join(folder, "a.proto"));
    const message = async (): Promise<string> => (await diagnose(client, uri)).items?.[0]?.message ?? "";
    assert.doesNotMatch(await message(), /[가-힣]/);
    configure(client, { language: "ko" });
    assert.match(await message(), /[가-힣]/);
    configure(client, { language: "en" });
    assert.doesNotMatch(await message(), /[가-힣]/);
  });
});

test("reports many files in parts, and stops when it is told to", async () => {
  const files: Record<string, string> = {};
  const fields = Array.from({ length: 400 }, (_, i) => `  string f${i} = ${i + 1};\n`).join("");
  for (let i = 0; i < 400; i++)
    files[`f${i}.proto`] = `syntax = "proto3";\nmessage M${i} {\n${fields}  string x = 1;\n}\n`;
  await withServer(files, inWorkspace, pull, async client => {
    assert.ok(await stopsAtPart(client));

    const found: Report[] = [];
    client.onPart<{ items: Report[] }>("all", ({ items }) => found.push(...items));
    const { items } = await ofWorkspace(client, [], "all");
    found.push(...items);
    assert.equal(found.length, 400);
    assert.ok(found.every(r => codes(r).includes("P3104")));
  });
});

test("says nothing of files that are not open where that is not wanted", async () => {
  await withServer({ "a.proto": twice }, {}, pull, async (client, folder, uriOf) => {
    assert.deepEqual(codes(await diagnose(client, uriOf("a.proto"))), []);
    const uri = client.open(path.join(folder, "a.proto"));
    assert.deepEqual(codes(await diagnose(client, uri)), ["P3104"]);
  });
});

test("speaks the user's language", async () => {
  const said: Record<string, string> = {};
  for (const language of ["en", "ko"])
    await withServer({ "a.proto": twice }, { language }, pull, async (client, folder) => {
      const { items = [] } = await diagnose(client, client.open(path.join(folder, "a.proto")));
      said[language] = items[0]?.message ?? "";
    });
  assert.deepEqual(said, {
    en: "number 1 is taken by `name` in `A`",
    ko: "번호 1은(는) `A`의 `name`이(가) 쓰고 있습니다",
  });
});

test("shows problems as strongly as the project and then the user want, while the server runs", async () => {
  const files = {
    "base.proto": 'syntax = "proto3";\nmessage B {}\n',
    "a.proto": 'import "base.proto";\n' + "message A {}\n",
    "protocall.json": '{ "diagnostics": { "severity": { "P2010": "error", "P1190": "info" } } }',
  };
  await withServer(files, {}, pull, async (client, folder) => {
    const uri = client.open(path.join(folder, "a.proto"));
    const strengths = async (): Promise<Record<string, number>> =>
      Object.fromEntries(((await diagnose(client, uri)).items ?? []).map(d => [d.code, d.severity]));
    assert.deepEqual(await strengths(), { P1190: 3, P2010: 1 });
    client.notify("protocall/settings", {
      diagnostics: { severity: { P2010: "off", nonsense: "off", P1190: "loud" } },
    });
    assert.deepEqual(await strengths(), { P1190: 3 });
  });
});

for (const [language, ofSettings, ofProject] of [
  [
    "en",
    'there is no rule with the code "P2999", which "protocall.diagnostics.severity" names',
    '"P2010" in "diagnostics.severity" of protocall.json must be off, hint, info, warning or error',
  ],
  [
    "ko",
    '"protocall.diagnostics.severity"에 적힌 코드 "P2999"의 규칙은 없습니다',
    'protocall.json의 "diagnostics.severity"의 "P2010"은(는) off, hint, info, warning, error 중 하나여야 합니다',
  ],
] as const)
  test(`says what severities make no sense: ${language}`, async () => {
    const files = { "protocall.json": '{ "diagnostics": { "severity": { "P2010": "loud" } } }' };
    await inFolder(files, async folder => {
      const client = LspClient.overIpc(server, folder);
      try {
        const said: string[] = [];
        client.answers.set("window/showMessageRequest", params => {
          said.push((params as { message: string }).message);
          return null;
        });
        const indexed = client.once("protocall/indexed");
        const settings = { diagnostics: { severity: { P2999: "off" } } };
        await client.initialize(folder, { language, settings }, pull);
        await indexed;
        assert.deepEqual(
          said,
          [ofSettings, ofProject].map(text => `Protocall: ${text}`),
        );
      } finally {
        await client.stop();
      }
    });
  });

test("strikes through what is deprecated, and fades what is unused", async () => {
  const files = {
    "old.proto": 'syntax = "proto3";\nmessage Old { option deprecated = true; }\nmessage Unused {}\n',
    "unused.proto": 'syntax = "proto3";\n',
    "a.proto": 'syntax = "proto3";\nimport "old.proto";\nimport "unused.proto";\nmessage A {\n  Old old = 1;\n}\n',
  };
  await withServer(files, {}, pull, async (client, folder) => {
    const { items = [] } = await diagnose(client, client.open(path.join(folder, "a.proto")));
    assert.deepEqual(
      items.map(d => [d.code, d.severity, d.tags]),
      [
        ["P2010", 2, [1]],
        ["P2040", 4, [2]],
      ],
    );
  });
});

test("a code links to its page for editors that show it", async () => {
  await withServer({ "a.proto": twice }, { explanationPages: true }, pull, async (client, folder) => {
    const { items = [] } = await diagnose(client, client.open(path.join(folder, "a.proto")));
    assert.equal(items[0]?.codeDescription?.href, "protocall-explanation:/en/P3104.md");
    const page = await client.request("protocall/explain", { language: "en", code: "P3104" });
    assert.match(`${page}`, /^# P3104: number … is taken/);
    assert.equal(await client.request("protocall/explain", { language: "en", code: "P9999" }), null);
  });
});

test("answers for request documents too, and again once the schema is another", async () => {
  const files = {
    "shop.proto": 'syntax = "proto3";\npackage shop;\nmessage M {}\nservice Shop { rpc Get(M) returns (M); }\n',
    "call.grpc": "GRPC localhost:1/shop.Shop/Find\n\n{}\n",
  };
  await withServer(files, { explanationPages: true }, pull, async (client, folder) => {
    const uri = client.open(path.join(folder, "call.grpc"));
    const { items = [], resultId } = await diagnose(client, uri);
    assert.deepEqual(codes({ kind: "full", items }), ["R1100"]);
    assert.equal(items[0]?.codeDescription?.href, "protocall-explanation:/en/R1100.md");
    const schema = client.open(path.join(folder, "shop.proto"));
    client.change(schema, files["shop.proto"].replace("rpc Get", "rpc Find"));
    assert.deepEqual(codes(await diagnose(client, uri, resultId)), []);
  });
});

test("names of profiles and variables are looked up in the files above the request", async () => {
  const files = {
    "shop.proto": 'syntax = "proto3";\npackage shop;\nmessage M {}\nservice Shop { rpc Get(M) returns (M); }\n',
    "call.grpc": "# @profile dev\nGRPC {{host}}/shop.Shop/Get\n\n{}\n",
  };
  await withServer(files, { explanationPages: true }, pull, async (client, folder) => {
    const uri = client.open(path.join(folder, "call.grpc"));
    const first = await diagnose(client, uri);
    assert.deepEqual(codes(first), ["R1032", "R1044"]);
    writeFileSync(
      path.join(folder, "protocall.json"),
      '{ "profiles": { "dev": { "tls": { "mode": "plaintext" } } } }',
    );
    writeFileSync(path.join(folder, "http-client.env.json"), '{ "dev": { "host": "localhost:1" } }');
    assert.deepEqual(codes(await diagnose(client, uri, first.resultId)), []);
  });
});
