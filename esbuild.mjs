/**
 * Builds what runs: one minified bundle for each process, the scripts of webviews, and with `--tests` the tests.
 *
 *   node esbuild.mjs                 the product: client/out, server/out
 *   node esbuild.mjs --tests         the tests too: test/out/js
 *   node esbuild.mjs --tests-only [PATH…]    the tests alone, or those below the paths
 *   node esbuild.mjs --watch         the product, again at each change, with source maps
 *
 * Notes (`server/notes`) and shipped .proto files (`server/protos`) are not bundled: server and command line read them from their
 * place beside `server/out`, so that "go to definition" opens a real file.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { stubsPlugins } from "./client/stubs/bundlePlugin.mjs";

const args = process.argv.slice(2);
const watch = args.includes("--watch");
const withTests = args.includes("--tests") || args.includes("--tests-only");
const withProduct = !args.includes("--tests-only");
const only = args.filter(arg => !arg.startsWith("--"));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/** grpc-js loads a .proto parser for services that this product does not use; leaving it out takes a third off the bundle. */
const withoutProtoLoader = {
  name: "without-proto-loader",
  setup(build) {
    build.onResolve({ filter: /^@grpc\/proto-loader$/ }, () => ({ path: "proto-loader", namespace: "absent" }));
    build.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * The language client asks of VS Code a version that is older than what `engines` of package.json asks before anything of ours runs; a
 * library for versions, to ask once more, is twenty kilobytes.
 */
const withoutVersionCheck = {
  name: "without-version-check",
  setup(build) {
    const answers = { parse: "() => ({})", satisfies: "() => true" };
    build.onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path }) => ({
      path,
      namespace: "version",
    }));
    build.onLoad({ filter: /.*/, namespace: "version" }, ({ path: module }) => ({
      contents: `module.exports = ${answers[path.basename(module)]};`,
    }));
  },
};

/** Shared by all bundles that run in Node. The target is the Node of the oldest VS Code that is supported. */
const node = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // Some packages have a main file that only a loader of their own resolves.
  mainFields: ["module", "main"],
  legalComments: "none",
  // Korean as it is: escaped it would take twice the bytes.
  charset: "utf8",
  define: { PROTOCALL_VERSION: JSON.stringify(version), "import.meta.dirname": "__dirname" },
  minify: !watch,
  sourcemap: watch,
  logLevel: "warning",
  plugins: [withoutProtoLoader, withoutVersionCheck],
};

/** One process or thread each. */
const processes = [
  { in: "server/src/main.ts", out: "server/out/server.js" },
  { in: "client/src/extension.ts", out: "client/out/extension.js", external: ["vscode"] },
  { in: "client/rpc/runner.ts", out: "client/out/runner.js" },
  { in: "client/stubs/worker.ts", out: "client/out/stubsWorker.js", stubs: true },
  { in: "client/cli/compile/compileThread.ts", out: "client/out/compileThread.js" },
  { in: "client/cli/main.ts", out: "client/out/cli.js", stubs: true, executable: true },
];

function productBuilds() {
  const builds = processes.map(entry => ({
    ...node,
    entryPoints: [entry.in],
    outfile: entry.out,
    external: entry.external ?? [],
    plugins: [
      ...node.plugins,
      ...(entry.stubs ? stubsPlugins : []),
      ...(entry.executable ? [executable(entry.out)] : []),
    ],
    banner: { js: entry.executable ? "#!/usr/bin/env node" : "" },
  }));
  builds.push(webviews());
  return builds;
}

/** The script of a page has a style beside it of the same name; other files of the folder are parts of those scripts. */
function webviews() {
  const styles = readdirSync("client/ui").filter(name => name.endsWith(".css"));
  const scripts = styles.map(name => `client/ui/${name.slice(0, -".css".length)}.ts`);
  return {
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    minify: !watch,
    sourcemap: watch ? "inline" : false,
    legalComments: "none",
    logLevel: "warning",
    entryPoints: [...scripts, ...styles.map(name => `client/ui/${name}`)].map(file => ({
      in: file,
      out: path.basename(file, path.extname(file)),
    })),
    outdir: "client/out/ui",
  };
}

const executable = file => ({
  name: "executable",
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length === 0) chmodSync(file, 0o755);
    });
  },
});

