/** The edit that adds an import: among the others of its kind in order, option imports behind the plain ones, else behind the package or syntax line. */
import type { TextEdit } from "../base/problem.ts";
import type { Decl, ImportDecl, Tree } from "../syntax/ast.ts";
import { lastOfLine } from "../syntax/lastOfLine.ts";
import { wholeHeadStatement, withoutStatement } from "../syntax/statementText.ts";
import { stringValue } from "../syntax/stringValue.ts";

export function importEdit(tree: Tree, path: string, modifier: "" | "option " = ""): TextEdit {
  const line = `import ${modifier}"${path}";`;
  const { starts } = tree.tokens;
  const isOption = modifier !== "";
  const imports = tree.root.decls.filter(d => d.kind === "Import");
  const alike = imports.filter(d => (d.modifier === "option") === isOption);
  const next = alike.find(d => d.path && stringValue(tree.source, starts, d.path) > path);
  const insertBefore = (d: Decl): TextEdit => at(wholeHeadStatement(tree, d).start, `${line}\n`);
  const insertAfter = (d: Decl, gap: string): TextEdit => at(endOfLine(tree, d), `${gap}${line}`);
  if (next) return insertBefore(next);
  const last = alike.at(-1) ?? (isOption ? imports.at(-1) : undefined);
  if (last) return insertAfter(last, "\n");
  const [first] = imports;
  if (first) return insertBefore(first);
  const head = tree.root.decls.findLast(d => d.kind === "Package" || d.kind === "Syntax");
  return head ? insertAfter(head, "\n\n") : at(0, `${line}\n\n`);
}

/** The import of a file, or what makes an import for its options one for its types too. */
export function importEdits(tree: Tree, path: string): readonly TextEdit[] {
  const { starts } = tree.tokens;
  const option = tree.root.decls.find(
    d =>
      d.kind === "Import" && d.modifier === "option" && d.path && stringValue(tree.source, starts, d.path) === path,
  );
  return option?.kind === "Import" ? plainImport(tree, option) : [importEdit(tree, path)];
}

/** The edits that make an option import a plain one, which stands in front of the option imports. */
export function plainImport(tree: Tree, node: ImportDecl): TextEdit[] {
  const { starts } = tree.tokens;
  const first = tree.root.decls.find(d => d.kind === "Import" && d.modifier === "option") ?? node;
  if (first === node && node.path)
    return [
      { span: { start: starts[node.modifierToken] as number, end: starts[node.path.first] as number }, text: "" },
    ];
  const whole = wholeHeadStatement(tree, node);
  const text = tree.source.slice(whole.start, whole.end);
  const word = (starts[node.modifierToken] as number) - whole.start;
  const behind = (starts[node.path?.first ?? node.last] as number) - whole.start;
  const plain = text.slice(0, word) + text.slice(behind);
  const to = wholeHeadStatement(tree, first).start;
  return [at(to, plain.endsWith("\n") ? plain : `${plain}\n`), withoutStatement(tree, node, whole)];
}

/** Behind a statement and the comments that belong to its line. */
export function endOfLine(tree: Tree, { last }: Decl): number {
  const { starts } = tree.tokens;
  const end = starts[last + 1] as number;
  return end + tree.source.slice(end, starts[lastOfLine(tree, last) + 1]).trimEnd().length;
}

const at = (offset: number, text: string): TextEdit => ({ span: { start: offset, end: offset }, text });
