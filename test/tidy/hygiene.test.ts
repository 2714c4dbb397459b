import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { read, repositoryFiles } from "./sourceFiles.ts";

const binary = /\.(png|binpb|bin)$/;
/** Without this file, which names what nobody else may. */
const files = repositoryFiles().filter(file => !binary.test(file) && file !== "test/tidy/hygiene.test.ts");
const code = files.filter(file => /\.(ts|mts|mjs|cjs|css)$/.test(file));

/** `file:line` of each line that holds the pattern. */
const linesWith = (among: readonly string[], pattern: RegExp): string[] =>
  among.flatMap(file =>
    read(file)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );

test("files are found", () => {
  assert.ok(files.length > 400 && code.length > 300, `${files.length} files, ${code.length} of code`);
});

test("no test is left out or runs alone", () => {
  const tests = code.filter(file => file.startsWith("test/"));
  const marks = /\b(?:test|it|suite|describe)\.(?:only|skip|todo)\b|\{\s*(?:only|skip|todo):\s*(?:true|["'`])/;
  assert.deepEqual(linesWith(tests, marks), []);
});

test("a lockfile that any registry can serve, and no address of one", () => {
  const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, { resolved?: string }> };
  const resolved = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
  assert.deepEqual(
    resolved.map(([name]) => name),
    [],
  );
  const addresses = /registry\.npmjs|registry\.yarnpkg|artifactory|^registry\s*=/i;
  assert.deepEqual(
    linesWith(
      files.filter(file => !file.endsWith("hygiene.test.ts")),
      addresses,
    ),
    [],
  );
});

test("no path of somebody's machine", () => {
  const home = /\/(?:home|Users)\/[a-z][\w.-]*\/|\/root\/|[A-Z]:\\Users\\/;
  assert.deepEqual(linesWith(files, home), []);
});

test("no key of anybody is kept: those of tests are made when they run", () => {
  const key = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;
  assert.deepEqual(linesWith(files, key), []);
});

/** Tables and what is given: a grammar, wording, descriptors. Everything else is read by people, from top to bottom. */
const tables = [
  /\.json$/,
  /\.tmLanguage/,
  /^server\/protos\//,
  /\/golden\//,
  /\/fixtures\//,
  /bundledDescriptors\.ts$/,
];
const words = [/\/messages\/.*\.ts$/, /^client\/rpc\/failureText\.ts$/, /\/cases\//, /^LICENSE$/, /\.svg$/];

test("no file has more than 800 lines", () => {
  const long = files
    .filter(file => ![...tables, ...words].some(pattern => pattern.test(file)))
    .flatMap(file => {
      const lines = read(file).split("\n").length;
      return lines > 800 ? [`${file}: ${lines}`] : [];
    });
  assert.deepEqual(long, []);
});

test("files are named after what they hold", () => {
  const vague = /^(index|utils?|helpers?|misc|common)\.m?ts$/;
  assert.deepEqual(
    code.filter(file => vague.test(path.basename(file))),
    [],
  );
});

test("documents point to files that are there", () => {
  const documents = files.filter(file => file.endsWith(".md") && !file.startsWith("server/notes/"));
  const broken = documents.flatMap(file =>
    [...read(file).matchAll(/\]\((?!https?:|#|mailto:|command:)([^)\s#]+)/g)]
      .map(([, target]) => path.posix.join(path.posix.dirname(file), target as string))
      .filter(target => !existsSync(target))
      .map(target => `${file} → ${target}`),
  );
  assert.deepEqual(broken, []);
});

test("the README's table of settings is that of the manifest", () => {
  const { contributes } = JSON.parse(read("package.json")) as {
    contributes: { configuration: { properties: Record<string, { default: unknown; tags?: string[] }> } };
  };
  const rows = [...read("README.md").matchAll(/^\| `(protocall\.[\w.]+)` \| `(.*?)` \|/gm)];
  const written = Object.fromEntries(rows.map(([, name, value]) => [name, JSON.parse(value as string)]));
  const real = Object.entries(contributes.configuration.properties).map(([name, { default: value }]) => [
    name,
    value,
  ]);
  assert.deepEqual(written, Object.fromEntries(real));
});

test("the README's commands are those of the command line", () => {
  const named = repositoryFiles("client/cli/commands")
    .flatMap(file => [...read(file).matchAll(/^export const \w+: Command = \{\s*name: "(\w+)"/gm)])
    .map(([, name]) => name as string);
  assert.ok(named.length >= 5, named.join(", "));
  const section = read("README.md").split("## Command line")[1]?.split("\n## ")[0] ?? "";
  const told = [...section.matchAll(/^\| `protocall (\w+)/gm)].map(([, name]) => name as string);
  assert.deepEqual(told.sort(), named.sort());
});
