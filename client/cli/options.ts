/** Arguments → options, on top of Node's own parser; what it says of wrong arguments becomes a `UsageError`. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** `-I ROOT`, for all commands that read .proto files; `-IROOT` works too. */
export const rootOption = { root: { type: "string", short: "I", multiple: true } } as const satisfies Options;
export const formatOption = { format: { type: "string", default: "text" } } as const satisfies Options;

export function parseOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(lowerFirst((error as Error).message.split(". ")[0] ?? "wrong arguments"));
  }
}

export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`--${name} is ${allowed.join(" or ")}, not "${value}"`);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
