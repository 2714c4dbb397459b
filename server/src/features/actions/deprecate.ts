/** Marks a declaration as deprecated, where its kind keeps such an option. */
import type { FileId } from "../../link/world.ts";
import type { Option, Tree } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, nodeAround, say } from "./action.ts";
import { insertFirst } from "./layout.ts";
import { indentAt, indentStep } from "../../syntax/statementText.ts";
import { addCompactOption, optionNamed } from "./optionEdits.ts";

const kinds = ["Field", "EnumValue", "Message", "Enum", "Service", "Method"] as const;

export const deprecate: Action = {
  id: "deprecate",
  kind: "refactor.rewrite",
  offers(ctx) {
    const node = target(ctx);
    return node?.name && !isDeprecated(node) ? [{ title: say("deprecate", node.name.text) }] : [];
  },
  run(ctx) {
    const draft = new Draft();
    const node = target(ctx);
    if (node) deprecateNode(draft, ctx.file, ctx.syntaxTree, node);
    return { ok: true, draft };
  },
};

type Target = NonNullable<ReturnType<typeof target>>;

/** The declaration whose name or keyword the cursor is on: not the message around a field's blanks. */
function target(ctx: ActionContext) {
  const node = nodeAround(ctx, ...kinds);
  if (!node) return undefined;
  const inside = "body" in node && node.body && ctx.selection.start > spanOfNode(ctx.syntaxTree, node.body).start;
  return inside ? undefined : node;
}

function optionsOf(node: Target): readonly Option[] {
  if (node.kind === "Field" || node.kind === "EnumValue") return node.options?.options ?? [];
  return node.body?.decls.filter((d): d is Option => d.kind === "Option") ?? [];
}

const isDeprecated = (node: Target): boolean => optionNamed(optionsOf(node), "deprecated") !== undefined;

function deprecateNode(draft: Draft, file: FileId, tree: Tree, node: Target): void {
  if (node.kind === "Field" || node.kind === "EnumValue") {
    if (node.number) addCompactOption(draft, file, tree, node.options, node.number, "deprecated = true");
    return;
  }
  const line = "option deprecated = true;";
  if (node.body) return insertFirst(draft, file, tree, node.body, [line]);
  // A method without a body ends in a semicolon.
  const span = spanOfNode(tree, node);
  const indent = indentAt(tree.source, span.start);
  const end = tree.source[span.end - 1] === ";" ? span.end - 1 : span.end;
  draft.replace(file, { start: end, end: span.end }, ` {\n${indent}${indentStep(tree.source)}${line}\n${indent}}`);
}
