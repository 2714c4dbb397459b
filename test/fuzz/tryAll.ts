/** Everything that the product does with a text; throws where something is wrong. */
import { checkFile } from "../../server/src/check/checkFile.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { definition } from "../../server/src/features/definition.ts";
import { documentSymbols } from "../../server/src/features/documentSymbols.ts";
import { folds } from "../../server/src/features/folding.ts";
import { type HintKind, inlayHints } from "../../server/src/features/inlayHints.ts";
import { selectionRanges } from "../../server/src/features/selectionRanges.ts";
import { semanticTokens } from "../../server/src/features/semanticTokens.ts";
import { signatureHelp } from "../../server/src/features/signatureHelp.ts";
import { hover } from "../../server/src/features/hover.ts";
import { methodsOf } from "../../server/src/features/methods.ts";
import { optionRefsOf } from "../../server/src/lsp/everywhere.ts";
import { renderProblem } from "../../server/src/messages/render.ts";
import type { Node } from "../../server/src/syntax/ast.ts";
import { childrenOf } from "../../server/src/syntax/children.ts";
import type { Tree } from "../../server/src/syntax/ast.ts";
import { candidatesOf } from "../support/candidates.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const everyHint: ReadonlySet<HintKind> = new Set(["tag-size", "implicit-presence", "json-name", "next-number"]);
const FILE = "fuzz.proto";

export function tryAll(text: string): void {
  const workspace = new MemoryWorkspace({ [FILE]: text }, checkFile);
  const { db } = workspace;
  const tree = db.tree(FILE);
  if (!tree) throw new Error("no tree");
  holdsEachCharacter(tree);
  nested(tree.root);
  for (const problem of db.problems(FILE)) {
    const { start, end } = problem.span;
    if (!(start >= 0 && start <= end && end <= text.length))
      throw new Error(`${problem.code} lies at ${start}–${end}`);
    if (!renderProblem(problem, "en") || !renderProblem(problem, "ko"))
      throw new Error(`${problem.code} says nothing`);
  }
  documentSymbols(db, FILE);
  methodsOf(db, FILE);
  const candidates = candidatesOf(workspace);
  semanticTokens(tree, db.linked(FILE));
  folds(tree);
  inlayHints(db, FILE, { start: 0, end: text.length }, everyHint);
  const step = Math.max(1, Math.floor(text.length / 12));
  for (let at = 0; at <= text.length; at += step) {
    hover(db, FILE, at, { language: "en", note: () => undefined, optionRefs: f => optionRefsOf(db, f) });
    definition(db, FILE, at, optionRefsOf(db, FILE));
    complete(candidates, FILE, at);
    signatureHelp(db, FILE, at);
    selectionRanges(tree, at);
  }
}

function holdsEachCharacter({ source, tokens }: Tree): void {
  if (tokens.starts[0] !== 0 && source !== "") throw new Error("the first token does not start at 0");
  for (let t = 0; t < tokens.count; t++)
    if (!((tokens.starts[t] as number) < (tokens.starts[t + 1] as number))) throw new Error(`token ${t} is empty`);
  if (tokens.starts[tokens.count] !== source.length) throw new Error("the tokens end before the text does");
}

function nested(node: Node): void {
  let at = node.first;
  for (const child of childrenOf(node)) {
    if (child.first < at || child.last > node.last)
      throw new Error(`${child.kind} ${child.first}–${child.last} in ${node.kind} ${node.first}–${node.last}`);
    at = child.first;
    nested(child);
  }
}
