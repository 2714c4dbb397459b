/** The edits that fixes are made of: an option taken out or put in, a statement removed. */
import type { TextEdit } from "../base/problem.ts";
import { startsLine } from "../base/startsLine.ts";
import type { CompactOptions, MessageLit, NodeBase, Option } from "../syntax/ast.ts";
import { lastOfLine } from "../syntax/lastOfLine.ts";
import { tokenAt } from "../syntax/nodeAt.ts";
import { indentAt, wholeHeadStatement, withoutMember } from "../syntax/statementText.ts";
import { type CheckContext, spanOf } from "./context.ts";

/**
 * Removes a statement with its comments, and its lines where nothing else stands there. Comments that begin the file speak of all of it
 * and stay.
 */
export function removal({ tree }: CheckContext, node: NodeBase): TextEdit {
  return withoutMember(tree, node, wholeHeadStatement(tree, node));
}

/** Removes an option from a list in brackets, and the brackets with the last one. */
export function withoutOption(ctx: CheckContext, list: CompactOptions, option: Option): TextEdit {
  const { options } = list;
  const at = options.indexOf(option);
  const { start, end } = spanOf(ctx, option);
  if (options.length === 1) {
    const whole = spanOf(ctx, list);
    const blank = ctx.tree.source[whole.start - 1] === " " ? 1 : 0;
    return { span: { start: whole.start - blank, end: whole.end }, text: "" };
  }
  const next = options[at + 1];
  if (next) return { span: { start, end: spanOf(ctx, next).start }, text: "" };
  const previous = options[at - 1] as Option;
  return { span: { start: spanOf(ctx, previous).end, end }, text: "" };
}

/** Removes an option wherever it stands: a statement, or one of the list in brackets of its declaration. */
export function optionRemoval(ctx: CheckContext, owner: OptionHolder, option: Option): TextEdit {
  return owner.options && option.form === "compact"
    ? withoutOption(ctx, owner.options, option)
    : removal(ctx, option);
}

/** A node that may have a list of options in brackets behind `number`. */
export interface OptionHolder {
  readonly options?: CompactOptions | undefined;
  readonly number?: NodeBase | undefined;
}

/** Puts an option in front of the others of a field or an enum value; undefined where the declaration is incomplete. */
export function withOption(ctx: CheckContext, node: OptionHolder, text: string): TextEdit | undefined {
  const first = node.options?.options[0];
  if (first) {
    const at = spanOf(ctx, first).start;
    const { source } = ctx.tree;
    const gap = startsLine(source, at) ? `\n${indentAt(source, at)}` : " ";
    return { span: { start: at, end: at }, text: `${text},${gap}` };
  }
  if (!node.number || node.options) return undefined;
  const at = spanOf(ctx, node.number).end;
  return { span: { start: at, end: at }, text: ` [${text}]` };
}

/** Puts a field behind the others of a block: in a line of its own where they have one. */
export function withField(ctx: CheckContext, literal: MessageLit, text: string): TextEdit {
  const { source } = ctx.tree;
  const last = literal.fields.at(-1);
  if (!last) return { span: spanOf(ctx, literal), text: `{${text}}` };
  const { start, end } = spanOf(ctx, last);
  const comma = /^[ \t]*[,;]/.exec(source.slice(end, end + 300))?.[0].length ?? 0;
  if (!startsLine(source, start)) return { span: { start: end, end: end + comma }, text: `, ${text}` };
  const at = spanOf(ctx, {
    first: last.first,
    last: lastOfLine(ctx.tree, comma ? tokenAt(ctx.tree, end + comma - 1) : last.last),
  }).end;
  const line = source.slice(0, at).trimEnd().length;
  return { span: { start: line, end: line }, text: `\n${indentAt(source, start)}${text}` };
}
