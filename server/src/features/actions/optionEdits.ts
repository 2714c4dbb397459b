/** Options put where a declaration keeps them. */
import type { FileId } from "../../link/world.ts";
import type { CompactOptions, Option, Tree } from "../../syntax/ast.ts";
import { startsLine } from "../../base/startsLine.ts";
import { lastOfLine } from "../../syntax/lastOfLine.ts";
import { indentAt } from "../../syntax/statementText.ts";
import { spanOfNode } from "../declSpan.ts";
import type { Draft } from "../draft.ts";

/** Adds `text` to the options in brackets of a field or an enum value; `behind` is what stands before where the brackets would be. */
export function addCompactOption(
  draft: Draft,
  file: FileId,
  tree: Tree,
  options: CompactOptions | undefined,
  behind: { readonly first: number; readonly last: number },
  text: string,
): void {
  const last = options?.options.at(-1);
  const at = spanOfNode(tree, last ?? behind).end;
  if (options && !last) {
    draft.replace(file, spanOfNode(tree, options), `[${text}]`);
    return;
  }
  const { source } = tree;
  const start = last ? spanOfNode(tree, last).start : at;
  if (!last || !startsLine(source, start)) {
    draft.replace(file, { start: at, end: at }, last ? `, ${text}` : ` [${text}]`);
    return;
  }
  // A comment behind the one before stays with that.
  const line = at + source.slice(at, tree.tokens.starts[lastOfLine(tree, last.last) + 1]).trimEnd().length;
  draft.replace(file, { start: at, end: at }, ",");
  draft.replace(file, { start: line, end: line }, `\n${indentAt(source, start)}${text}`);
}

/** Takes one option out of the brackets, and the brackets with the last. */
export function removeCompactOption(
  draft: Draft,
  file: FileId,
  tree: Tree,
  options: CompactOptions,
  option: Option,
): void {
  const list = options.options;
  const index = list.indexOf(option);
  if (list.length === 1) {
    const span = spanOfNode(tree, options);
    const blanks = /[ \t]*$/.exec(tree.source.slice(0, span.start))?.[0].length ?? 0;
    draft.replace(file, { start: span.start - blanks, end: span.end }, "");
    return;
  }
  const next = list[index + 1];
  const own = spanOfNode(tree, option);
  if (next) draft.replace(file, { start: own.start, end: spanOfNode(tree, next).start }, "");
  else draft.replace(file, { start: spanOfNode(tree, list[index - 1] as Option).end, end: own.end }, "");
}

/** The option of that one plain name. */
export const optionNamed = (options: readonly Option[] | undefined, name: string): Option | undefined =>
  options?.find(o => o.name.map(p => (p.extension ? `(${p.text})` : p.text)).join(".") === name);
