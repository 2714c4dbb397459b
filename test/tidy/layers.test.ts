import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, repositoryFiles } from "./sourceFiles.ts";

const stages = ["base", "syntax", "outline", "link", "editions", "options", "check"];
/** What everybody may see, and what sees nobody. */
const shared = "server/src/shared";
/** Parts of the server, each with the parts it may see; itself and what is shared always. */
const server: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  protocol: [],
  ...Object.fromEntries(stages.map((stage, index) => [stage, stages.slice(0, index)])),
  descriptor: ["base", "syntax", "outline", "link", "options"],
  format: ["base", "syntax"],
  workspace: ["base", "syntax", "outline", "link"],
  request: ["base", "outline", "link", "protocol"],
  messages: ["base"],
  explanations: ["base", "messages", "request"],
  notes: ["base"],
  features: [...stages, "workspace", "descriptor", "request", "messages", "notes", "protocol"],
  lsp: [
    ...stages,
    "format",
    "workspace",
    "descriptor",
    "request",
    "messages",
    "notes",
    "protocol",
    "features",
    "explanations",
  ],
  host: ["base", "workspace"],
  "main.ts": ["lsp", "host", "notes", "explanations"],
};

const within = (part: string): string => `server/src/${part}`;
const forCli = [
  "base",
  "format",
  "link",
  "options",
  "workspace",
  "check",
  "descriptor",
  "messages",
  "request",
  "features",
  "host",
  "protocol",
  "explanations",
];
const layers: Readonly<Record<string, readonly string[]>> = {
  "client/src": ["client/rpc", "client/stubs", within("protocol")],
  "client/rpc": [],
  "client/stubs": [],
  "client/cli": ["client/rpc", "client/stubs", ...forCli.map(within)],
  "client/ui": [],
  ...Object.fromEntries(Object.entries(server).map(([part, sees]) => [within(part), sees.map(within)])),
  "syntaxes/source": [],
};

/** Packages that only some may know. */
const keepers: readonly (readonly [name: RegExp, folders: readonly string[]])[] = [
  [/^vscode$/, ["client/src"]],
  [/^vscode-languageclient/, ["client/src"]],
  [/^vscode-languageserver/, ["server/src/lsp", "server/src/main.ts"]],
  [/^@grpc\//, ["client/rpc"]],
  [/^@bufbuild\/proto/, ["client/rpc", "client/stubs"]],
  // What does no I/O sees no module of Node's; the client's parts and the server's edges do.
  [/^node:/, ["client/src", "client/rpc", "client/stubs", "client/cli", "server/src/host", "server/src/main.ts"]],
];

/** The only file of the client that a page may know, for its types. */
const pageMessages = "client/src/panels/messages.ts";

const sources = ["client", "server/src", "syntaxes/source"]
  .flatMap(folder => repositoryFiles(folder))
  .filter(file => file.endsWith(".ts"));
const layerOf = (file: string): string | undefined =>
  Object.keys(layers).find(folder => file === folder || file.startsWith(`${folder}/`));

test("every source file belongs to a layer, and every layer has files", () => {
  assert.deepEqual(
    sources.filter(file => layerOf(file) === undefined),
    [],
  );
  const used = new Set(sources.map(layerOf));
  assert.deepEqual(
    Object.keys(layers).filter(layer => !used.has(layer)),
    [],
  );
});

test("imports go the way of the layers", () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const file of sources) {
    const own = layerOf(file) as string;
    for (const { target, isOurs, typesOnly } of importsOf(file)) {
      if (!isOurs) continue;
      seen++;
      const other = layerOf(target);
      if (own === "client/ui" && target === pageMessages && typesOnly) continue;
      if (other === shared && own !== shared) continue;
      if (other !== own && !(other && layers[own]?.includes(other))) wrong.push(`${file} → ${target}`);
    }
  }
  assert.ok(seen > 1000, `only ${seen} imports were found`);
  assert.deepEqual(wrong, []);
});

test("VS Code, LSP, gRPC and Node are known where they belong", () => {
  const wrong: string[] = [];
  for (const file of sources)
    for (const { target, isOurs } of importsOf(file)) {
      const keeper = isOurs ? undefined : keepers.find(([name]) => name.test(target));
      if (keeper && !keeper[1].includes(layerOf(file) as string)) wrong.push(`${file} → ${target}`);
    }
  assert.deepEqual(wrong, []);
});

test("gRPC never loads into the extension host: only the runner's client and plain values are imported there", () => {
  const reached = new Set<string>();
  const open = ["client/src/extension.ts"];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const { target, isOurs, typesOnly } of importsOf(file)) {
      if (typesOnly) continue;
      if (isOurs) open.push(target);
      else assert.doesNotMatch(target, /^@grpc\//, `${file} is loaded by the extension`);
    }
  }
  assert.ok(reached.size > 20);
});
