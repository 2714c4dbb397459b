/** Command lines of protoc in Makefiles, scripts, CI and build files, and the import roots that they name. Nothing is run. */
import { resolvePath } from "../base/path.ts";

/** A root as a command line names it. */
export interface NamedRoot {
  /** Absolute. */
  readonly path: string;
  /** What was written, such as `-Iproto`. */
  readonly text: string;
}

/** Where the folders of a command line are relative to. */
export interface CommandPlace {
  /** Of the file that holds the command line. */
  readonly folder: string;
  /** Of the repository or the editor's workspace: where scripts are usually started. */
  readonly top: string;
}

const protoc = /protoc(?!-gen)/i;
// Within quotes and without, `$(…)` may hold blanks and quotes.
const flag =
  /(?:^|[\s"'[,(])(-I[=\s]*|--proto_path[=\s]\s*)("(?:\$\([^)]*\)|[^"])*"|'[^']*'|(?:\$\([^)]*\)|[^\s"'\])])+)/g;
const assignment = /^[\t ]*(?:export\s+|set\()?([A-Za-z_]\w*)\s*(?:[:?]?=|\s)\s*"?([^"\s)]+)"?\)?[\t ]*$/gm;

/** Folders that `-I` and `--proto_path` name on lines that start protoc, in their order. What only a shell could tell is left out. */
export function rootsOfCommands(text: string, place: CommandPlace): NamedRoot[] {
  if (!protoc.test(text)) return [];
  const variables = variablesOf(text);
  const out: NamedRoot[] = [];
  for (const line of commandLines(text))
    for (const [, name, value] of line.matchAll(flag)) {
      const bare = (value as string).replaceAll(/^["']|["']$/g, "");
      const expanded = expand(bare, variables, place);
      if (expanded === undefined) continue;
      for (const path of splitList(expanded.replaceAll("\\", "/")))
        out.push({ path: resolvePath(place.folder, path), text: `${(name as string).trim()}${bare}` });
    }
  return out;
}

/** Lines with protoc, joined with what continues them: a backslash, a caret, or lines that begin with an option. */
function* commandLines(text: string): Generator<string> {
  let line: string | undefined;
  for (const raw of text.replaceAll(/[\\^`]\r?\n/g, " ").split(/\r?\n/)) {
    if (line !== undefined && /^\s*["']?-/.test(raw) && !/^\s*-\s/.test(raw)) {
      line += ` ${raw.trim()}`;
      continue;
    }
    if (line !== undefined) yield line;
    line = protoc.test(raw) ? raw : undefined;
  }
  if (line !== undefined) yield line;
}

function variablesOf(text: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const [, name, value] of text.matchAll(assignment))
    if (!out.has(name as string)) out.set(name as string, value as string);
  return out;
}

const topVariables = new Set([
  "PWD",
  "CURDIR",
  "CMAKE_SOURCE_DIR",
  "PROJECT_SOURCE_DIR",
  "GITHUB_WORKSPACE",
  "CI_PROJECT_DIR",
]);
const folderVariables = new Set(["CMAKE_CURRENT_SOURCE_DIR", "CMAKE_CURRENT_LIST_DIR"]);
const MAX_DEPTH = 5;

/** Undefined where a variable or a command stands in it whose value the text does not tell. */
function expand(
  value: string,
  variables: ReadonlyMap<string, string>,
  { folder, top }: CommandPlace,
  depth = 0,
): string | undefined {
  let known = true;
  const out = value
    .replaceAll(/\$\(\s*(?:shell\s+)?pwd\s*\)|`pwd`/g, folder)
    .replaceAll(/\$\(\s*git rev-parse --show-toplevel\s*\)/g, top)
    .replaceAll(/\$\(\s*dirname\s+"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\s*\)/g, folder)
    .replaceAll(/\$(?:\{\s*([\w.]+)\s*\}|\(\s*(\w+)\s*\)|(\w+))/g, (_, braced, round, plain) => {
      const name = (braced ?? round ?? plain) as string;
      const given = variables.get(name);
      const found =
        given !== undefined && depth < MAX_DEPTH ? expand(given, variables, { folder, top }, depth + 1) : undefined;
      if (found !== undefined) return found;
      if (folderVariables.has(name)) return folder;
      if (topVariables.has(name)) return name === "CURDIR" || name === "PWD" ? folder : top;
      known = false;
      return "";
    });
  return known && out !== "" && !/[$*?`%{}()]/.test(out) ? out : undefined;
}

/** `a:b` names two folders; the colon of a drive letter divides nothing. */
const splitList = (text: string): string[] => text.split(/(?<!^[A-Za-z])[:;](?!\/\/)/).filter(part => part !== "");
