/** Programs of others that serve on loopback: started, waited for, and killed at the end. */
import { spawn } from "node:child_process";
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

const LIMIT_MS = 60_000;

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
    while (!(await accepts(port))) {
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

/** Ports may be taken between asking for them and the start: then all is done once more. `taken`: how the program says so. */
export async function withRetry<T>(start: () => Promise<T>, taken = portTaken, attempts = 3): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (attempts > 1 && taken.test((error as Error).message)) return withRetry(start, taken, attempts - 1);
    throw error;
  }
}
