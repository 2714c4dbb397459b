/** Declarations: each begins a line, members are indented by one level, an empty body is `{}`. */
import type { Body, Decl, EmptyDecl } from "../syntax/ast.ts";
import { startsLine } from "../base/startsLine.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import { gapBetween, hasComment } from "./gap.ts";
import { Break, Change, type Layout, nextToken, previousToken } from "./layout.ts";
import { layOutPath } from "./paths.ts";
import { bodyOf, type Soundness } from "./sound.ts";
import { layOutCompactOptions, layOutOption } from "./values.ts";

/**
 * Lays out declarations that follow each other behind `before` (-1 at the start of a file). Nesting is bounded by the parser, so this may
 * recur.
 */
export function layOutDecls(
  layout: Layout,
  sound: Soundness,
  decls: readonly Decl[],
  before: number,
  level: number,
): void {
  const { tree } = layout;
  let at = before;
  let isFirst = true;
  for (const decl of decls) {
    // Tokens that recovery skipped belong to no declaration.
    const expected = nextToken(tree, at);
    if (expected < decl.first) layout.keep(expected, previousToken(tree, decl.first));
    // Where a broken member at the end of the body before ends may hang on whether this begins a line.
    if (layout.breaks[at] === Break.verbatim && !startsLine(tree.source, tree.tokens.starts[decl.first] as number))
      layout.set(decl.first, Break.verbatim);
    const kept = layout.breaks[decl.first] === Break.verbatim;
    if (!sound.of(decl)) layout.keep(decl.first, decl.last);
    else {
      if (!kept) layout.line(decl.first, isFirst ? Break.first : Break.statement, level);
      layOutDecl(layout, sound, decl, level);
    }
    at = decl.last;
    isFirst &&= layout.changes[decl.first] === Change.drop;
  }
}

function layOutDecl(layout: Layout, sound: Soundness, decl: Decl, level: number): void {
  switch (decl.kind) {
    case "Empty":
      layOutEmpty(layout, decl);
      break;
    case "Option":
      layOutOption(layout, decl, level);
      break;
    case "Field":
      for (const path of [decl.type, decl.map?.key, decl.map?.value]) if (path) layOutPath(layout, path);
      break;
    case "Extend":
      if (decl.extendee) layOutPath(layout, decl.extendee);
      break;
    case "Method":
      if (decl.input) layout.set(decl.input.first, Break.none);
      if (decl.output) layout.set(decl.output.first, Break.space);
      for (const type of [decl.input, decl.output]) if (type?.type) layOutPath(layout, type.type);
      break;
  }
  if ("options" in decl && decl.options) layOutCompactOptions(layout, decl.options, level);
  const body = bodyOf(decl);
  if (body) layOutBody(layout, sound, body, level);
}

/** A lone semicolon goes, unless a comment beside it would change its owner. */
function layOutEmpty(layout: Layout, { first }: EmptyDecl): void {
  const { tree } = layout;
  if (layout.breaks[first] === Break.verbatim) return;
  if (hasComment(tree, previousToken(tree, first), first)) return;
  if (!hasComment(tree, first, nextToken(tree, first))) layout.changes[first] = Change.drop;
  else if (layout.breaks[first] === Break.statement) layout.set(first, Break.none);
}

function layOutBody(layout: Layout, sound: Soundness, body: Body, level: number): void {
  const { tree } = layout;
  layout.set(body.first, Break.space);
  layOutDecls(layout, sound, body.decls, body.first, level + 1);
  const last = body.decls.at(-1)?.last ?? body.first;
  const expected = nextToken(tree, last);
  if (expected < body.last) layout.keep(expected, previousToken(tree, body.last));
  if (layout.breaks[body.last] === Break.verbatim) return;
  if (!isEmpty(layout, body)) {
    layout.line(body.last, Break.closing, level);
    return;
  }
  const gap = gapBetween(layout, body.first, body.last);
  // `{ /* none */ }` on one line belongs to nothing, and would document the declaration on a line of its own.
  const inline = gap.comments.every(
    (comment, i) => gap.lines[i] === 0 && tree.tokens.kinds[comment] === TokenKind.BlockComment,
  );
  if (gap.comments.length === 0) layout.set(body.last, Break.none);
  else if (inline && gap.lines.at(-1) === 0) layout.set(body.last, Break.space);
  else layout.line(body.last, Break.closing, level);
}

const isEmpty = (layout: Layout, body: Body): boolean =>
  body.decls.every(decl => layout.changes[decl.first] === Change.drop);
