/** The repository's own files as git knows them, and what source files import. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Files that are committed or about to be, with `/`, relative to the root. */
export function repositoryFiles(...patterns: readonly string[]): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  const files = execFileSync("git", args, { encoding: "utf8" }).split("\n");
  // What was removed and is not committed yet is still listed.
  return files.filter(file => file !== "" && existsSync(file)).sort();
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
