/** What all commands of the command line share: how they are called, what they return, how they speak. */
import type { Bilingual, Language } from "../../server/src/shared/language.ts";

/** 0: fine; 1: problems were found, or the call failed; 2: called wrongly. */
export type ExitCode = 0 | 1 | 2;

export interface Output {
  /** Of what a person reads. */
  readonly language: Language;
  /** Of messages in what a program reads: by default it does not depend on who runs it. */
  readonly dataLanguage: Language;
  out(text: string): void;
  err(text: string): void;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Bilingual;
  /** The full text of `--help`. */
  readonly help: Bilingual;
  run(args: readonly string[], output: Output): Promise<ExitCode>;
}

/** The command was called wrongly; the text says how to call it. */
export class UsageError extends Error {
  readonly text: Bilingual;

  constructor(text: Bilingual) {
    super(text.en);
    this.text = text;
  }
}

/** A file that cannot be read, by what the system says. */
export function unreadable(file: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  return new UsageError({ en: `${file} cannot be read (${code})`, ko: `${file}을(를) 읽을 수 없습니다(${code})` });
}

/** Says a line on standard error. */
export const complain = (output: Output, text: Bilingual): void => output.err(`${text[output.language]}\n`);
