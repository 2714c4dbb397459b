/** Arguments → options, on top of Node's own parser, with what is wrong with them in our own words. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Bilingual } from "../../server/src/shared/language.ts";
import { nearest } from "../../server/src/shared/nearest.ts";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** `-I ROOT`, for all commands that read .proto files; `-IROOT` works too. */
export const rootOption = { root: { type: "string", short: "I", multiple: true } } as const satisfies Options;
export const rootHelp: Bilingual = {
  en: "  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order\n",
  ko: "  -I ROOT, --root ROOT   import 경로의 기준 폴더. 여러 번 쓰면 순서대로 찾습니다\n",
};
export const formatOption = { format: { type: "string", default: "text" } } as const satisfies Options;

/** Throws `UsageError` where an option is not known, lacks its value or has one that it does not take. */
export function parseOptions<T extends Options>(args: readonly string[], options: T) {
  judgeOptions(args, options);
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

function judgeOptions(args: readonly string[], options: Options): void {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) throw unknownOption(rawName, options);
    if (option.type === "boolean" && value !== undefined)
      throw new UsageError({ en: `${rawName} takes no value`, ko: `${rawName}에는 값을 쓰지 않습니다` });
    if (option.type === "string" && value === undefined)
      throw new UsageError({ en: `${rawName} needs a value`, ko: `${rawName}에 값이 필요합니다` });
    // Most likely the value was forgotten, and the next option is not meant to be one.
    if (option.type === "string" && !inlineValue && /^-./.test(value ?? ""))
      throw new UsageError({
        en: `${rawName} needs a value; one that begins with - is written --${name}=${value}`,
        ko: `${rawName}에 값이 필요합니다. -로 시작하는 값은 --${name}=${value}처럼 쓰세요`,
      });
  }
}

function unknownOption(rawName: string, options: Options): UsageError {
  const near = rawName.startsWith("--") ? nearest(rawName.slice(2), Object.keys(options)) : undefined;
  return new UsageError({
    en: `there is no option ${rawName}${near ? `, perhaps --${near} is meant` : ""}`,
    ko: `${rawName} 옵션이 없습니다${near ? `. --${near}을(를) 쓰려고 했나요?` : ""}`,
  });
}

export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError({
    en: `--${name} is ${allowed.join(" or ")}, not "${value}"`,
    ko: `--${name}에는 ${allowed.join(", ")} 중 하나를 쓰세요. "${value}"은(는) 쓸 수 없습니다`,
  });
}

/** Two options of which only one can be meant. */
export const contradiction = (one: string, other: string): UsageError =>
  new UsageError({
    en: `${one} and ${other} contradict each other`,
    ko: `${one}와(과) ${other}은(는) 함께 쓸 수 없습니다`,
  });

export const tooMuch = (argument: string, instead: Bilingual): UsageError =>
  new UsageError({
    en: `"${argument}" is too much; ${instead.en}`,
    ko: `"${argument}"은(는) 쓸 수 없습니다. ${instead.ko}`,
  });
