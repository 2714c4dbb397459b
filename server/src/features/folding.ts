/** What can be folded: blocks, literals, runs of imports, comments of several lines, marked regions. */
import type { Span } from "../base/span.ts";
import type { Node, Tree } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/children.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { spanOfTokens } from "./declSpan.ts";

export interface Fold {
  /** The line of its start stays visible. */
  readonly span: Span;
  readonly kind: "block" | "imports" | "comment" | "region";
  /** `shown`: the line of a bracket that closes stays visible too. */
  readonly lastLine: "shown" | "folded";
}

export function folds(tree: Tree): readonly Fold[] {
  const out: Fold[] = [];
  const add = (first: number, last: number, kind: Fold["kind"], lastLine: Fold["lastLine"] = "folded"): void => {
    out.push({ span: spanOfTokens(tree, first, last), kind, lastLine });
  };
  const walk = (node: Node): void => {
    if (
      node.kind === "Body" ||
      node.kind === "MessageLit" ||
      node.kind === "ListLit" ||
      node.kind === "CompactOptions"
    )
      add(node.first, node.last, "block", /^[}\]>]$/.test(textOfToken(tree, node.last)) ? "shown" : "folded");
    for (const child of childrenOf(node)) walk(child);
  };
  walk(tree.root);
  for (const { first, last } of importRuns(tree.root.decls)) add(first, last, "imports");
  for (const { first, last, kind } of comments(tree)) add(first, last, kind);
  return out.filter(f => tree.source.slice(f.span.start, f.span.end).includes("\n"));
}

interface Run {
  readonly first: number;
  readonly last: number;
}

/** What stands between two imports is no part of either. */
function importRuns(decls: readonly Node[]): Run[] {
  const runs: Run[] = [];
  let isRun = false;
  for (const { kind, first, last } of decls) {
    const run = isRun ? runs.pop() : undefined;
    if (run) runs.push(kind === "Import" ? { first: run.first, last } : run);
    else if (kind === "Import") runs.push({ first, last });
    isRun = kind === "Import";
  }
  return runs;
}

/** As the markers of the language's configuration: editors look for those only where no server tells what folds. */
const regionStart = /^\/\/\s*#?region\b/;
const regionEnd = /^\/\/\s*#?endregion\b/;

/** Block comments, runs of line comments on lines of their own, and what stands between the marks of a region. */
function comments(tree: Tree): (Run & { readonly kind: "comment" | "region" })[] {
  const { kinds, count } = tree.tokens;
  const out: (Run & { kind: "comment" | "region" })[] = [];
  const regions: number[] = [];
  for (let t = 0; t < count; t++) {
    if (kinds[t] === TokenKind.BlockComment) out.push({ first: t, last: t, kind: "comment" });
    if (kinds[t] !== TokenKind.LineComment || !startsLine(tree, t)) continue;
    const text = textOfToken(tree, t);
    if (regionStart.test(text)) regions.push(t);
    const start = regionEnd.test(text) ? regions.pop() : undefined;
    if (start !== undefined) out.push({ first: start, last: t, kind: "region" });
    if (isMark(text)) continue;
    const first = t;
    while (
      kinds[t + 1] === TokenKind.Space &&
      kinds[t + 2] === TokenKind.LineComment &&
      !blankLine(tree, t + 1) &&
      !isMark(textOfToken(tree, t + 2))
    )
      t += 2;
    if (t > first) out.push({ first, last: t, kind: "comment" });
  }
  return out;
}

const isMark = (comment: string): boolean => regionStart.test(comment) || regionEnd.test(comment);

const startsLine = (tree: Tree, token: number): boolean =>
  /(?:^|\n)[ \t]*$/.test(
    tree.source.slice(Math.max(0, (tree.tokens.starts[token] as number) - 500), tree.tokens.starts[token]),
  );

const blankLine = (tree: Tree, token: number): boolean =>
  tree.source.slice(tree.tokens.starts[token], tree.tokens.starts[token + 1]).split("\n").length > 2;
