/** What a refactoring is: a pure function that offers itself at a place, and makes its edit when it is chosen. */
import type { Problem } from "../../base/problem.ts";
import type { Span } from "../../base/span.ts";
import type { Linked } from "../../link/link.ts";
import type { FileId } from "../../link/world.ts";
import type { ActionText } from "../../messages/actionTexts.ts";
import type { DeclNode, Declared } from "../../outline/buildOutline.ts";
import { findDecl } from "../../outline/findDecl.ts";
import type { DeclOutline, EnumOutline, MessageOutline, Outline } from "../../outline/outline.ts";
import type { Decl, Node, Tree } from "../../syntax/ast.ts";
import { spanOfNode } from "../declSpan.ts";
import type { Draft } from "../draft.ts";
import type { FileHistory } from "../fieldHistory.ts";
import type { Everywhere } from "../references.ts";
import type { WithTexts } from "../settle.ts";
import { declOfNode, placeAt } from "../symbolAt.ts";

/** A text of the table with the values of its places. */
export interface Wording {
  readonly text: ActionText;
  readonly args: readonly string[];
}

export const say = (text: ActionText, ...args: readonly string[]): Wording => ({ text, args });

export interface ActionContext extends Everywhere {
  readonly file: FileId;
  readonly source: string;
  readonly syntaxTree: Tree;
  readonly declaredHere: Declared;
  readonly linkedHere: Linked;
  /** What is selected; empty for a cursor. */
  readonly selection: Span;
  /** From the file to the innermost node at the start of the selection. */
  readonly nodes: readonly Node[];
  /** What the file had at other times; undefined while that is not known. */
  readonly history: FileHistory | undefined;
  readonly withTexts: WithTexts;
  readonly isOwn: (file: FileId) => boolean;
  /** All files of the workspace. */
  readonly allFiles: () => Iterable<FileId>;
}

export type ActionKind =
  | "quickfix"
  | "refactor.extract"
  | "refactor.inline"
  | "refactor.move"
  | "refactor.rewrite"
  | "source.fixAll";

export interface Offer {
  readonly title: Wording;
  /** Why it cannot be done here. */
  readonly refused?: Wording;
  /** Tells offers of one action apart: a file, a name. */
  readonly argument?: string;
}

export type Outcome =
  | {
      readonly ok: true;
      readonly draft: Draft;
      /** A name that the user may want to change at once, in the new text. */
      readonly rename?: { readonly file: FileId; readonly offset: number };
      /** What others will notice of it; it is shown before it is made. */
      readonly warning?: Wording;
    }
  | {
      readonly ok: false;
      readonly reason: Wording;
      /** The error that there would be. */
      readonly problem?: Problem;
    };

export type Refusal = Outcome & { readonly ok: false };

export interface Action {
  readonly id: string;
  readonly kind: ActionKind;
  /** Cheap: looks at the file alone. */
  offers(ctx: ActionContext): readonly Offer[];
  /** At once, or in steps that yield the part that is done, 0 to 1. */
  run(ctx: ActionContext, argument: string | undefined): Outcome | Generator<number, Outcome>;
}

export function actionContext(
  s: Everywhere & Pick<ActionContext, "history" | "withTexts" | "isOwn" | "allFiles">,
  file: FileId,
  selection: Span,
): ActionContext | undefined {
  const syntaxTree = s.tree(file);
  const declaredHere = s.declared(file);
  const linkedHere = s.linked(file);
  if (!syntaxTree || !declaredHere || !linkedHere) return undefined;
  const { nodes } = placeAt(syntaxTree, selection.start);
  return { ...s, file, source: syntaxTree.source, syntaxTree, declaredHere, linkedHere, selection, nodes };
}

export const refuse = (text: ActionText, ...args: readonly string[]): Refusal => ({
  ok: false,
  reason: say(text, ...args),
});

/** The innermost node of a kind around the start of the selection. */
export const nodeAround = <K extends Node["kind"]>(
  ctx: ActionContext,
  ...kinds: readonly K[]
): Extract<Node, { kind: K }> | undefined =>
  ctx.nodes.findLast((n): n is Extract<Node, { kind: K }> => (kinds as readonly string[]).includes(n.kind));

/** The declaration that a node makes; of a group the message where `kind` says so. */
export function declOf(ctx: ActionContext, node: Node, kind?: DeclOutline["kind"]): DeclOutline | undefined {
  if (!kind) return declOfNode(ctx.declaredHere, node);
  for (const [decl, n] of ctx.declaredHere.nodes) if (n === (node as DeclNode) && decl.kind === kind) return decl;
  return undefined;
}

/** The message or enum whose body is around the cursor, with its node. */
export function bodyAround(
  ctx: ActionContext,
):
  | { readonly node: Extract<Node, { kind: "Message" | "Enum" }>; readonly decl: MessageOutline | EnumOutline }
  | undefined {
  const node = nodeAround(ctx, "Message", "Enum");
  const decl = node && declOf(ctx, node);
  return node?.body && (decl?.kind === "message" || decl?.kind === "enum") ? { node, decl } : undefined;
}

/** Statements of a body that the selection touches; the one around a cursor. */
export function selected(ctx: ActionContext, decls: readonly Decl[]): Decl[] {
  const { start, end } = ctx.selection;
  return decls.filter(d => {
    const span = spanOfNode(ctx.syntaxTree, d);
    return start === end ? span.start <= start && start <= span.end : span.start < end && start < span.end;
  });
}

/** A name that nothing else in the scope has: with a number behind it where it is taken. */
export function freeName(outline: Outline, scope: string, name: string): string {
  const full = (n: string): string => (scope ? `${scope}.${n}` : n);
  let at = name;
  for (let i = 2; findDecl(outline, full(at)); i++) at = `${name}${i}`;
  return at;
}

/** `pkg.Outer.name` → `pkg.Outer`. */
export const scopeOf = (fullName: string): string => fullName.slice(0, Math.max(0, fullName.lastIndexOf(".")));
