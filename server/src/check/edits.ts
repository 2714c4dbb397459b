/** The edits that fixes are made of: an option taken out or put in, a statement removed. */
import type { TextEdit } from "../base/problem.ts";
import type { CompactOptions, NodeBase, Option } from "../syntax/ast.ts";
import { type CheckContext, spanOf } from "./context.ts";

/** Removes a node, and its line with it where nothing else stands there. */
export function removal(ctx: CheckContext, node: NodeBase): TextEdit {
  const { source } = ctx.tree;
  let { start, end } = spanOf(ctx, node);
  const before = /[ \t]*$/.exec(source.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  const after = /^[ \t]*(\r?\n|$)/.exec(source.slice(end, end + 200))?.[0].length ?? 0;
  const first = start - before;
  const alone = first === 0 || source[first - 1] === "\n";
  if (alone && after > 0) {
    start = first;
    end += after;
  } else if (!alone) start = first;
  return { span: { start, end }, text: "" };
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
    return { span: { start: at, end: at }, text: `${text}, ` };
  }
  if (!node.number || node.options) return undefined;
  const at = spanOf(ctx, node.number).end;
  return { span: { start: at, end: at }, text: ` [${text}]` };
}
