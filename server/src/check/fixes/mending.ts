/** A problem that is to be mended: what it stands on, and the edits and fixes that most ways to mend are made of. */
import type { Fix, Problem, TextEdit } from "../../base/problem.ts";
import type { Span } from "../../base/span.ts";
import type { InterpretedOptions } from "../../options/interpret.ts";
import type { Declared } from "../../outline/buildOutline.ts";
import type { DeclOutline } from "../../outline/outline.ts";
import type { Node, NodeBase } from "../../syntax/ast.ts";
import { nodesAt, textOfToken, tokenAt } from "../../syntax/nodeAt.ts";
import { isTrivia } from "../../syntax/tokenKind.ts";
import { type CheckContext, spanOf } from "../context.ts";
import { removal } from "../edits.ts";

/** How problems of a code are mended; nothing where this one cannot be. */
export type Mend = (m: Mending) => readonly Fix[];
export type Mends = Readonly<Record<string, Mend>>;

const declsByNode = new WeakMap<Declared, ReadonlyMap<Node, readonly DeclOutline[]>>();

export class Mending {
  readonly ctx: CheckContext;
  readonly options: InterpretedOptions;
  readonly problem: Problem;
  /** Index of the token that the problem starts with. */
  readonly token: number;
  private nodesAround: readonly Node[] | undefined;

  constructor(ctx: CheckContext, options: InterpretedOptions, problem: Problem) {
    this.ctx = ctx;
    this.options = options;
    this.problem = problem;
    this.token = tokenAt(ctx.tree, problem.span.start);
  }

  get source(): string {
    return this.ctx.tree.source;
  }

  /** The text that the problem is about. */
  get text(): string {
    return this.textOf(this.problem.span);
  }

  get args(): readonly string[] {
    return this.problem.args;
  }

  textOf({ start, end }: Span): string {
    return this.source.slice(start, end);
  }

  span(node: NodeBase): Span {
    return spanOf(this.ctx, node);
  }

  textOfNode(node: NodeBase): string {
    return this.textOf(this.span(node));
  }

  /** The innermost node of a kind around the start of the problem. */
  around<K extends Node["kind"]>(...kinds: readonly K[]): Extract<Node, { kind: K }> | undefined {
    this.nodesAround ??= nodesAt(this.ctx.tree, this.token);
    return this.nodesAround.findLast((n): n is Extract<Node, { kind: K }> =>
      (kinds as readonly string[]).includes(n.kind),
    );
  }

  /** The declaration of a kind that a node makes. */
  declOf<K extends DeclOutline["kind"]>(
    node: Node | undefined,
    kind: K,
  ): Extract<DeclOutline, { kind: K }> | undefined {
    const found = this.declsOf(node).find(d => d.kind === kind);
    return found as Extract<DeclOutline, { kind: K }> | undefined;
  }

  /** A group makes a field and a message. */
  declsOf(node: Node | undefined): readonly DeclOutline[] {
    const { declared } = this.ctx;
    let decls = declsByNode.get(declared);
    if (!decls) {
      const made = new Map<Node, DeclOutline[]>();
      for (const [decl, n] of declared.nodes) made.set(n, [...(made.get(n) ?? []), decl]);
      declsByNode.set(declared, (decls = made));
    }
    return (node && decls.get(node)) ?? [];
  }

  /** The nearest token before or behind another that is no blank and no comment; undefined at the ends of the text. */
  tokenBefore(token: number): number | undefined {
    const { kinds } = this.ctx.tree.tokens;
    for (let t = token - 1; t >= 0; t--) if (!isTrivia(kinds[t] as number)) return t;
    return undefined;
  }

  tokenBehind(token: number): number | undefined {
    const { kinds, count } = this.ctx.tree.tokens;
    for (let t = token + 1; t < count; t++) if (!isTrivia(kinds[t] as number)) return t;
    return undefined;
  }

  tokenText(token: number | undefined): string {
    return token === undefined ? "" : textOfToken(this.ctx.tree, token);
  }

  tokenSpan(token: number): Span {
    return this.span({ first: token, last: token });
  }

  /** The blanks in front of the line that a place is in. */
  indentAt(offset: number): string {
    const start = this.source.lastIndexOf("\n", offset - 1) + 1;
    return /^[ \t]*/.exec(this.source.slice(start, offset))?.[0] ?? "";
  }

  /** The line end that the file uses. */
  get newline(): string {
    return this.source.includes("\r\n") ? "\r\n" : "\n";
  }

  /** F2030: writes `text` where the problem, or `span`, is. */
  write(text: string, span = this.problem.span): Fix[] {
    return [{ code: "F2030", args: [text], edits: [{ span, text }] }];
  }

  /** F3104: takes a number. */
  number(value: number | undefined, span = this.problem.span): Fix[] {
    return value === undefined ? [] : [{ code: "F3104", args: [`${value}`], edits: [{ span, text: `${value}` }] }];
  }

  /** F3240: removes a node, with its line where it has that to itself; `name` is what it is called. */
  remove(node: NodeBase, name: string): Fix[] {
    return [{ code: "F3240", args: [name], edits: [removal(this.ctx, node)] }];
  }

  /** F3240: removes a piece of text. */
  cut(span: Span, name: string): Fix[] {
    return [{ code: "F3240", args: [name], edits: [{ span, text: "" }] }];
  }

  /** F4001: puts `text` in; `shown` is what it is called where that is not all of it. */
  insert(offset: number, text: string, shown = text.trim()): Fix[] {
    return [{ code: "F4001", args: [shown], edits: [insertion(offset, text)] }];
  }
}

export const insertion = (offset: number, text: string): TextEdit => ({ span: { start: offset, end: offset }, text });
