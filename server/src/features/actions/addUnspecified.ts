/** Gives an enum a zero value that stands for "not set", which open enums must and all enums should begin with. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { EnumDecl } from "../../syntax/ast.ts";
import { featuresIn } from "../../editions/features.ts";
import { inFront, isSetOff } from "../../syntax/statementText.ts";
import { Draft } from "../draft.ts";
import { type Action, type ActionContext, declOf, nodeAround, refuse, say } from "./action.ts";
import { insertFirst } from "./layout.ts";

export const addUnspecified: Action = {
  id: "addUnspecified",
  kind: "refactor.rewrite",
  offers(ctx) {
    const found = target(ctx);
    return found ? [{ title: say("addUnspecified", found.value) }] : [];
  },
  run(ctx) {
    const draft = new Draft();
    const found = target(ctx);
    if (!found) return refuse("notHere");
    const { node, value, isClosed } = found;
    const tree = ctx.syntaxTree;
    const [first, second] = (node.body?.decls ?? []).filter(d => d.kind === "EnumValue");
    const text = `${value} = 0;`;
    if (first) {
      const edit = inFront(tree, first, text, second && isSetOff(tree, second) ? "spaced" : "close");
      draft.replace(ctx.file, edit.span, edit.text);
    } else if (node.body) insertFirst(draft, ctx.file, tree, node.body, [text]);
    return { ok: true, draft, ...(isClosed ? { warning: say("defaultChanges") } : {}) };
  },
};

interface Target {
  readonly node: EnumDecl;
  readonly value: string;
  /** What is not set has the first value, whatever its number. */
  readonly isClosed: boolean;
}

function target(ctx: ActionContext): Target | undefined {
  const node = nodeAround(ctx, "Enum");
  const decl = node && declOf(ctx, node);
  if (!node?.body || decl?.kind !== "enum") return undefined;
  const value = `${enumPrefix(decl.name)}UNSPECIFIED`;
  const isTaken = decl.values.some(v => v.number === 0 || v.name === value);
  const isReserved = decl.reservedRanges.some(r => r.start <= 0 && 0 <= r.end) || decl.reservedNames.includes(value);
  const isClosed = decl.values.length > 0 && featuresIn(ctx.declaredHere.outline, decl).enumType === "CLOSED";
  return isTaken || isReserved ? undefined : { node, value, isClosed };
}
