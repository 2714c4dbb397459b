import { type SpawnOptions, spawn } from "node:child_process";

export interface Finished {
  /** Exit code; 128 where a signal ended the process; 127 where there is no such program. */
  readonly code: number;
  /** Standard output and standard error as they came. Empty where they were inherited. */
  readonly output: string;
}

/** Runs a program to its end, without a shell. Never rejects: what went wrong is in the result. */
export function run(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.once("error", error => resolve({ code: 127, output: output + error.message }));
    child.once("close", (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), output }));
  });
}
