/** Numbers and names put into a declaration's `reserved` statements: ranges merged, names each once. */
import type { FileId } from "../../link/world.ts";
import type { EnumOutline, MessageOutline } from "../../outline/outline.ts";
import type { Body, ReservedDecl, Tree } from "../../syntax/ast.ts";
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
    const ranges = merged([...decl.reservedRanges, ...newNumbers.map(n => ({ start: n, end: n }))]);
    put(
      statements.filter(s => s.ranges.length),
      `reserved ${ranges.map(r => rangeText(r, max)).join(", ")};`,
    );
  }
  const newNames = [...new Set(names)].filter(n => !decl.reservedNames.includes(n));
  if (newNames.length) {
    const all = [...decl.reservedNames, ...newNames];
    const quoted = tree.syntax.kind === "editions" ? all : all.map(n => `"${n}"`);
    put(
      statements.filter(s => s.names.length),
      `reserved ${quoted.join(", ")};`,
    );
  }
  if (lines.length) insertFirst(draft, file, tree, body, lines);

  /** Into the first statement of its kind; the others' contents are in it then. */
  function put(old: readonly ReservedDecl[], text: string): void {
    const [first, ...rest] = old;
    if (!first) lines.push(text);
    else draft.replace(file, spanOfNode(tree, first), text);
    for (const r of rest) {
      const blanks = spanOfTokens(tree, r.first - 1, r.first - 1);
      const isBlank = tree.source.slice(blanks.start, blanks.end).trim() === "";
      draft.replace(file, { start: isBlank ? blanks.start : blanks.end, end: spanOfNode(tree, r).end }, "");
    }
  }
}

/** In order, each number once, neighbours joined. */
export function merged(ranges: readonly Range[]): Range[] {
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
