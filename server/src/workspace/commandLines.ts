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
const assignment =
  /^[\t ]*(?:export\s+|set\()?([A-Za-z_]\w*)\s*(?:[:?]?=|\s)\s*"?((?:\$\([^)]*\)|[^"\s)])+)"?\)?[\t ]*$/gm;
/** Variables that hold options: a line of them, or a list in parentheses over several. */
const optionsAssignment =
  /^[\t ]*(?:export\s+|set\()?([A-Za-z_]\w*)[\t ]*(?:[:?+]?=|[\t ])[\t ]*(\([^)]{0,4000}\)|.*?(?:-I|--proto_path).*)$/gm;
/** Commands of CMake end with their parenthesis, not with the line. */
const cmakeCommand = /\b(?:add_custom_command|add_custom_target|execute_process)\s*\((?:[^()]|\([^()]*\))*\)/gi;

/** Folders that `-I` and `--proto_path` name on lines that start protoc, in their order. What only a shell could tell is left out. */
export function rootsOfCommands(text: string, place: CommandPlace): NamedRoot[] {
  if (!protoc.test(text)) return [];
  const joined = joinedLines(text);
  const variables = variablesOf(joined);
  const options = optionsOf(joined);
  const out: NamedRoot[] = [];
  for (const line of commandLines(joined))
    for (const [, name, value] of withOptions(line, options).matchAll(flag)) {
      const bare = (value as string).replaceAll(/^["']|["']$/g, "");
      const expanded = expand(bare, variables, place);
      if (expanded === undefined) continue;
      for (const path of splitList(expanded.replaceAll("\\", "/")))
        out.push({ path: resolvePath(place.folder, path), text: `${(name as string).trim()}${bare}` });
    }
  return out;
}

/** What a backslash, a caret, or CMake's parentheses continue. */
const joinedLines = (text: string): string =>
  text.replaceAll(/[\\^`]\r?\n/g, " ").replaceAll(cmakeCommand, command => command.replaceAll(/\s*\r?\n\s*/g, " "));

/** Lines with protoc, joined with those behind them that begin with an option. */
function* commandLines(text: string): Generator<string> {
  let line: string | undefined;
  for (const raw of text.split(/\r?\n/)) {
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

function optionsOf(text: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const [, name, value] of text.matchAll(optionsAssignment)) {
    const given = (value as string).replaceAll(/^\(|\)$|["']/g, "").replaceAll(/\s+/g, " ");
    out.set(name as string, `${out.get(name as string) ?? ""} ${given}`);
  }
  return out;
}

/** A command line with the options behind it that its variables hold. */
function withOptions(line: string, options: ReadonlyMap<string, string>): string {
  let out = line;
  const seen = new Set<string>();
  for (const [, braced, round, plain] of line.matchAll(/\$(?:\{(\w+)(?:\[@\])?\}|\((\w+)\)|(\w+))/g)) {
    const name = (braced ?? round ?? plain) as string;
    const held = options.get(name);
    // The line may be the one that gives the variable its value.
    if (held === undefined || seen.has(name) || line.includes(held.trim())) continue;
    seen.add(name);
    out += held;
  }
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
const folderVariables = new Set(["CMAKE_CURRENT_SOURCE_DIR", "CMAKE_CURRENT_LIST_DIR", "PSScriptRoot"]);
const MAX_DEPTH = 5;
/** `${NAME}`, `${NAME:-otherwise}`, `$(NAME)`, `$NAME`, and `{{name}}` of a justfile. */
const variable = /\$(?:\{\s*([\w.]+)\s*(?::?-([^}]*))?\}|\(\s*(\w+)\s*\)|(\w+))|\{\{\s*(\w+)\s*\}\}/g;

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
    .replaceAll(variable, (_, braced, otherwise, round, plain, just) => {
      const name = (braced ?? round ?? plain ?? just) as string;
      const given = variables.get(name);
      const found =
        given !== undefined && depth < MAX_DEPTH ? expand(given, variables, { folder, top }, depth + 1) : undefined;
      if (found !== undefined) return found;
      if (folderVariables.has(name)) return folder;
      if (topVariables.has(name)) return name === "CURDIR" || name === "PWD" ? folder : top;
      if (otherwise !== undefined) return otherwise as string;
      known = false;
      return "";
    });
  return known && out !== "" && !/[$*?`%{}()]/.test(out) ? out : undefined;
}

/** `a:b` names two folders; the colon of a drive letter divides nothing. */
const splitList = (text: string): string[] => text.split(/(?<!^[A-Za-z])[:;](?!\/\/)/).filter(part => part !== "");
