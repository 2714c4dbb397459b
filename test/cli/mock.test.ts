/** `protocall mock` as a process: what it prints is enough to call it, and an interrupt ends it cleanly. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { cleanEnvironment } from "../setup/environment.ts";
import { cli, inFolder } from "../support/cli.ts";

const proto = `syntax = "proto3";
package shop.v1;
message Ask { string name = 1; }
message Item { string name = 1; map<string, int32> stock = 2; }
service Shop { rpc Get(Ask) returns (Item); }
`;
const entry = path.resolve("client/out/cli.js");

interface Started {
  readonly child: ChildProcess;
  /** What it printed, by the first word of the line. */
  readonly facts: ReadonlyMap<string, string>;
  readonly ended: Promise<number | null>;
}

function start(cwd: string, ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [entry, "mock", ...args], {
    cwd,
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>(resolve => child.once("close", resolve));
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      // The services are the last to be printed.
      if (!/^service .*\n$/m.test(text)) return;
      const lines = text.trim().split("\n");
      resolve({
        child,
        ended,
        facts: new Map(lines.map(line => /^(\S+) (.*)$/.exec(line)?.slice(1) as [string, string])),
      });
    });
    void ended.then(code => reject(new Error(`ended with ${code}`)));
  });
}

for (const mode of ["plaintext", "tls", "mtls"] as const)
  test(`is called over ${mode} with what it printed, and ends at an interrupt`, async () => {
    await inFolder({ "shop.proto": proto }, async folder => {
      const { child, facts, ended } = await start(
        folder,
        ...(mode === "plaintext" ? [] : [`--${mode}`]),
        "shop.proto",
      );
      const address = /^on (localhost:\d+) /.exec(facts.get("listening") ?? "")?.[1];
      assert.ok(address, [...facts].join());
      const credentials = {
        plaintext: ["--plaintext"],
        tls: ["--cacert", facts.get("ca") ?? ""],
        mtls: ["--cacert", facts.get("ca") ?? "", "--cert", facts.get("cert") ?? "", "--key", facts.get("key") ?? ""],
      };
      const called = await cli(
        [
          "call",
          "--proto",
          "shop.proto",
          ...credentials[mode],
          "-d",
          '{"name":"apple"}',
          address,
          "shop.v1.Shop/Get",
        ],
        { cwd: folder },
      );
      assert.equal(called.code, 0, called.err);
      assert.deepEqual(JSON.parse(called.out), { name: "apple", stock: { "example key": 42 } });
      child.kill("SIGINT");
      assert.equal(await ended, 0);
      if (mode !== "plaintext") assert.ok(!existsSync(facts.get("ca") ?? ""));
    });
  });

test("recorded answers come from a file", async () => {
  const answers = '{ "shop.v1.Shop/Get": { "status": "NOT_FOUND", "message": "sold out" } }';
  await inFolder({ "shop.proto": proto, "answers.json": answers }, async folder => {
    const { child, facts, ended } = await start(folder, "--answers", "answers.json", "shop.proto");
    const address = /localhost:\d+/.exec(facts.get("listening") ?? "")?.[0] as string;
    const args = ["call", "--format", "json", "--proto", "shop.proto", "--plaintext", address, "shop.v1.Shop/Get"];
    const called = await cli(args, { cwd: folder });
    assert.equal((JSON.parse(called.out) as { status: string }).status, "NOT_FOUND");
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
  });
});

test("wrong input is one clear line", async () => {
  const files = {
    "shop.proto": proto,
    "types.proto": 'syntax = "proto3";\nmessage A {}\n',
    "broken.proto": 'syntax = "proto3";\nmessage A { B b = 1; }\n',
    "answers.json": '{\n  "shop.v1.Shop/Get": [{ "nam": 1 }] }',
  };
  await inFolder(files, async folder => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [[], 2, /name a file or a folder to serve/],
      [["--tls", "--mtls", "shop.proto"], 2, /--tls and --mtls contradict each other/],
      [["--port", "99999", "shop.proto"], 2, /--port is a number from 0 to 65535, not "99999"/],
      [["--port", "x", "shop.proto"], 2, /--port is a number/],
      [["none.proto"], 2, /none\.proto does not exist/],
      [["--answers", "none.json", "shop.proto"], 2, /none\.json cannot be read \(ENOENT\)/],
      [["types.proto"], 1, /the files declare no service/],
      [["broken.proto"], 1, /broken\.proto:2:13: error/],
      [["--answers", "answers.json", "shop.proto"], 1, /answers\.json:2:26: error: nam: .* did you mean `name`/],
    ];
    for (const [args, code, message] of cases) {
      const said = await cli(["mock", ...args], { cwd: folder });
      assert.equal(said.code, code, args.join(" "));
      assert.match(said.err, message);
      assert.equal(said.out, "");
    }
  });
});