/**
 * Snippets and the schema of `protocall.json` with Korean descriptions. VS Code has no translations for such files, but takes the paths
 * to them from `package.nls.ko.json` as it does all texts of the manifest.
 */
function writeKoreanContributions() {
  const korean = JSON.parse(readFileSync("client/l10n/contributions/ko.json", "utf8"));
  mkdirSync("client/out/ko", { recursive: true });
  for (const file of ["snippets/proto.json", "snippets/grpc-request.json", "syntaxes/protocall.schema.json"]) {
    const translated = JSON.parse(readFileSync(file, "utf8"), (key, value) =>
      key === "description" && typeof value === "string" ? (korean[value] ?? value) : value,
    );
    writeFileSync(`client/out/ko/${path.basename(file)}`, `${JSON.stringify(translated)}\n`);
  }
}

function filesBelow(folder, suffix) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const at = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return at === "test/out" ? [] : filesBelow(at, suffix);
    return entry.name.endsWith(suffix) ? [at] : [];
  });
}

const isBelow = (file, folder) => file === folder || file.startsWith(`${folder.replace(/\/$/, "")}/`);

/** Tests are ESM with packages left outside, all in one build so that what they share is made once. */
function testBuilds() {
  const tests = filesBelow("test", ".test.ts").filter(file => !isBelow(file, "test/vscode"));
  const wanted = only.length > 0 ? tests.filter(file => only.some(folder => isBelow(file, folder))) : tests;
  const programs = [
    "test/start/start.ts",
    "test/fuzz/fuzz.ts",
    "test/fuzz/renames.ts",
    "test/fuzz/actions.ts",
    "test/fuzz/worker.ts",
    "test/bench/bench.ts",
    "test/bench/rpcClient.ts",
  ].filter(file => existsSync(file) && (only.length === 0 || only.some(folder => isBelow(file, folder))));
  const builds = [];
  const common = { ...node, minify: false, sourcemap: "inline", packages: "external", outbase: "test", define: {} };
  const entryPoints = [...wanted, ...programs];
  if (entryPoints.length > 0)
    builds.push({
      ...common,
      entryPoints,
      outdir: "test/out/js",
      format: "esm",
      splitting: true,
      outExtension: { ".js": ".mjs" },
    });
  if (existsSync("test/vscode") && (only.length === 0 || only.some(folder => isBelow(folder, "test/vscode"))))
    builds.push(...vscodeTestBuilds(common));
  return builds;
}

/** Cases for the extension host are CommonJS, as `vscode` can only be required there; the rest runs outside, in plain Node. */
function vscodeTestBuilds(common) {
  const suite = filesBelow("test/vscode", ".test.ts");
  const outside = filesBelow("test/vscode", ".mts");
  mkdirSync("test/out/vscode", { recursive: true });
  cpSync("test/vscode/testsWrapper.cjs", "test/out/vscode/testsWrapper.cjs");
  return [
    {
      ...common,
      entryPoints: [...suite, "test/vscode/suite/run.ts", "test/vscode/measure/run.ts"],
      outbase: "test/vscode",
      outdir: "test/out/vscode",
      format: "cjs",
      outExtension: { ".js": ".cjs" },
      external: ["vscode"],
    },
    {
      ...common,
      entryPoints: outside,
      outbase: "test/vscode",
      outdir: "test/out/vscode",
      format: "esm",
      splitting: true,
      outExtension: { ".js": ".mjs" },
      plugins: [...common.plugins, executable("test/out/vscode/shim.mjs")],
    },
  ];
}

if (withProduct) writeKoreanContributions();
if (withTests && only.length === 0) {
  rmSync("test/out/js", { recursive: true, force: true });
  rmSync("test/out/vscode", { recursive: true, force: true });
}
const builds = [...(withProduct ? productBuilds() : []), ...(withTests ? testBuilds() : [])];
let failed = 0;
// The task in .vscode/tasks.json looks for these two lines.
if (watch) console.log("esbuild: building");
for (const build of builds) {
  // A failed bundle has said why; the others are built all the same.
  if (watch) await (await esbuild.context(build)).watch();
  else
    await esbuild.build(build).catch(() => {
      failed++;
    });
}
if (watch) console.log("esbuild: watching");
if (failed > 0) {
  console.error(`esbuild: ${failed} of ${builds.length} builds failed`);
  process.exitCode = 1;
}
