/**
 * P1190 (warning, no args): the file does not say its syntax or edition and is read as proto2.
 * F1190: put the line [text] in front.
 */
import { type CheckContext, report, spanOf } from "./context.ts";

export function checkSyntaxLine(ctx: CheckContext): void {
  const { tree } = ctx;
  const [first] = tree.root.decls;
  if (!first || tree.problems.length > 0 || tree.root.decls.some(d => d.kind === "Syntax")) return;
  const span = spanOf(ctx, { first: first.first, last: first.first });
  const at = { start: span.start, end: span.start };
  const fixes = ["proto2", "proto3"].map(name => {
    const line = `syntax = "${name}";`;
    return { code: "F1190", args: [line], edits: [{ span: at, text: `${line}\n\n` }] };
  });
  report(ctx, "P1190", span, [], { severity: "warning", fixes });
}
