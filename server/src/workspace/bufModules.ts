/**
 * Modules that a `buf.yaml` depends on, as Buf keeps them on disk once it has fetched them: `v3/modules/<digest type>/<registry>/<owner>/
 * <name>/<commit>/files` below its cache folder, with a `module.yaml` beside `files` that is written last. Nothing is fetched or written here.
 */
import { joinPath, relativeTo } from "../base/path.ts";
import { isObject } from "../shared/isObject.ts";
import type { Root } from "./roots.ts";
import { yamlRecord } from "./yamlRecord.ts";

/** A module at a commit, as `buf.lock` and `module.yaml` list them. */
export interface Pin {
  /** `buf.build/acme/payments`. */
  readonly name: string;
  readonly commit: string;
  readonly digestType: string;
}

export interface ConfigurationFiles {
  read(path: string): string | undefined;
  isFolder(path: string): boolean;
}

const moduleName = /^[\w.:-]+\/[\w-]+\/[\w-]+$/;
const digestTypes = ["b5", "shake256"];

/** Of both versions of the file; entries that make no sense are left out. */
export function pinsOf(text: string): Pin[] {
  const deps = yamlRecord(text)?.deps;
  if (!Array.isArray(deps)) return [];
  return deps.filter(isObject).flatMap(dep => {
    const name = dep.name ?? [dep.remote, dep.owner, dep.repository].join("/");
    const commit = `${dep.commit}`.replaceAll("-", "");
    if (typeof name !== "string" || !moduleName.test(name) || !/^\w+$/.test(commit)) return [];
    const digestType = `${dep.digest ?? ""}`.split(":")[0] as string;
    return [{ name, commit, digestType: /^\w+$/.test(digestType) ? digestType : "b5" }];
  });
}

/** Names of the modules that a `buf.yaml` depends on, without labels and commits. */
export function dependenciesOf(text: string): string[] {
  const deps = yamlRecord(text)?.deps;
  if (!Array.isArray(deps)) return [];
  return deps.filter(dep => typeof dep === "string").map(dep => dep.replace(/:[^/]*$/, ""));
}

/** The folder of a module's files; undefined where Buf has not fetched it. */
function folderOfPin(
  cache: string,
  { name, commit, digestType }: Pin,
  files: ConfigurationFiles,
): string | undefined {
  return [...new Set([digestType, ...digestTypes])]
    .map(type => joinPath(cache, `v3/modules/${type}/${name}/${commit}`))
    .find(folder => files.read(joinPath(folder, "module.yaml")) !== undefined && files.isFolder(`${folder}/files`));
}

/** Roots of the modules that are in the cache, those that `lock` lists and theirs. */
export function rootsOfPins(
  cache: string,
  lock: { readonly file: string; readonly text: string },
  files: ConfigurationFiles,
): readonly Root[] {
  const out = new Map<string, Root>();
  const waiting = pinsOf(lock.text);
  for (const pin of waiting) {
    if (out.has(pin.name)) continue;
    const folder = folderOfPin(cache, pin, files);
    if (folder === undefined) continue;
    out.set(pin.name, {
      path: `${folder}/files`,
      reason: { kind: "dependency", file: lock.file, module: pin.name },
    });
    waiting.push(...pinsOf(files.read(`${folder}/module.yaml`) ?? ""));
  }
  return [...out.values()];
}

/** Roots of a file that lies in the cache itself: its module, and those on which that depends. */
export function rootsInCache(cache: string, file: string, files: ConfigurationFiles): readonly Root[] | undefined {
  const path = relativeTo(joinPath(cache, "v3/modules"), file)?.split("/");
  if (path?.[5] !== "files") return undefined;
  const [type, registry, owner, name, commit] = path;
  const folder = joinPath(cache, `v3/modules/${type}/${registry}/${owner}/${name}/${commit}`);
  const module = `${registry}/${owner}/${name}`;
  const list = `${folder}/module.yaml`;
  const own: Root = { path: `${folder}/files`, reason: { kind: "dependency", file: list, module } };
  const others = rootsOfPins(cache, { file: list, text: files.read(list) ?? "" }, files);
  return [own, ...others.filter(r => r.path !== own.path)];
}
