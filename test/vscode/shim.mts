#!/usr/bin/env node
/**
 * Stands in for the VS Code executable: `runTests({ vscodeExecutablePath })` of @vscode/test-electron starts it with VS Code's own
 * arguments, and it runs the tests in the extension host of code-server.
 *
 * Exit codes: 0 tests passed; 1 tests failed; 70 the host broke or died; 124 time limit; 130 interrupted.
 * `PROTOCALL_SHIM_VERBOSE=1` shows all logs; `PROTOCALL_SHIM_ARTIFACTS=DIR` takes a screenshot and the logs where tests failed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import type { Browser, Page } from "playwright-core";
import { type Host, newPage, openBrowser, remoteUri, startHost, workbenchUrl } from "./host.mts";

const limitMs = 1_200_000;
const verbose = process.env.PROTOCALL_SHIM_VERBOSE === "1";

interface Outcome {
  readonly code: number;
  readonly why?: string;
  readonly logs?: readonly { relativePath: string; contents: string }[];
}

/** Lines that the workbench writes in every run and that say nothing about the tests. */
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[(reconnection-grace-time|AccountPolicyGate|AgentHost|Service Worker|driver)|Updating additional builtin|Ignoring fetching additional builtin|Timed out waiting for authentication provider|DialogService: )/;

function parse(args: readonly string[]): { options: Map<string, string[]>; rest: string[] } {
  const options = new Map<string, string[]>();
  const rest: string[] = [];
  for (const arg of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!match) rest.push(arg);
    else options.set(match[1]!, [...(options.get(match[1]!) ?? []), match[2] ?? "true"]);
  }
  return { options, rest };
}

const { options, rest } = parse(process.argv.slice(2));
const last = (name: string): string | undefined => options.get(name)?.at(-1);
const local = (file: string): string => (file.startsWith("file:") ? fileURLToPath(file) : path.resolve(file));
const tests = last("extensionTestsPath");

const { promise: finished, finish } = (() => {
  let finish!: (outcome: Outcome) => void;
  const promise = new Promise<Outcome>(resolve => {
    finish = resolve;
  });
  return { promise, finish };
})();
const broke = (why: string) => finish({ code: 70, why });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => finish({ code: 130, why: signal }));
const timer = setTimeout(() => finish({ code: 124, why: `no result within ${limitMs} ms` }), limitMs);

const scratch = mkdtempSync(path.join(tmpdir(), "shim-"));
const resultFile = path.join(scratch, "result");
let host: Host | undefined;
let browser: Browser | undefined;
let page: Page | undefined;

async function main(): Promise<void> {
  const starting = openBrowser();
  host = await startHost({
    driver: true,
    env: tests ? { PROTOCALL_TESTS: local(tests), PROTOCALL_TESTS_RESULT: resultFile } : {},
    userDataDir: last("user-data-dir"),
    extensionsDir: last("extensions-dir"),
    log(text) {
      if (verbose) process.stderr.write(text);
      // The page is not told of a crash.
      const crash = /Extension Host Process exited with code: (-?\d+|null), signal: (\S+?)\.?\s/.exec(text);
      if (crash && (crash[1] !== "0" || crash[2] !== "null")) setTimeout(() => broke(crash[0]), 1500);
    },
  });
  void host.gone.then(() => broke("code-server ended"));
  browser = await starting;
  browser.on("disconnected", () => broke("the browser ended"));
  page = await newPage(browser);
  page.on("crash", () => broke("the page crashed"));
  // Both have to be there before the page loads.
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    const text = format(...args);
    if (verbose || !noise.test(text))
      (type === "error" || type === "warn" ? process.stderr : process.stdout).write(`${text}\n`);
  });
  await page.exposeFunction("codeAutomationExit", (code: number, logs: Outcome["logs"]) => {
    const passed = existsSync(resultFile) && readFileSync(resultFile, "utf8") === "passed";
    const died = code === 0 && !passed;
    finish({ code: died ? 70 : code, logs: logs ?? [], ...(died ? { why: "the extension host ended early" } : {}) });
  });
  const { authority } = host;
  const payload = (options.get("extensionDevelopmentPath") ?? []).map(folder => [
    "extensionDevelopmentPath",
    remoteUri(host as Host, local(folder)),
  ]);
  if (tests) {
    const wrapper = fileURLToPath(new URL("testsWrapper.cjs", import.meta.url));
    payload.push(["extensionTestsPath", `vscode-remote://${authority}${encodeURI(wrapper)}`]);
  }
  const workspace = last("folder-uri") ?? rest[0];
  await page.goto(workbenchUrl(host, workspace && local(workspace), payload));
}

async function keepArtifacts(folder: string, logs: Outcome["logs"]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page?.screenshot({ path: path.join(folder, "workbench.png"), timeout: 5000 }).catch(() => undefined);
  if (host) {
    writeFileSync(path.join(folder, "code-server.log"), host.output());
    // The logs of the extension host, each extension's output channels among them.
    const own = path.join(host.folder, "data", "logs");
    if (existsSync(own)) cpSync(own, path.join(folder, "logs"), { recursive: true });
  }
  for (const { relativePath, contents } of logs ?? []) {
    const file = path.join(folder, "page-logs", relativePath);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

main().catch((error: Error) => broke(error.stack ?? String(error)));
const { code, why, logs } = await finished;
clearTimeout(timer);
if (why) process.stderr.write(`the editor for tests: ${why}\n`);
const artifacts = process.env.PROTOCALL_SHIM_ARTIFACTS;
if (artifacts && code !== 0) await keepArtifacts(artifacts, logs);
await browser?.close().catch(() => undefined);
await host?.stop();
rmSync(scratch, { recursive: true, force: true });
// test-electron drops what it has not read when the process ends: let the pipes drain.
setTimeout(() => process.exit(code), 100);
