/**
 * Turns a repeated message of a key and a value into a map, which has the same bytes; or two repeated fields, of keys and of values,
 * into a map with a number of its own.
 */
import { nextFieldNumber } from "../../outline/nextFieldNumber.ts";
import type { FieldOutline, MessageOutline } from "../../outline/outline.ts";
import type { FieldDecl, MessageDecl } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { withoutPackage } from "../fieldHistory.ts";
import type { DeclId } from "../../link/world.ts";
import { indentAt, wholeStatement } from "../../syntax/statementText.ts";
import { mayName } from "../references.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, declOf, freeName, nodeAround, refuse, say, selected } from "./action.ts";
import { remove } from "./layout.ts";
import { refusalOf } from "./refusalOf.ts";
import { reserve } from "./reserved.ts";
import { usesOf } from "./uses.ts";

const keys = new Set(
  "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string".split(" "),
);

export const makeMap: Action = {
  id: "makeMap",
  kind: "refactor.rewrite",
  offers(ctx) {
    const entry = entryField(ctx);
    if (entry) return [{ title: say("entryToMap", entry.key.type, entry.value.type) }];
    const pair = pairOf(ctx);
    return pair ? [{ title: say("pairToMap", pair.keys.name, pair.values.name) }] : [];
  },
  *run(ctx) {
    const entry = entryField(ctx);
    if (entry) return yield* fromEntry(ctx, entry);
    const pair = pairOf(ctx);
    return pair ? yield* fromPair(ctx, pair) : refuse("notHere");
  },
};

interface Entry {
  readonly node: FieldDecl;
  readonly message: MessageOutline;
  readonly messageNode: MessageDecl;
  readonly key: FieldOutline;
  readonly value: FieldOutline;
}

/** A field `repeated Entry`, of a message of this file that has nothing but a key and a value. */
function entryField(ctx: ActionContext): Entry | undefined {
  const node = nodeAround(ctx, "Field");
  const decl = node && declOf(ctx, node, "field");
  if (!node?.type || decl?.kind !== "field" || decl.label !== "repeated" || decl.form !== "plain") return undefined;
  if (decl.extendee !== undefined || decl.oneof !== undefined) return undefined;
  const type = ctx.linkedHere.typeOf.get(decl);
  if (!type?.ok || type.found.kind !== "message" || type.found.id.file !== ctx.file) return undefined;
  const message = ctx.declaredHere.outline.types.get(type.found.id.name);
  const messageNode = message && ctx.declaredHere.nodes.get(message);
  if (message?.kind !== "message" || messageNode?.kind !== "Message") return undefined;
  const parts = [message.oneofs, message.messages, message.enums, message.extensions, message.extensionRanges];
  if (message.fields.length !== 2 || parts.some(p => p.length) || message.options.length) return undefined;
  const key = message.fields.find(f => f.number === 1);
  const value = message.fields.find(f => f.number === 2);
  const isPlain = (f: FieldOutline): boolean =>
    f.form === "plain" && f.label !== "repeated" && f.label !== "required" && !f.options.length;
  if (!key || !value || !keys.has(key.type) || !isPlain(key) || !isPlain(value)) return undefined;
  return { node, message, messageNode, key, value };
}

function* fromEntry(ctx: ActionContext, { node, message, messageNode, key, value }: Entry) {
  const tree = ctx.syntaxTree;
  const draft = new Draft();
  const first = node.label ?? node.type;
  const valueNode = ctx.declaredHere.nodes.get(value);
  if (!first || !node.type || valueNode?.kind !== "Field" || !valueNode.type) return refuse("notHere");
  const valueSpan = spanOfNode(tree, valueNode.type);
  const from = { file: ctx.file, ...valueSpan };
  const span = { start: spanOfNode(tree, first).start, end: spanOfNode(tree, node.type).end };
  draft.replace(ctx.file, span, `map<${key.type}, `, { text: value.type, from }, ">");
  const id = { file: ctx.file, name: message.fullName };
  const uses = [...usesOf(ctx, id)];
  // The map has an entry of its own; the message stays where others name it.
  if (uses.length === 1) remove(draft, ctx.file, tree, messageNode);
  const files = new Set(uses.map(u => u.file));
  const settled = yield* settle(ctx, draft, files, other => other, ctx.withTexts);
  return settled.ok ? { ok: true as const, draft, warning: say("mapJson") } : refusalOf(settled);
}

