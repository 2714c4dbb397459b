/** Import roots that configuration files name. Each function takes the text of one file and the folder it lies in. */
import { parse as parseJson, type ParseError } from "jsonc-parser";
import { resolvePath } from "../base/path.ts";
import { type Severities, severityRules } from "../base/severity.ts";
import type { Root } from "./roots.ts";
import { yamlRecord } from "./yamlRecord.ts";
import { isObject } from "../shared/isObject.ts";

/** Why a configuration file names no roots: it is no JSON, no YAML, no object, or its roots are no list of folders. */
export type ConfigMistake = "not-json" | "not-yaml" | "no-object" | "no-list";

export interface ConfigRoots {
  readonly roots: readonly Root[];
  readonly mistake?: ConfigMistake;
}

/** `protocall.json`: `{ "roots": ["proto", "third_party"] }`, relative to its folder. */
export function rootsOfProtocallJson(file: string, folder: string, text: string): ConfigRoots {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  if (errors.length) return { roots: [], mistake: "not-json" };
  if (!isObject(value)) return { roots: [], mistake: "no-object" };
  const roots = value.roots;
  if (roots === undefined) return { roots: [] };
  if (!Array.isArray(roots) || roots.some(r => typeof r !== "string")) return { roots: [], mistake: "no-list" };
  return { roots: roots.map(r => configRoot(file, folder, r as string)) };
}

/** `protocall.json`: `{ "diagnostics": { "severity": { "P2010": "off" } } }`. Undefined where it says nothing of it. */
export function severitiesOfProtocallJson(text: string): Severities | undefined {
  const value: unknown = parseJson(text, [], { allowTrailingComma: true });
  const diagnostics = isObject(value) ? value.diagnostics : undefined;
  const given = isObject(diagnostics) ? diagnostics.severity : undefined;
  return given === undefined ? undefined : severityRules(given);
}

/**
 * `buf.yaml`: version 1 makes its folder a root, the one before it the folders of `build.roots`; version 2 names modules. What `excludes` and
 * `includes` say is relative to the folder of the file.
 */
export function rootsOfBufYaml(file: string, folder: string, text: string): ConfigRoots {
  const value = yamlRecord(text);
  if (!value) return { roots: [], mistake: "not-yaml" };
  const { modules } = value;
  if (Array.isArray(modules) && modules.length)
    return {
      roots: modules.map(m => {
        const module = isObject(m) ? m : {};
        const root = configRoot(file, folder, typeof module.path === "string" ? module.path : ".");
        return limited(root, folder, module);
      }),
    };
  const build = isObject(value.build) ? value.build : {};
  const old = texts(build.roots);
  const roots = (old.length ? old : ["."]).map(path => configRoot(file, folder, path));
  return { roots: roots.map(root => limited(root, folder, build)) };
}

function limited(root: Root, folder: string, given: Readonly<Record<string, unknown>>): Root {
  const includes = texts(given.includes).map(path => resolvePath(folder, path));
  const excludes = texts(given.excludes).map(path => resolvePath(folder, path));
  return includes.length + excludes.length > 0 ? { ...root, limits: { includes, excludes } } : root;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(entry => typeof entry === "string") : [];

/** `buf.work.yaml`: a list of folders, each a root. */
export function rootsOfBufWorkYaml(file: string, folder: string, text: string): ConfigRoots {
  const value = yamlRecord(text);
  if (!value) return { roots: [], mistake: "not-yaml" };
  return { roots: texts(value.directories).map(d => configRoot(file, folder, d)) };
}

const configRoot = (file: string, folder: string, path: string): Root => ({
  path: resolvePath(folder, path),
  reason: { kind: "config", file },
});
