import { parse } from "yaml";
import { isObject } from "../shared/isObject.ts";

/** The mapping that a YAML text holds, an empty one where it holds nothing; undefined where it is no YAML, or no mapping. */
export function yamlRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parse(text);
    return value === null ? {} : isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
