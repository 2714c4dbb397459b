/** Environments of `http-client.env.json` and its private twin, as values of their parsed JSON. */
import { isObject } from "../shared/isObject.ts";

/** The file names, in order of precedence: a later one overrides an earlier one. */
export const environmentFiles = ["http-client.env.json", "http-client.private.env.json"] as const;

/** Its variables hold in every environment. */
const sharedName = "$shared";

/** The names of the environments of some parsed files, in the order of the files. What is no object is ignored. */
export function environmentNames(files: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const file of files) {
    if (!isObject(file)) continue;
    for (const [name, value] of Object.entries(file)) if (name !== sharedName && isObject(value)) names.add(name);
  }
  return [...names];
}

/**
 * The variables of one environment; without a name those that all share. Text stays as it is, numbers and truth values are
 * written as JSON, and so are lists and objects.
 */
export function environmentVariables(files: readonly unknown[], name: string | undefined): Record<string, string> {
  const variables: Record<string, string> = {};
  const add = (file: unknown, environment: string) => {
    if (!isObject(file) || !Object.hasOwn(file, environment)) return;
    const values = file[environment];
    if (!isObject(values)) return;
    for (const [key, value] of Object.entries(values)) {
      // A plain assignment of `__proto__` would be lost.
      const text = typeof value === "string" ? value : JSON.stringify(value);
      Object.defineProperty(variables, key, { value: text, enumerable: true, configurable: true, writable: true });
    }
  };
  for (const file of files) add(file, sharedName);
  if (name !== undefined) for (const file of files) add(file, name);
  return variables;
}
