/** Text → tree. */
import type { FileNode, Tree } from "./ast.ts";
import { fileStatements } from "./grammar/file.ts";
import { lex } from "./lexer.ts";
import { Parser } from "./parser.ts";

/** Never fails: there is a tree for every text. */
export function parse(source: string): Tree {
  const tokens = lex(source);
  const p = new Parser(tokens);
  const root: FileNode = { kind: "File", first: 0, last: Math.max(0, tokens.count - 1), decls: [] };
  const known = fileStatements(p, root.decls);
  // Where the language itself is unknown nothing more can be judged.
  const found = known ? p.problems : p.problems.slice(0, 1);
  const problems = tokens.problems.length
    ? [...tokens.problems, ...found].sort((a, b) => a.span.start - b.span.start)
    : found;
  return { source, tokens, root, problems, syntax: p.syntax };
}
