/** The repository's own files, and what source files import. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What `.gitignore` leaves out: folders end with a slash, a name that begins with a star is an ending. */
const ignored = readFileSync(".gitignore", "utf8").split("\n").filter(Boolean);
const isIgnored = (file: string): boolean =>
  ignored.some(line => (line.startsWith("*") ? file.endsWith(line.slice(1)) : `${file}/`.startsWith(line)));

/** All files with `/`, relative to the root; without what is not committed. Read from the disk: a copy of the tree may come without git. */
export function repositoryFiles(folder = "."): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const at = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === ".git" || isIgnored(at)) return [];
      return entry.isDirectory() ? repositoryFiles(at) : [at];
    })
    .sort();
}

export const read = (file: string): string => readFileSync(file, "utf8");

export interface Import {
  /** A path relative to the root, or the name of a package. */
  readonly target: string;
  readonly isOurs: boolean;
  readonly typesOnly: boolean;
}

const statement =
  /^(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+\s+from\s+)?"([^"\n]+)"|\b(?:import|require)\(\s*"([^"\n]+)"\s*\)/gm;

export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(statement)].map(([, type, from, dynamic]) => {
    const given = from ?? dynamic ?? "";
    const isOurs = given.startsWith(".");
    const target = isOurs ? path.posix.join(path.posix.dirname(file), given) : given;
    return { target, isOurs, typesOnly: type !== undefined };
  });
}
