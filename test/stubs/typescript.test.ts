import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { build } from "esbuild";
import { cli, type CliResult } from "../support/cli.ts";

const run = promisify(execFile);
const fixtures = path.resolve("test/stubs/fixtures");
const protos = ["acme/v1/shop.proto", "legacy.proto", "hostile.proto"];

let folder: string;
let generated: CliResult;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "protocall-stubs-"));
  symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "package.json"), '{"type":"module"}\n');
  for (const program of ["call.ts", "connect.ts"]) cpSync(path.join(fixtures, program), path.join(folder, program));
  const files = protos.map(name => path.join(fixtures, name));
  generated = await cli(["generate", "-I", fixtures, "--out", folder, ...files]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("writes messages for each file and its imports, services for those that have any", () => {
  assert.deepEqual([generated.code, generated.err], [0, "They need: npm install @bufbuild/protobuf @grpc/grpc-js\n"]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".ts") && !name.startsWith("node_modules"))
    .filter(name => !["call.ts", "connect.ts"].includes(name))
    .sort();
  assert.deepEqual(files, [
    "acme/v1/money_pb.ts",
    "acme/v1/shop_grpc.ts",
    "acme/v1/shop_pb.ts",
    "hostile_grpc.ts",
    "hostile_pb.ts",
    "legacy_pb.ts",
  ]);
  assert.deepEqual(generated.out.trim().split("\n").sort(), files.map(name => path.join(folder, name)).sort());
});

test("comments of the .proto file are in the code, and stay comments", () => {
  const code = readFileSync(path.join(folder, "acme/v1/shop_grpc.ts"), "utf8");
  assert.match(code, /One item by its name\./);
  assert.match(code, /@deprecated/);
  assert.match(code, /^ \* Sells things\. .*const injected = 1;/m);
  assert.doesNotMatch(code, /Sells things\. \*\//);
});

const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
  target: "es2022",
  types: ["node"],
};
const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "preserve", moduleResolution: "bundler" },
};

for (const [name, resolution] of Object.entries(resolutions))
  test(`type-checks with all that is strict, resolution ${name}`, async () => {
    const config = path.join(folder, `tsconfig.${name}.json`);
    const compilerOptions = { ...strict, ...resolution };
    writeFileSync(config, JSON.stringify({ compilerOptions, include: ["**/*.ts"], exclude: ["node_modules"] }));
    const checked = await run(path.resolve("node_modules/.bin/tsc"), ["-p", config]).catch(error => error);
    assert.equal(checked.stdout, "");
  });

/** What a program of the fixtures prints. */
async function output(program: string): Promise<string> {
  const outfile = path.join(folder, `${program}.mjs`);
  await build({
    entryPoints: [path.join(folder, program)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  return (await run(process.execPath, [outfile])).stdout.trim();
}

test("a client and a server of grpc-js talk in all four ways", async () => {
  assert.deepEqual(JSON.parse(await output("call.ts")), {
    name: "tea",
    units: "9223372036854775807",
    state: 1,
    refused: "no name",
    watched: ["1%", "2%"],
    uploaded: "a+b",
    chatted: ["re: hello"],
  });
});

test("Connect takes the service as it is", async () => {
  assert.equal(await output("connect.ts"), "connect: tea");
});

test("once more: nothing is touched", async () => {
  const file = path.join(folder, "legacy_pb.ts");
  const before = readFileSync(file, "utf8");
  const args = ["generate", "-I", fixtures, "--out", folder, "--format", "json"];
  const again = await cli([...args, path.join(fixtures, "legacy.proto")]);
  assert.deepEqual(JSON.parse(again.out), {
    files: ["legacy_pb.ts"],
    written: 0,
    install: "npm install @bufbuild/protobuf",
  });
  assert.equal(readFileSync(file, "utf8"), before);
});
