/** What all commands of the command line share: how they are called, what they return, how they speak. */

/** 0: fine; 1: problems were found, or the call failed; 2: called wrongly. */
export type ExitCode = 0 | 1 | 2;

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The full text of `--help`. */
  readonly help: string;
  run(args: readonly string[], output: Output): Promise<ExitCode>;
}

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {}
