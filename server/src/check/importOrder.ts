/**
 * P1187 [path]: a plain import stands behind an `import option`.
 * R1187 (no args): the option import that must follow it. F1187 [path]: move the import in front of the option imports.
 */
import type { ImportDecl } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { inFront, wholeHeadStatement } from "../syntax/statementText.ts";
import { type CheckContext, report, spanOf } from "./context.ts";
import { removal } from "./edits.ts";

export function checkImportOrder(ctx: CheckContext): void {
  let firstOption: ImportDecl | undefined;
  const { source, tokens } = ctx.tree;
  for (const d of ctx.tree.root.decls) {
    if (d.kind !== "Import") continue;
    if (d.modifier === "option") firstOption ??= d;
    else if (firstOption && d.path) {
      const path = stringValue(source, tokens.starts, d.path);
      const own = wholeHeadStatement(ctx.tree, d);
      const option = spanOf(ctx, firstOption);
      const moved = inFront(ctx.tree, firstOption, source.slice(own.start, own.end).trim(), "close");
      const fixes = [{ code: "F1187", args: [path], edits: [moved, removal(ctx, d)] }];
      const related = [{ at: option, code: "R1187", args: [] }];
      report(ctx, "P1187", spanOf(ctx, d.path), [path], { fixes, related });
    }
  }
}
