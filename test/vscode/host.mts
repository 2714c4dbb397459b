/** A real VS Code workbench with a real extension host (code-server) on a free loopback port, and a browser that opens it. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { codeServer } from "../setup/codeServer.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { findBrowser } from "../setup/findProgram.ts";
import { freePort } from "../support/freePort.ts";
import { withRetry } from "../support/lab/program.ts";

const quietSettings = {
  // In a browser the default is afterDelay; on the desktop it is off.
  "files.autoSave": "off",
  // No half-faded notifications in screenshots.
  "workbench.reduceMotion": "on",
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "remote.autoForwardPorts": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
};

export interface HostOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A folder whose `User` is copied. */
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  /** Installed from the file before the start. */
  readonly vsix?: string;
  /**
   * The smoke-test driver: with it the workbench takes an extension under development and its tests from the address, but shows no
   * notifications. Without it the page is as a user sees it.
   */
  readonly driver: boolean;
  readonly port?: number;
  /** `restricted`: the workspace is one that the user has not said to trust. */
  readonly trust?: "off" | "restricted";
  /** A person may look away for hours; a test that was killed should not leave a server behind. */
  readonly idleSeconds?: number;
  readonly log?: (text: string) => void;
}

export interface Host {
  readonly url: string;
  readonly authority: string;
  readonly folder: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly gone: Promise<void>;
  output(): string;
  stop(): Promise<void>;
}

export const startHost = (options: HostOptions): Promise<Host> =>
  options.port === undefined ? withRetry(() => startOn(undefined, options)) : startOn(options.port, options);

async function startOn(wantedPort: number | undefined, options: HostOptions): Promise<Host> {
  // A short path: the name of a unix socket has 107 bytes at most.
  const folder = mkdtempSync(path.join(tmpdir(), "cs-"));
  const data = path.join(folder, "data");
  const extensions = options.extensionsDir ?? path.join(folder, "ext");
  writeUserFolder(path.join(data, "User"), options);
  mkdirSync(extensions, { recursive: true });
  mkdirSync(path.join(folder, "t"));
  // Without a file of its own, the user's configuration would be written and read.
  const config = path.join(folder, "config.yaml");
  writeFileSync(config, "{}\n");

  const env = cleanEnvironment({
    // No look-ups in a marketplace; sockets in a folder that is removed.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    TMPDIR: path.join(folder, "t"),
    ...options.env,
  });
  const { node, entry } = codeServer();
  const folders = ["--config", config, "--user-data-dir", data, "--extensions-dir", extensions];
  if (options.vsix)
    execFileSync(node, [entry, ...folders, "--install-extension", path.resolve(options.vsix), "--force"], {
      env,
      stdio: "pipe",
    });

  const port = wantedPort ?? (await freePort());
  const flags = ["--auth", "none", "--ignore-last-opened", "--disable-proxy", "--disable-telemetry"];
  flags.push("--disable-update-check", "--disable-getting-started-override");
  if (options.trust !== "restricted") flags.push("--disable-workspace-trust");
  flags.push("--idle-timeout-seconds", String(options.idleSeconds ?? 600));
  if (options.driver) flags.push("--vscode-option", "enable-smoke-test-driver");
  // A process group of its own: server, extension host, language servers all end with it.
  const child = spawn(node, [entry, "--bind-addr", `127.0.0.1:${port}`, ...folders, ...flags], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  let ended = false;
  const gone = new Promise<void>(resolve => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      options.log?.(text);
    });
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch {
      // Already gone.
    }
  };
  const stop = async () => {
    signal("SIGTERM");
    await Promise.race([gone, delay(5000)]);
    signal("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const url = `http://127.0.0.1:${port}`;
  const limit = Date.now() + 180_000;
  while ((await status(`${url}/healthz`)) !== 200) {
    if (ended || Date.now() > limit) {
      await stop();
      throw new Error(`code-server does not start:\n${output}`);
    }
    await delay(50);
  }
  return { url, authority: `127.0.0.1:${port}`, folder, gone, output: () => output, stop };
}

function writeUserFolder(user: string, options: HostOptions): void {
  mkdirSync(user, { recursive: true });
  const given = options.userDataDir && path.join(options.userDataDir, "User");
  if (given && existsSync(given)) cpSync(given, user, { recursive: true });
  const file = path.join(user, "settings.json");
  const trust = {
    "security.workspace.trust.enabled": options.trust === "restricted",
    "security.workspace.trust.startupPrompt": "never",
  };
  const own = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...trust, ...options.settings, ...own }, undefined, 2));
}

export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("no Chromium is installed: apt-get install chromium, or set CHROMIUM to one");
  return chromium.launch({
    executablePath,
    headless: true,
    env: cleanEnvironment() as Record<string, string>,
    // Playwright would end this process on a signal before the server is stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"]
      .concat(["disable-component-update", "disable-sync", "no-proxy-server"])
      .map(flag => `--${flag}`),
  });
}

/** A page of its own state, as a new user would have it. */
export async function newPage(browser: Browser, locale = "en-US"): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  return context.newPage();
}

/** The address of the workbench on a folder or a `.code-workspace` file. */
export function workbenchUrl(host: Host, workspace: string | undefined, payload: readonly string[][] = []): string {
  const query = new URLSearchParams(
    workspace
      ? { [workspace.endsWith(".code-workspace") ? "workspace" : "folder"]: path.resolve(workspace) }
      : { ew: "true" },
  );
  query.set("payload", JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]));
  return `${host.url}/?${query}`;
}

export const remoteUri = (host: Host, file: string): string =>
  `vscode-remote://${host.authority}${encodeURI(path.resolve(file))}`;

const delay = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const status = (url: string): Promise<number> =>
  new Promise(resolve => {
    get(url, response => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    }).on("error", () => resolve(0));
  });
