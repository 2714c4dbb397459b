/** Names that the files above a request document give: variables of environments, profiles. Values, which may be secrets, are not kept. */
import { parse } from "jsonc-parser";
import { ancestors, folderOf, joinPath, relativeTo } from "../base/path.ts";
import { environmentFiles, environmentNames, environmentVariables } from "../protocol/environment.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";
import { isObject } from "../shared/isObject.ts";

export interface RequestSurroundings {
  /** Of all environments. */
  readonly variables: readonly string[];
  readonly profiles: readonly string[];
}

export function requestSurroundings(session: Session, uri: string): RequestSurroundings {
  const folders = foldersAbove(session, fileIdOf(uri));
  const read = (folder: string, name: string): unknown => {
    const text = session.workspace.read(joinPath(folder, name));
    return text === undefined ? undefined : parse(text, [], { allowTrailingComma: true });
  };
  const environments = nearest(folders, folder => {
    const files = environmentFiles.map(name => read(folder, name)).filter(file => file !== undefined);
    return files.length > 0 ? files : undefined;
  });
  const profiles = nearest(folders, folder => read(folder, "protocall.json")) as { profiles?: unknown } | undefined;
  const files = environments ?? [];
  const names = [undefined, ...environmentNames(files)].flatMap(name =>
    Object.keys(environmentVariables(files, name)),
  );
  return { variables: [...new Set(names)], profiles: keysOf(profiles?.profiles) };
}

/** Within the workspace: configuration beyond it is nobody's who trusted it. */
function foldersAbove(session: Session, file: string): string[] {
  const own = folderOf(file);
  const folder = session.workspace.folders.find(at => relativeTo(at, file) !== undefined);
  if (folder === undefined) return own.startsWith("/") ? [own] : session.workspace.folders.slice(0, 1);
  return [...ancestors(own)].filter(at => at === folder || relativeTo(folder, at) !== undefined);
}

function nearest<T>(folders: readonly string[], find: (folder: string) => T | undefined): T | undefined {
  for (const folder of folders) {
    const found = find(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);
