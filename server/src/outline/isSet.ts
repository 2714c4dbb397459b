/** What built-in options say that are set to an identifier. */
import type { OptionOutline } from "./outline.ts";

export function isSet(options: readonly OptionOutline[], name: string, value: string): boolean {
  for (const o of options) if (o.name === name) return o.value.kind === "ident" && o.value.text === value;
  return false;
}

export const isDeprecated = (options: readonly OptionOutline[]): boolean => isSet(options, "deprecated", "true");
