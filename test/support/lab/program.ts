/** Programs of others that serve on loopback: started, waited for, and killed at the end. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";
import { cleanEnvironment } from "../../setup/environment.ts";

export interface RunningProgram {
  /** What it wrote so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** It is ready when all of them accept connections. */
  readonly ports: readonly number[];
  /** `open`: for programs that end with their input. */
  readonly stdin?: "none" | "open";
}

const LIMIT_MS = 180_000;

export async function startProgram({
  command,
  args,
  env,
  ports,
  stdin = "none",
}: ProgramOptions): Promise<RunningProgram> {
  const child = spawn(command, args, {
    env: cleanEnvironment(env),
    stdio: [stdin === "open" ? "pipe" : "ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  let isGone = false;
  const ended = new Promise<void>(resolve => {
    const end = (): void => {
      isGone = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  // Not when the tests are interrupted, either.
  process.once("exit", () => child.kill("SIGKILL"));
  const limit = Date.now() + LIMIT_MS;
  for (const port of ports)
    while (!(await accepts(port)) || !isHeldBy(child.pid, port)) {
      if (!isGone && Date.now() < limit) continue;
      await stop();
      throw new Error(`${command} does not start:\n${output}`);
    }
  return { output: () => output, stop };
}

/** Takes 30 ms where nobody accepts. */
function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => setTimeout(resolve, 30, false));
  });
}

const portTaken = /in use|cannot bind|bind\(\)|Address already/i;

/** Whether a port that accepts is the program's own: another one may have taken it meanwhile. Where the system does not tell, it is. */
function isHeldBy(pid: number | undefined, port: number): boolean {
  if (!existsSync("/proc/net/tcp")) return true;
  const listening = new Set(listeners(port).map(inode => `socket:[${inode}]`));
  // The program may end, or close a file, while it is looked at.
  try {
    const open = `/proc/${pid}/fd`;
    return readdirSync(open).some(fd => listening.has(readlinkSync(`${open}/${fd}`)));
  } catch {
    return false;
  }
}

/** Inodes of the sockets that listen on a port, whatever interface (https://docs.kernel.org/networking/proc_net_tcp.html). */
function listeners(port: number): string[] {
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"]
    .filter(existsSync)
    .flatMap(f => readFileSync(f, "utf8").split("\n"));
  const ends = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const LISTEN = "0A";
  return rows
    .map(row => row.trim().split(/\s+/))
    .filter(([, local = "", , state]) => local.endsWith(ends) && state === LISTEN)
    .map(fields => fields[9] ?? "");
}

/** Ports may be taken between asking for them and the start: then all is done once more. `taken`: how the program says so. */
export async function withRetry<T>(start: () => Promise<T>, taken = portTaken, attempts = 3): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (attempts > 1 && taken.test((error as Error).message)) return withRetry(start, taken, attempts - 1);
    throw error;
  }
}
