/** The language of the command line: what `--language` says, else that of the environment. */
import type { Bilingual, Language } from "../../server/src/shared/language.ts";
import { UsageError } from "./command.ts";

export const languageHelp: Bilingual = {
  en: "  --language en|ko       what to speak; by default what the environment speaks (LC_ALL, LC_MESSAGES, LANG), in json en\n",
  ko: "  --language en|ko       메시지의 언어. 지정하지 않으면 환경의 언어(LC_ALL, LC_MESSAGES, LANG)를 쓰고, json은 en\n",
};

export interface SplitArguments {
  /** As `--language` has it; the last one counts. */
  readonly given: string | undefined;
  /** All other arguments. */
  readonly rest: readonly string[];
}

/** It may stand anywhere, even before the command; what follows `--` is no option. */
export function splitLanguage(args: readonly string[]): SplitArguments {
  const rest: string[] = [];
  let given: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") return { given, rest: [...rest, ...args.slice(i)] };
    if (arg === "--language") given = args[++i] ?? "";
    else if (arg.startsWith("--language=")) given = arg.slice("--language=".length);
    else rest.push(arg);
  }
  return { given, rest };
}

/** Throws `UsageError` where it is another language. */
export function languageOf(given: string): Language {
  if (given === "en" || given === "ko") return given;
  throw new UsageError({
    en: `--language is en or ko, not "${given}"`,
    ko: `--language에는 en 또는 ko를 쓰세요. "${given}"은(는) 쓸 수 없습니다`,
  });
}

/** By the precedence of POSIX; where none of them is set, as on Windows, what the system says. */
export function environmentLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale =
    environment["LC_ALL"] ||
    environment["LC_MESSAGES"] ||
    environment["LANG"] ||
    Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ko(?![a-z])/i.test(locale) ? "ko" : "en";
}
