import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown }>> };
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

const { contributes, activationEvents }: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

const sources = readdirSync("client/src", { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".ts"))
  .map(file => readFileSync(path.join("client/src", file), "utf8"));
const whole = sources.join("\n");

/** What `extension.ts` registers. */
function registered(): string[] {
  const source = readFileSync("client/src/extension.ts", "utf8");
  const block = source.slice(source.indexOf("registerCommands({"));
  return [...block.matchAll(/^ {6}(\w+): async/gm)].map(([, name]) => `protocall.${name}`).sort();
}

/** Run by lenses and code actions alone, with arguments that no person types. */
const internal = [
  "protocall.applyFix",
  "protocall.moveDeclaration",
  "protocall.renameAt",
  "protocall.showReferences",
];

test("every command of the manifest is registered, and the other way round", () => {
  const declared = contributes.commands.map(({ command }) => command);
  assert.deepEqual([...declared, ...internal].sort(), registered());
});

test("menus and keys name commands that exist", () => {
  const declared = new Set(contributes.commands.map(({ command }) => command));
  const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
  assert.deepEqual(
    used.filter(command => !declared.has(command)),
    [],
  );
});

test("defaults are for languages that are contributed, and let what the server offers be seen", () => {
  const languages = new Set(contributes.languages.map(({ id }) => id));
  const named = Object.keys(contributes.configurationDefaults).flatMap(key => /^\[(.+)\]$/.exec(key)?.[1] ?? []);
  assert.deepEqual(
    named.filter(id => !languages.has(id)),
    [],
  );
  // VS Code has it off for all languages.
  assert.equal(contributes.configurationDefaults["[proto]"]?.["editor.linkedEditing"], true);
});

test("every setting is read, and has a default", () => {
  for (const [name, { default: value }] of Object.entries(contributes.configuration.properties)) {
    assert.notEqual(value, undefined, name);
    // The language client reads its own.
    if (name !== "protocall.trace.server") assert.ok(whole.includes(`"${name.replace("protocall.", "")}"`), name);
  }
});

test("what the manifest points to is there, in both languages", () => {
  const files = [
    ...contributes.languages.map(({ configuration }) => configuration),
    ...contributes.grammars.map(grammar => grammar.path),
    ...contributes.snippets.map(snippet => snippet.path),
    ...contributes.jsonValidation.map(({ url }) => url),
  ];
  for (const nls of ["package.nls.json", "package.nls.ko.json"]) {
    const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync(nls, "utf8"));
    for (const file of files) {
      const at = file.replace(/^%(.+)%$/, (_, key: string) => texts[key] ?? "");
      assert.ok(existsSync(at), `${nls}: ${file}`);
    }
  }
});

test("views have a provider", () => {
  for (const { id } of Object.values(contributes.views).flat()) assert.ok(whole.includes(`"${id}"`), id);
});

test("starts with what it contributes and with nothing else", () => {
  assert.deepEqual(activationEvents, []);
  for (const { id, configuration } of contributes.languages)
    assert.ok(configuration, `${id} activates by its configuration`);
});
