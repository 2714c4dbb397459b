/** The formatter and the compiler's stages over one text; throws where something is wrong. */
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { descriptorSet } from "../../server/src/descriptor/descriptorSet.ts";
import { renderFix, renderProblem, renderRelated } from "../../server/src/messages/render.ts";
import type { Problem } from "../../server/src/base/problem.ts";
import type { Node, Tree } from "../../server/src/syntax/ast.ts";
import { childrenOf } from "../../server/src/syntax/children.ts";
import { tryFormatter } from "./formatter.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const FILE = "fuzz.proto";
/** Imports the file, so that what others see of it is asked for too. */
const OTHER = "other.proto";
const other = 'syntax = "proto3";\npackage other;\nimport public "fuzz.proto";\nmessage Other { Item item = 1; }\n';

export function tryFrontEnd(text: string): void {
  const { db } = new MemoryWorkspace<Checked>({ [FILE]: text, [OTHER]: other }, checkFile);
  const tree = db.tree(FILE);
  if (!tree) throw new Error("there is no tree");
  holdsEachCharacter(tree);
  isNested(tree.root);
  tryFormatter(tree);
  for (const problem of db.problems(FILE)) isSaid(problem, text);
  db.problems(OTHER);
  const isGood = !db.problems(FILE).some(p => p.severity === "error");
  if (isGood) descriptorSet(db, [FILE], { includeImports: true, sourceInfo: true });
}

/** `text(tree) === source`. */
function holdsEachCharacter({ source, tokens }: Tree): void {
  if (tokens.starts[0] !== 0 && source !== "") throw new Error("the first token does not start at 0");
  for (let t = 0; t < tokens.count; t++)
    if (!((tokens.starts[t] as number) < (tokens.starts[t + 1] as number))) throw new Error(`token ${t} is empty`);
  if (tokens.starts[tokens.count] !== source.length) throw new Error("the tokens end before the text does");
}

function isNested(root: Node): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    let at = node.first;
    for (const child of childrenOf(node)) {
      if (child.first < at || child.last > node.last)
        throw new Error(`${child.kind} ${child.first}–${child.last} in ${node.kind} ${node.first}–${node.last}`);
      at = child.first;
      open.push(child);
    }
  }
}

function isSaid(problem: Problem, text: string): void {
  const { start, end } = problem.span;
  if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${problem.code} lies at ${start}–${end}`);
  for (const language of ["en", "ko"] as const) {
    if (!renderProblem(problem, language)) throw new Error(`${problem.code} says nothing`);
    for (const related of problem.related ?? []) renderRelated(related, language);
    for (const fix of problem.fixes ?? []) {
      renderFix(fix, language);
      for (const edit of fix.edits)
        if (!(edit.span.start >= 0 && edit.span.start <= edit.span.end && edit.span.end <= text.length))
          throw new Error(`fix ${fix.code} of ${problem.code} edits ${edit.span.start}–${edit.span.end}`);
    }
  }
}
