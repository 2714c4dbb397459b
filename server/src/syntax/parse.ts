/** Text → tree. */
import { finish } from "../base/steps.ts";
import type { FileNode, Tree } from "./ast.ts";
import { fileStatements } from "./grammar/file.ts";
import { Lexer } from "./lexer.ts";
import { Parser } from "./parser.ts";

/** Characters that are read between two pauses. */
const CHUNK = 200_000;

/** Never fails: there is a tree for every text. */
export function parse(source: string): Tree {
  return finish(parseSteps(source));
}

/** The same with pauses, for texts of megabytes. */
export function* parseSteps(source: string): Generator<void, Tree> {
  const lexer = new Lexer(source);
  for (let at = CHUNK; at < source.length; at += CHUNK) {
    lexer.run(at);
    yield;
  }
  lexer.run(source.length);
  const tokens = lexer.tokens();
  const p = new Parser(tokens);
  const root: FileNode = { kind: "File", first: 0, last: Math.max(0, tokens.count - 1), decls: [] };
  const known = yield* fileStatements(p, root.decls);
  // Where the language itself is unknown nothing more can be judged.
  const found = known ? p.problems : p.problems.slice(0, 1);
  const problems = tokens.problems.length
    ? [...tokens.problems, ...found].sort((a, b) => a.span.start - b.span.start)
    : found;
  return { source, tokens, root, problems, syntax: p.syntax };
}
