/** Options of the whole file: found, taken out, added. */
import type { Fix } from "../../base/problem.ts";
import type { Option } from "../../syntax/ast.ts";
import { statementOf } from "../builtinOptions.ts";
import { endOfLine } from "../importEdit.ts";
import type { Mending } from "./mending.ts";

export const fileOption = (m: Mending, name: string): Option | undefined => statementOf(m.ctx.tree.root.decls, name);

/** Fixes that take out those of the options that the file sets. */
export const removeFileOptions = (m: Mending, ...names: readonly string[]): Fix[] => {
  const options = names.flatMap(name => fileOption(m, name) ?? []);
  const [first] = options;
  if (!first) return [];
  const edits = options.flatMap(o => m.remove(o, "")[0]?.edits ?? []);
  return [{ code: "F3240", args: [names.filter(n => fileOption(m, n)).join("`, `")], edits }];
};

/** Puts a statement behind the other options, else behind the head of the file. */
export function addFileOption(m: Mending, text: string): Fix[] {
  const { decls } = m.ctx.tree.root;
  const last = decls.findLast(d => d.kind === "Option");
  if (last) return m.insert(endOfLine(m.ctx.tree, last), `${m.newline}${text}`, text);
  const head = decls.findLast(d => d.kind === "Syntax" || d.kind === "Package" || d.kind === "Import");
  return head ? m.insert(endOfLine(m.ctx.tree, head), `${m.newline}${m.newline}${text}`, text) : [];
}
