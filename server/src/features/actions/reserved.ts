/** Numbers and names put into a declaration's `reserved` statements: ranges merged, names each once. */
import type { FileId } from "../../link/world.ts";
import type { EnumOutline, MessageOutline } from "../../outline/outline.ts";
import type { Body, Name, NodeBase, RangeNode, ReservedDecl, Tree } from "../../syntax/ast.ts";
import { tokenAt } from "../../syntax/nodeAt.ts";
import { wholeStatement } from "../../syntax/statementText.ts";
import { TokenKind } from "../../syntax/tokenKind.ts";
import { spanOfNode, spanOfTokens } from "../declSpan.ts";
import type { Draft } from "../draft.ts";
import { insertFirst } from "./layout.ts";
import { INT32_MAX, MAX_FIELD_NUMBER } from "../../shared/numberLimits.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Adds to what `decl` reserves; `body` is its body. */
export function reserve(
  draft: Draft,
  file: FileId,
  tree: Tree,
  body: Body,
  decl: MessageOutline | EnumOutline,
  numbers: readonly number[],
  names: readonly string[],
): void {
  const statements = body.decls.filter((d): d is ReservedDecl => d.kind === "Reserved");
  const lines: string[] = [];
  const newNumbers = numbers.filter(n => !decl.reservedRanges.some(r => r.start <= n && n <= r.end));
  if (newNumbers.length) {
    const max = decl.kind === "message" ? MAX_FIELD_NUMBER : INT32_MAX;
    const ranges = newNumbers.map(n => ({ start: n, end: n }));
    putRanges(
      statements.filter(s => s.ranges.length),
      ranges,
      list => merged(list).map(r => rangeText(r, max)),
    );
  }
  const newNames = [...new Set(names)].filter(n => !decl.reservedNames.includes(n));
  if (newNames.length) {
    const quoted = (all: readonly string[]): readonly string[] =>
      tree.syntax.kind === "editions" ? all : all.map(n => `"${n}"`);
    const old = statements.filter(s => s.names.length);
    const [first] = old;
    const last = old.at(-1);
    if (!first || !last) lines.push(`reserved ${quoted(newNames).join(", ")};`);
    else if (old.some(s => isCommented(tree, s))) add(last.names.at(-1) as Name, quoted(newNames));
    else into(first, old, quoted([...decl.reservedNames, ...newNames]));
  }
  if (lines.length) insertFirst(draft, file, tree, body, lines);

  /** Comments tell statements apart: then the new ranges go to their neighbours, and the others stay as they are. */
  function putRanges(
    old: readonly ReservedDecl[],
    ranges: readonly Range[],
    shown: (list: readonly Range[]) => readonly string[],
  ): void {
    const [first] = old;
    if (!first) {
      lines.push(`reserved ${shown(ranges).join(", ")};`);
      return;
    }
    if (!old.some(s => isCommented(tree, s))) {
      into(first, old, shown([...decl.reservedRanges, ...ranges]));
      return;
    }
    const own = rangesByStatement(decl, old);
    const touches = (r: Range): boolean => ranges.some(n => r.start <= n.end + 1 && n.start <= r.end + 1);
    const home = old.find(s => own.get(s)?.some(touches)) ?? (old.at(-1) as ReservedDecl);
    if (hasCommentInside(tree, home)) add(home.ranges.at(-1) as RangeNode, shown(ranges));
    else into(home, [home], shown([...(own.get(home) ?? []), ...ranges]));
  }

  function add(behind: NodeBase, more: readonly string[]): void {
    const { end } = spanOfNode(tree, behind);
    draft.replace(file, { start: end, end }, more.map(m => `, ${m}`).join(""));
  }

  /** One statement says what several said. */
  function into(home: ReservedDecl, old: readonly ReservedDecl[], content: readonly string[]): void {
    draft.replace(file, spanOfNode(tree, home), `reserved ${content.join(", ")};`);
    for (const r of old) {
      if (r === home) continue;
      const blanks = spanOfTokens(tree, r.first - 1, r.first - 1);
      const isBlank = tree.source.slice(blanks.start, blanks.end).trim() === "";
      draft.replace(file, { start: isBlank ? blanks.start : blanks.end, end: spanOfNode(tree, r).end }, "");
    }
  }
}

/** The outline has the ranges of all statements, one after the other. */
function rangesByStatement(
  decl: MessageOutline | EnumOutline,
  statements: readonly ReservedDecl[],
): ReadonlyMap<ReservedDecl, readonly Range[]> {
  let at = 0;
  return new Map(statements.map(s => [s, decl.reservedRanges.slice(at, (at += s.ranges.length))]));
}

const hasCommentInside = (tree: Tree, { first, last }: NodeBase): boolean => hasComment(tree, first, last);

/** Whether a comment is in a statement, right above it or behind it. */
function isCommented(tree: Tree, node: NodeBase): boolean {
  const { start, end } = wholeStatement(tree, node);
  return hasComment(tree, tokenAt(tree, start), tokenAt(tree, end - 1));
}

function hasComment({ tokens: { kinds } }: Tree, first: number, last: number): boolean {
  for (let t = first; t <= last; t++)
    if (kinds[t] === TokenKind.LineComment || kinds[t] === TokenKind.BlockComment) return true;
  return false;
}

/** In order, each number once, neighbours joined. */
function merged(ranges: readonly Range[]): Range[] {
  const out: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

const rangeText = ({ start, end }: Range, max: number): string =>
  start === end ? `${start}` : `${start} to ${end === max ? "max" : end}`;
