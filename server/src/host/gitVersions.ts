/**
 * Older texts of a file, from the git repository that it lies in. Two child processes without a shell: one lists the file's commits and
 * the names that it had, one gives the texts. Bounded in time and number; whatever goes wrong ends the list, and where it had not begun
 * that is an error: nothing is known then, which is not the same as no history.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const MAX_VERSIONS = 200;
const MAX_MS = 10_000;
/** Larger versions are passed over. */
const MAX_BYTES = 4 * 1024 * 1024;

// A repository's own configuration must not start programs, and nothing may be fetched or asked for.
const flags = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager"];
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  LC_ALL: "C",
});

/** The texts that `file` (absolute) had in its commits, the newest first, across renames. Throws where a repository does not tell. */
export async function* gitVersions(file: string): AsyncGenerator<string> {
  if (!path.isAbsolute(file) || !isInRepository(path.dirname(file))) return;
  const folder = path.dirname(file);
  const deadline = AbortSignal.timeout(MAX_MS);
  const names = await objectNames(folder, path.basename(file), deadline);
  try {
    if (names.length) yield* objects(folder, names, deadline);
  } catch {
    // Out of time: what was read is all there is to know.
  }
}

/** More files that have a message of one name are passed over. */
const MAX_NAMESAKES = 50;

/** The texts that .proto files of the repository of `file` have in its last commit where they may declare a message of that name. */
export async function* gitNamesakes(file: string, message: string): AsyncGenerator<string> {
  if (!path.isAbsolute(file) || !isInRepository(path.dirname(file)) || !/^\w+$/.test(message)) return;
  const folder = path.dirname(file);
  const deadline = AbortSignal.timeout(MAX_MS);
  const grep = [
    "grep",
    "-l",
    "-z",
    "-w",
    "--full-name",
    "-e",
    `message[[:space:]]*${message}`,
    "HEAD",
    "--",
    ":/*.proto",
  ];
  const found = (await output(folder, grep, deadline)).split("\0").filter(Boolean);
  if (found.length) yield* objects(folder, found.slice(0, MAX_NAMESAKES), deadline);
}

/** What git says, whatever it ends with: without a commit, or without such a text, nothing. */
async function output(folder: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const child = git(folder, args, signal);
  child.stdin?.end();
  child.stderr?.resume();
  child.stdout?.setEncoding("utf8");
  let text = "";
  for await (const chunk of child.stdout ?? []) text += chunk as string;
  return text;
}

function isInRepository(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, ".git"))) return true;
    if (at === path.dirname(at)) return false;
  }
}

/** `commit:path` of each version. Rejects where git is missing, out of time or does not trust the folder. */
async function objectNames(folder: string, name: string, signal: AbortSignal): Promise<string[]> {
  const log = [
    "log",
    `--max-count=${MAX_VERSIONS}`,
    "--no-show-signature",
    "--follow",
    "--diff-filter=d",
    "--format=commit %H",
    "--name-only",
  ];
  const child = git(folder, ["--literal-pathspecs", ...log, "-z", "--", name], signal);
  child.stdin?.end();
  child.stdout?.setEncoding("utf8");
  child.stderr?.setEncoding("utf8");
  let said = "";
  child.stderr?.on("data", (chunk: string) => (said += chunk));
  const code = new Promise<number | null>(resolve => child.on("close", resolve).on("error", () => resolve(null)));
  let text = "";
  for await (const chunk of child.stdout ?? []) text += chunk as string;
  if ((await code) !== 0 && !/does not have any commits yet/.test(said))
    throw new Error(said.trim() || "git did not run to its end");
  const out: string[] = [];
  let commit = "";
  for (const part of text.split("\0")) {
    const line = part.trim();
    if (/^commit [0-9a-f]{40,64}$/.test(line)) commit = line.slice("commit ".length);
    // The batch command takes one name a line.
    else if (line && commit && !line.includes("\n")) out.push(`${commit}:${line}`);
  }
  return out;
}

async function* objects(folder: string, names: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
  const child = git(folder, ["cat-file", "--batch"], signal);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) return;
  child.stderr?.resume();
  stdin.end(`${names.join("\n")}\n`);
  let rest = Buffer.alloc(0);
  let wanted = -1;
  for await (const chunk of stdout) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (;;) {
      if (wanted < 0) {
        const line = rest.indexOf(10);
        if (line < 0) break;
        const header = rest.subarray(0, line).toString("latin1");
        rest = rest.subarray(line + 1);
        const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
        if (size !== undefined) wanted = Number(size);
        continue;
      }
      // A line end follows each object.
      if (rest.length <= wanted) break;
      if (wanted <= MAX_BYTES) yield rest.subarray(0, wanted).toString("utf8");
      rest = rest.subarray(wanted + 1);
      wanted = -1;
    }
  }
}

function git(folder: string, args: readonly string[], signal: AbortSignal): ChildProcess {
  const child = spawn("git", [...flags, ...args], {
    cwd: folder,
    env: environment(),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    signal,
    shell: false,
  });
  // The output's early end tells the same to whoever reads it.
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  return child;
}