interface Pair {
  readonly keys: FieldOutline;
  readonly values: FieldOutline;
  readonly nodes: readonly [FieldDecl, FieldDecl];
  readonly message: MessageDecl;
  readonly owner: MessageOutline;
}

function pairOf(ctx: ActionContext): Pair | undefined {
  const message = nodeAround(ctx, "Message");
  const owner = message && declOf(ctx, message);
  if (!message?.body || owner?.kind !== "message" || ctx.selection.start === ctx.selection.end) return undefined;
  const [a, b, ...more] = selected(ctx, message.body.decls);
  if (a?.kind !== "Field" || b?.kind !== "Field" || more.length) return undefined;
  const first = declOf(ctx, a, "field");
  const second = declOf(ctx, b, "field");
  if (first?.kind !== "field" || second?.kind !== "field") return undefined;
  const isList = (f: FieldOutline): boolean => f.label === "repeated" && f.form === "plain";
  if (!isList(first) || !isList(second) || !keys.has(first.type)) return undefined;
  return { keys: first, values: second, nodes: [a, b], message, owner };
}

function* fromPair(ctx: ActionContext, { keys: k, values: v, nodes, message, owner }: Pair) {
  const tree = ctx.syntaxTree;
  const { outline } = ctx.declaredHere;
  const history = ctx.history?.get(withoutPackage(owner.fullName, outline));
  const number = nextFieldNumber(owner, history?.numbers);
  const valueType = nodes[1].type;
  if (number === undefined || !message.body || !valueType) return refuse("noNumberLeft");
  const draft = new Draft();
  const name = freeName(outline, owner.fullName, `${v.name}_by_${k.name.replace(/s$/, "")}`);
  const span = spanOfNode(tree, nodes[0]);
  const type = spanOfNode(tree, valueType);
  const options = optionsOf(ctx, nodes);
  const head = `map<${k.type}, `;
  const rest = `> ${name} = ${number}${options};`;
  const from = { file: ctx.file, ...type };
  const comments = commentsOf(ctx, nodes[1]);
  draft.replace(ctx.file, span, comments, head, { text: v.type, from }, rest);
  remove(draft, ctx.file, tree, nodes[1]);
  reserve(draft, ctx.file, tree, message.body, owner, [k.number, v.number], [k.name, v.name]);
  const gone = new Set([k.fullName, v.fullName]);
  const files = ctx.whoSees(ctx.file).filter(f => [k, v].some(d => mayName(ctx, f, d, d.name, "texts")));
  const moved = (id: DeclId): DeclId =>
    gone.has(id.name) && id.file === ctx.file ? { ...id, name: `${id.name} ` } : id;
  const settled = yield* settle(ctx, draft, files, moved, ctx.withTexts);
  if (!settled.ok) return refusalOf(settled);
  const offset = draft.textAfter(ctx, ctx.file).indexOf(rest) + rest.indexOf(name);
  return { ok: true as const, draft, rename: { file: ctx.file, offset }, warning: say("wireChanges") };
}

/** The options of both fields, each once. */
function optionsOf(ctx: ActionContext, nodes: Pair["nodes"]): string {
  const texts = nodes.flatMap(n =>
    (n.options?.options ?? []).map(o => {
      const { start, end } = spanOfNode(ctx.syntaxTree, o);
      return ctx.source.slice(start, end);
    }),
  );
  return texts.length > 0 ? ` [${[...new Set(texts)].join(", ")}]` : "";
}

/** The comments of a field that goes, as lines above the one that takes its place. */
function commentsOf(ctx: ActionContext, node: FieldDecl): string {
  const own = spanOfNode(ctx.syntaxTree, node);
  const whole = wholeStatement(ctx.syntaxTree, node);
  const indent = indentAt(ctx.source, own.start);
  return [ctx.source.slice(whole.start, own.start), ctx.source.slice(own.end, whole.end)]
    .map(text => text.trim())
    .filter(Boolean)
    .map(text => `${text}\n${indent}`)
    .join("");
}
