/** Text → tree. */
import type { Problem } from "../base/problem.ts";
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
  const all = inOrder(tokens.problems, p.problems);
  // Where the language itself is unknown nothing more can be judged.
  const problems = known ? all : inOrder(tokens.problems, p.problems.slice(0, 1));
  return { source, tokens, root, problems, mistakes: all, syntax: p.syntax };
}

const inOrder = (ofTokens: readonly Problem[], found: readonly Problem[]): readonly Problem[] =>
  ofTokens.length ? [...ofTokens, ...found].sort((a, b) => a.span.start - b.span.start) : found;
