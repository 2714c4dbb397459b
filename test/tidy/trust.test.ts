/** In a workspace that is not trusted nothing is called, generated or started. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { importsOf, read, repositoryFiles } from "./sourceFiles.ts";

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
  };
}
const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

const sources = repositoryFiles("client/src").filter(file => file.endsWith(".ts"));
const isGuarded = (file: string): boolean => /\brequireTrust\(\)|\bworkspace\.isTrusted\b/.test(read(file));
const acts = (file: string): boolean => /\brunner\s*\.(?:ask|call)\(|\bproduceInWorker\(/.test(read(file));

/** The way of imports from a file to one that calls or generates, with nothing on it that asks for trust. */
function unguardedWay(file: string, seen = new Set<string>()): string[] | undefined {
  if (seen.has(file) || isGuarded(file)) return undefined;
  seen.add(file);
  if (acts(file)) return [file];
  for (const { target, isOurs, typesOnly } of importsOf(file)) {
    if (!isOurs || typesOnly || !target.startsWith("client/src/")) continue;
    const way = unguardedWay(target, seen);
    if (way) return [file, ...way];
  }
  return undefined;
}

test("every command, view and test run that calls or generates asks for trust before", () => {
  const entrances = sources.filter(
    file => file.startsWith("client/src/commands/") || /(?:servicesView|requestTests)\.ts$/.test(file),
  );
  assert.ok(entrances.length > 30);
  assert.ok(entrances.some(acts), "some of them act");
  assert.deepEqual(
    entrances.map(file => unguardedWay(file)).filter(way => way !== undefined),
    [],
  );
});

test("commands that need trust are off in menus and in the palette without it", () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
  const { commands, menus, keybindings } = manifest.contributes;
  const wanting = commands.filter(({ command, enablement }) => {
    const file = `client/src/commands/${command.replace("protocall.", "")}.ts`;
    const needs = sources.includes(file) && /\brequireTrust\(\)/.test(read(file));
    if (!needs || enablement?.includes("isWorkspaceTrusted")) return false;
    // A key of a command that is off would do what it does elsewhere, as inserting a line: such a command says why it does nothing.
    const hasKey = keybindings.some(key => key.command === command);
    const entries = Object.values(menus)
      .flat()
      .filter(entry => entry.command === command);
    return !hasKey || entries.length === 0 || entries.some(({ when }) => !when?.includes("isWorkspaceTrusted"));
  });
  assert.deepEqual(wanting, []);
});

test("processes and threads start behind the guard alone", () => {
  const starts = (pattern: RegExp): string[] => sources.filter(file => pattern.test(read(file)));
  assert.deepEqual(starts(/node:child_process|node:worker_threads/), []);
  assert.deepEqual(starts(/new RunnerClient\(/), ["client/src/calls/forkedRunner.ts"]);
  assert.deepEqual(starts(/produceInWorker\(/), ["client/src/commands/generateStubs.ts"]);
  const runner = read("client/src/calls/forkedRunner.ts");
  for (const method of ["async *call(", "async ask<"])
    assert.match(runner.slice(runner.indexOf(method)).split("\n").slice(0, 2).join("\n"), /assertTrust\(\);/, method);
  assert.match(read("client/src/platform/settings.ts"), /gitHistory: vscode\.workspace\.isTrusted &&/);
});
