/** Imports in order, each once, without those that nothing uses, with those that are missing. */
import { withLineEnds } from "../../base/lineEnds.ts";
import type { Span } from "../../base/span.ts";
import type { TextEdit } from "../../base/problem.ts";
import type { FileId } from "../../link/world.ts";
import type { ImportDecl, Tree } from "../../syntax/ast.ts";
import { lastOfLine } from "../../syntax/lastOfLine.ts";
import { stringValue } from "../../syntax/stringValue.ts";
import { wholeHeadStatement, withoutLines } from "../../syntax/statementText.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import { spanOfTokens } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import type { Everywhere } from "../references.ts";
import type { WithTexts } from "../settle.ts";

/** Fixes that import the one file that declares a name. */
const imports = new Set(["F2031", "F2034", "F4002"]);

/** Types that are missing hide what options are: those are missed once the types are there. */
const ROUNDS = 2;

/** Puts all imports of a file in order, as far as they leave no choice. */
export function organizedImports(s: Everywhere, file: FileId, withTexts: WithTexts): Draft {
  const draft = new Draft();
  let at = s;
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const missing = at.problems(file).flatMap(p => {
      const [fix, ...others] = p.fixes ?? [];
      if (!fix || others.length > 0 || !imports.has(fix.code) || seen.has(fix.args[0] ?? "")) return [];
      seen.add(fix.args[0] ?? "");
      return fix.edits;
    });
    if (missing.length === 0) break;
    const byPlace = missing.toSorted((a, b) => b.span.start - a.span.start);
    for (const e of byPlace) draft.amend(file, e.span, e.text);
    at = withTexts(draft.texts(s));
  }
  const tree = at.tree(file);
  if (!tree) return draft;
  const unused = at.problems(file).filter(p => p.tag === "unnecessary");
  const edits = organizeImports(
    tree,
    unused.map(p => p.span),
  );
  for (const e of edits.toReversed()) draft.amend(file, e.span, e.text);
  return draft;
}

/**
 * One edit for each run of imports that nothing but blanks stands between. Comments right above an import or behind it go where it goes;
 * a comment that blank lines set off, or another statement, ends a run. `unused`: spans of problems that call an import unused. Option
 * imports come last, as the language wants it.
 */
export function organizeImports(tree: Tree, unused: readonly Span[]): readonly TextEdit[] {
  const seen = new Set<string>();
  return runs(tree).flatMap(run => {
    const kept = run
      .map(node => ({ node, path: pathOf(tree, node), text: textOf(tree, node) }))
      .filter(({ node, path }) => {
        const key = `${node.modifier === "option"} ${path}`;
        const drop = path === undefined ? false : seen.has(key) || isUnused(tree, node, unused);
        if (path !== undefined) seen.add(key);
        return !drop;
      })
      .sort((a, b) => rank(a.node) - rank(b.node) || compare(a.path ?? "", b.path ?? ""));
    const span = { start: spanOf(tree, run[0] as ImportDecl).start, end: spanOf(tree, run.at(-1) as ImportDecl).end };
    const text = withLineEnds(kept.map(k => k.text).join("\n"), tree.source);
    if (text === tree.source.slice(span.start, span.end)) return [];
    if (text !== "") return [{ span, text }];
    // Nothing is left of the run: its lines go too.
    const end = /^[ \t]*\r?\n?/.exec(tree.source.slice(span.end))?.[0].length ?? 0;
    return [withoutLines(tree.source, { start: span.start, end: span.end + end })];
  });
}

const rank = (node: ImportDecl): number => (node.modifier === "option" ? 1 : 0);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function runs(tree: Tree): ImportDecl[][] {
  const out: ImportDecl[][] = [];
  let current: ImportDecl[] = [];
  for (const d of tree.root.decls) {
    const last = current.at(-1);
    if (d.kind !== "Import" || (last && hasCommentBetween(tree, last, d))) {
      if (current.length) out.push(current);
      current = [];
    }
    if (d.kind === "Import") current.push(d);
  }
  if (current.length) out.push(current);
  return out;
}

/** Whether a comment stands between two imports that belongs to neither. */
function hasCommentBetween(tree: Tree, one: ImportDecl, other: ImportDecl): boolean {
  const { start } = spanOf(tree, other);
  for (let t = lastOfLine(tree, one.last) + 1; (tree.tokens.starts[t] as number) < start; t++)
    if (tree.tokens.kinds[t] === TokenKind.LineComment || tree.tokens.kinds[t] === TokenKind.BlockComment)
      return true;
  return false;
}

const pathOf = (tree: Tree, node: ImportDecl): string | undefined =>
  node.path && stringValue(tree.source, tree.tokens.starts, node.path);

function textOf(tree: Tree, node: ImportDecl): string {
  const { start, end } = spanOf(tree, node);
  return tree.source.slice(start, end);
}

/** With the comments above and behind it, without the end of the line. */
function spanOf(tree: Tree, node: ImportDecl): Span {
  const { start, end } = wholeHeadStatement(tree, node);
  return { start, end: start + tree.source.slice(start, end).trimEnd().length };
}

function isUnused(tree: Tree, node: ImportDecl, unused: readonly Span[]): boolean {
  const { start, end } = spanOfTokens(tree, node.first, node.last);
  return unused.some(u => u.start >= start && u.end <= end);
}
