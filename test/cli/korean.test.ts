/** The command line in Korean: by option, by environment, in all that it says to a person, and in nothing that a program reads. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { type CliOptions, cli, inFolder } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";
import { freePort } from "../support/freePort.ts";
import { matchesGolden } from "../support/golden.ts";

const korean = { LC_ALL: "ko_KR.UTF-8" };
const run = (args: readonly string[], options: CliOptions = {}) =>
  cli(args, { ...options, env: { ...korean, ...options.env } });

const commands = [
  ...["check", "explain", "roots", "build", "format", "options", "generate"],
  ...["run", "call", "mock", "inspect", "probe", "reflect"],
];

const isKorean = /[가-힣]/;
/** Three words in a row: names of flags, files and formats are no sentence. */
const english = /\b[a-z]{2,}(?: [a-z]{2,}){2,}\b/;

const files = {
  "shop.proto": readFileSync("test/rpc/fixtures/shop.proto"),
  "plain.proto": 'syntax = "proto3";\nmessage Plain {}\n',
  "broken.proto": 'syntax = "proto3";\nmessage A { B b = 1; }\n',
  "unformatted.proto": 'syntax = "proto3";\n\n/* open\n',
  "answers.json": '{ "shop.v1.Shop/Nope": [], "shop.v1.Shop/GetItem": 1 }',
  "none.grpc": "# nothing\n",
};

let mock: Mock;
let closed: number;
before(async () => {
  mock = await startMock({
    descriptorSet: descriptorsOf("test/rpc/fixtures", "shop.proto"),
    mode: "plaintext",
    certificates: undefined,
  });
  closed = await freePort();
});
after(() => mock.stop());

