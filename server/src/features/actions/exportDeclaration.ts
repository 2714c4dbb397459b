/** Marks a declaration of another file, which that file keeps to itself, as one that others may use. */
import type { DeclId } from "../../link/world.ts";
import { hiddenBy } from "../../check/visibility.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, refuse, say } from "./action.ts";
import { refusalOf } from "./refusalOf.ts";

export const exportDeclaration: Action = {
  id: "exportDeclaration",
  kind: "quickfix",
  offers(ctx) {
    const id = hiddenHere(ctx);
    if (!id) return [];
    const title = say("exportDeclaration", id.name, ctx.importName(id.file));
    return [ctx.isOwn(id.file) ? { title } : { title, refused: say("shippedStays", id.name) }];
  },
  *run(ctx) {
    const id = hiddenHere(ctx);
    const tree = id && ctx.tree(id.file);
    const declared = id && ctx.declared(id.file);
    const decl = declared && findDecl(declared.outline, id.name);
    const node = decl && declared.nodes.get(decl);
    if (!tree || (node?.kind !== "Message" && node?.kind !== "Enum") || !ctx.isOwn(id.file)) return refuse("notHere");
    const draft = new Draft();
    const { start } = spanOfNode(tree, node);
    if (node.visibility) draft.replace(id.file, spanOfNode(tree, node.visibility), "export");
    else draft.replace(id.file, { start, end: start }, "export ");
    const settled = yield* settle(ctx, draft, [ctx.file], d => d, ctx.withTexts);
    return settled.ok ? { ok: true, draft } : refusalOf(settled);
  },
};

/** The declaration that the reference under the cursor names, where its file hides it. */
function hiddenHere(ctx: ActionContext): DeclId | undefined {
  const { start } = ctx.selection;
  for (const ref of ctx.linkedHere.refs) {
    const span = spanOfNode(ctx.syntaxTree, ref.node);
    if (start < span.start || span.end < start || !ref.result.ok) continue;
    const { found } = ref.result;
    if (found.kind === "package" || found.id.file === ctx.file) continue;
    const outline = ctx.outline(found.id.file);
    const decl = outline && findDecl(outline, found.id.name);
    if (outline && (decl?.kind === "message" || decl?.kind === "enum") && hiddenBy(outline, decl)) return found.id;
  }
  return undefined;
}
