/** Options in brackets and their values: one entry a line where there is more than one. */
import type { CompactOptions, ListLit, MessageLit, Option, StringLit, Value } from "../syntax/ast.ts";
import { Sym } from "../syntax/tokenKind.ts";
import { hasComment } from "./gap.ts";
import { Break, Change, type Layout, nextToken, previousToken } from "./layout.ts";
import { layOutPath } from "./paths.ts";

/** `[…]`, on one line where it holds a single option and no comment beside its brackets. */
export function layOutCompactOptions(layout: Layout, node: CompactOptions, level: number): void {
  const { tree } = layout;
  const { first, last, options } = node;
  layout.set(first, Break.space);
  const inline =
    options.length === 1 &&
    !hasComment(tree, first, nextToken(tree, first)) &&
    !hasComment(tree, previousToken(tree, last), last);
  for (const [index, option] of options.entries()) {
    if (!inline) layout.line(option.first, index === 0 ? Break.firstEntry : Break.entry, level + 1);
    layOutOption(layout, option, inline ? level : level + 1);
  }
  if (!inline) layout.line(last, Break.closingEntry, level);
}

/** Name and value of an option that stands on a line of `level`. */
export function layOutOption(layout: Layout, option: Option, level: number): void {
  for (const { path } of option.name) if (path) layOutPath(layout, path);
  if (option.value) layOutValue(layout, option.value, level);
}

function layOutValue(layout: Layout, value: Value, level: number): void {
  switch (value.kind) {
    case "String":
      layOutString(layout, value, level + 1);
      break;
    case "MessageLit":
      layOutLiteral(layout, value, level);
      break;
    case "ListLit":
      layOutList(layout, value, level);
      break;
  }
}

/** Strings that the language joins stand below each other. */
function layOutString(layout: Layout, { tokens }: StringLit, level: number): void {
  if (tokens.length > 1) for (const token of tokens) layout.line(token, Break.entry, level);
}

const isScalar = (value: Value | undefined): boolean =>
  value !== undefined &&
  value.kind !== "MessageLit" &&
  value.kind !== "ListLit" &&
  (value.kind !== "String" || value.tokens.length === 1);

function layOutLiteral(layout: Layout, { first, last, fields }: MessageLit, level: number): void {
  const { tree } = layout;
  const { kinds } = tree.tokens;
  if (kinds[first] === Sym.less) layout.changes[first] = layout.changes[last] = Change.brace;
  const inline = fields.length < 2 && fields.every(f => isScalar(f.value)) && !hasComment(tree, first, last);
  if (inline) {
    // The parts of a name in brackets have no blanks between them.
    if (fields[0]) layout.set(fields[0].first, Break.none);
    layout.set(last, Break.none);
  } else layout.line(last, Break.closingEntry, level);
  for (const [index, field] of fields.entries()) {
    const { value } = field;
    if (!inline) layout.line(field.first, index === 0 ? Break.firstEntry : Break.entry, level + 1);
    if (!field.colon) layout.changes[field.nameLast] = Change.colon;
    if (value) layOutValue(layout, value, inline ? level : level + 1);
    const behind = nextToken(tree, field.last);
    if (kinds[behind] === Sym.comma || kinds[behind] === Sym.semicolon) layout.changes[behind] = Change.drop;
  }
}

function layOutList(layout: Layout, { first, last, values }: ListLit, level: number): void {
  const inline = values.length < 2 && values.every(isScalar) && !hasComment(layout.tree, first, last);
  if (inline) return;
  layout.line(last, Break.closingEntry, level);
  for (const [index, value] of values.entries()) {
    const how = index === 0 ? Break.firstEntry : Break.entry;
    if (value.kind === "String") layOutString(layout, value, level + 1);
    else layOutValue(layout, value, level + 1);
    layout.line(value.first, how, level + 1);
  }
}