test("the language is that of --language, else that of the environment", async () => {
  const said = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
    const { err } = await cli(args, { env });
    return isKorean.test(err) ? "ko" : "en";
  };
  const none = { LC_ALL: "", LC_MESSAGES: "", LANG: "" };
  const cases: readonly (readonly [readonly string[], NodeJS.ProcessEnv, string])[] = [
    [["check"], { ...none, LANG: "ko_KR.UTF-8" }, "ko"],
    [["check"], { ...none, LANG: "ko" }, "ko"],
    [["check"], { ...none, LANG: "kok_IN.UTF-8" }, "en"],
    [["check"], { ...none, LANG: "ko_KR.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "en"],
    [["check"], { ...none, LC_MESSAGES: "ko_KR.UTF-8", LC_ALL: "C" }, "en"],
    [["check", "--language", "en"], korean, "en"],
    [["check", "--language=ko"], none, "ko"],
    [["--language", "ko", "check"], none, "ko"],
    [["check", "--", "--language", "ko"], none, "en"],
  ];
  await Promise.all(
    cases.map(async ([args, env, expected]) =>
      assert.equal(await said(args, env), expected, `${args.join(" ")} ${JSON.stringify(env)}`),
    ),
  );
  for (const args of [
    ["check", "--language", "de", "a.proto"],
    ["check", "--language"],
  ]) {
    const { code, err } = await run(args);
    assert.equal(code, 2);
    assert.match(err, /^protocall: --language에는 en 또는 ko를 쓰세요/);
  }
});

test("what a program reads is English whatever the environment, unless asked for", async () => {
  await inFolder(files, async cwd => {
    const json = await run(["check", "--format", "json", "broken.proto"], { cwd });
    assert.doesNotMatch(json.out, isKorean);
    const asked = await run(["check", "--format", "json", "--language", "ko", "broken.proto"], { cwd });
    assert.match(asked.out, isKorean);
    const input = `${JSON.stringify({ id: "1", files: { "a.proto": "message" }, targets: ["a.proto"] })}\n`;
    const lines = await run(["check", "--jsonl"], { cwd, input });
    assert.match(lines.out, /"diagnostics":\[\{/);
    assert.doesNotMatch(lines.out, isKorean);
  });
});

test("the help of each command", async () => {
  const overview = await run(["--help"]);
  for (const name of commands) assert.match(overview.out, new RegExp(`^ {2}${name} .*[가-힣]`, "m"));
  await Promise.all(
    [[], ...commands.map(name => [name])].map(async args => {
      const { code, out } = await run([...args, "--help"]);
      assert.equal(code, 0);
      assert.match(out, /종료 코드: 0/);
      assert.doesNotMatch(out, english, args.join(" "));
    }),
  );
});

test("each command says in Korean what is wrong with its arguments", async () => {
  await inFolder(files, async cwd => {
    await Promise.all(
      commands.map(async name => {
        for (const args of [[name, "--nope"], ...(name === "mock" ? [] : [[name]])]) {
          const { code, out, err } = await run(args, { cwd });
          assert.equal(code, 2, args.join(" "));
          assert.equal(out, "");
          assert.match(err, isKorean);
          assert.doesNotMatch(err, english);
        }
      }),
    );
  });
});

test("real runs", async () => {
  const shop = ["--proto", "shop.proto"];
  const get = [mock.address, "shop.v1.Shop/GetItem"];
  const runs: readonly (readonly string[])[] = [
    ["chekc"],
    ["check", "--fromat", "json", "plain.proto"],
    ["check", "-I", "nowhere", "plain.proto"],
    ["check", "broken.proto", "missing.proto"],
    ["build", "-o", "none/out.binpb", "plain.proto"],
    ["build", "-o", "out.binpb", "broken.proto"],
    ["format", "--check", "unformatted.proto"],
    ["format", "--check", "--write", "plain.proto"],
    ["generate", "--out", "gen", "broken.proto"],
    ["roots", "plain.proto"],
    ["explain", "P0001"],
    ["mock", "plain.proto"],
    ["mock", "--answers", "answers.json", "shop.proto"],
    ["call", ...shop, "-H", "no colon", ...get],
    ["call", ...shop, "-d", '{ "nmae": 1 }', ...get],
    ["call", ...shop, "-H", "x-mock-status: NOT_FOUND", "-H", "x-mock-message: gone", ...get],
    ["call", ...shop, mock.address, "shop.v1.Shop/GetItm"],
    ["call", ...shop, `localhost:${closed}`, "shop.v1.Shop/GetItem"],
    ["call", ...shop, "localhost:0", "shop.v1.Shop/GetItem"],
    ["probe", ...shop, "-n", "0", ...get],
    ["inspect", `localhost:${closed}`],
    ["reflect", mock.address, "shop.v1.Nope"],
    ["run", "none.grpc"],
    ["run", "missing.grpc"],
  ];
  await inFolder(files, async cwd => {
    const shown = (text: string): string =>
      text
        .replaceAll(mock.address, "MOCK")
        .replaceAll(String(closed), "CLOSED")
        .replaceAll(cwd.replaceAll(path.sep, "/"), "FOLDER")
        .replaceAll(cwd, "FOLDER")
        .replaceAll(/\d+\.\d ms/g, "N ms")
        .replaceAll(/out\.binpb\.\d+/g, "out.binpb.PID");
    const texts = await Promise.all(
      runs.map(async args => {
        const { code, out, err } = await run(args, { cwd });
        return shown(`$ protocall ${args.join(" ")}\n${out}${err}→ ${code}\n`);
      }),
    );
    matchesGolden("test/cli/korean.txt", texts.join("\n"));
  });
});

test("nothing is said in one language only", () => {
  const sources = readdirSync("client/cli", { recursive: true, encoding: "utf8" }).filter(f => f.endsWith(".ts"));
  for (const file of sources) {
    const source = readFileSync(path.join("client/cli", file), "utf8");
    assert.doesNotMatch(
      source,
      /\b(?:out|err)\(\s*["'`][^"'`$]*[a-z]{2,} [a-z]{2,}/,
      `${file}: what is said is Bilingual`,
    );
    const count = (pattern: RegExp): number => source.match(pattern)?.length ?? 0;
    assert.equal(
      count(/, "en"\)/g),
      count(/, "ko"\)/g),
      `${file}: both languages are asked for, or that of the output`,
    );
  }
});
