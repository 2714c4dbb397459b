/**
 * Declarations that an extension range makes of its extensions; the message is the last of the args. P3310 (no more args): such a range is not UNVERIFIED. P3311 [number]: outside of
 * the range. P3312 [number]: declared twice. P3313 [number]: `full_name` and `type` go together. P3314 [name]: a full name declared twice.
 * P3315 [name]: a name without its leading dot. P3316 [name]: not made of words.
 * F3315 [name]: put the dot in front.
 */
import type { Fix } from "../base/problem.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Span } from "../base/span.ts";
import type { Literal } from "../outline/literal.ts";
import type { MessageOutline, RangeOutline } from "../outline/outline.ts";
import type { ExtensionsDecl, MessageLit, RangeNode, Value } from "../syntax/ast.ts";
import { integerValue } from "../syntax/grammar/path.ts";
import { plainName } from "./builtinOptions.ts";
import { type CheckContext, nodeOf, optionText, report, spanOf } from "./context.ts";
import { messagesOf } from "./walk.ts";

/** One `declaration = { … }`; what is not written is undefined. */
export interface Declaration {
  readonly number: number;
  readonly fullName: string | undefined;
  readonly type: string | undefined;
  readonly reserved: boolean;
  readonly repeated: boolean;
}

const known = new WeakMap<RangeOutline, readonly Declaration[]>();

export function declarationsOf(range: RangeOutline): readonly Declaration[] {
  let declarations = known.get(range);
  if (!declarations) {
    const made: Declaration[] = [];
    for (const o of range.options)
      if (o.name === "declaration" && o.value.kind === "message") made.push(read(o.value));
    declarations = made;
    known.set(range, made);
  }
  return declarations;
}

const byNumber = new WeakMap<RangeOutline, ReadonlyMap<number, Declaration>>();

/** What a range declares of a number; the first of several. */
export function declarationOf(range: RangeOutline, number: number): Declaration | undefined {
  let map = byNumber.get(range);
  if (!map) {
    const made = new Map<number, Declaration>();
    for (const d of declarationsOf(range)) if (!made.has(d.number)) made.set(d.number, d);
    map = made;
    byNumber.set(range, made);
  }
  return map.get(number);
}

function read(literal: Extract<Literal, { kind: "message" }>): Declaration {
  const parts = new Map(literal.fields.map(f => [f.name, f.value]));
  const text = (name: string): string | undefined => {
    const value = parts.get(name);
    return value && "text" in value ? value.text : undefined;
  };
  const isTrue = (name: string): boolean => ["true", "True", "t", "1"].includes(text(name) ?? "");
  const number = parts.get("number");
  const size = number?.kind === "int" ? Number(integerValue(number.text) ?? 0n) : 0;
  return {
    number: number && "negative" in number && number.negative ? -size : size,
    fullName: text("full_name"),
    type: text("type"),
    reserved: isTrue("reserved"),
    repeated: isTrue("repeated"),
  };
}

/** `IsNonMessageType` of the compiler: the scalar types, and the word for any enum. */
export const isScalarName = (type: string): boolean => scalarTypes.has(type) || type === "enum";

/** A name from the root, as the compiler looks at declarations: a word may start with a digit. */
export const isFullName = (name: string): boolean => /^(\.[A-Za-z0-9_]+)+$/.test(name);

export function checkExtensionDeclarations(ctx: CheckContext): void {
  for (const m of messagesOf(ctx.outline)) {
    if (!m.extensionRanges.some(r => r.options.length > 0)) continue;
    const node = nodeOf(ctx, m);
    const names = new Set<string>();
    let next = 0;
    for (const d of (node && "body" in node ? node.body?.decls : undefined) ?? []) {
      if (d.kind !== "Extensions") continue;
      for (const range of d.ranges) {
        const outline = m.extensionRanges[next++];
        if (outline?.options.length && !new RangeDeclarations(ctx, m, d, range, names).check(outline)) return;
      }
    }
  }
}

class RangeDeclarations {
  private readonly ctx: CheckContext;
  private readonly message: MessageOutline;
  private readonly node: ExtensionsDecl;
  private readonly range: Span;
  /** Full names that ranges of the message have declared so far. */
  private readonly names: Set<string>;

  constructor(
    ctx: CheckContext,
    message: MessageOutline,
    node: ExtensionsDecl,
    range: RangeNode,
    names: Set<string>,
  ) {
    this.ctx = ctx;
    this.message = message;
    this.node = node;
    this.range = spanOf(ctx, range);
    this.names = names;
  }

  /** False where nothing more of the file is judged. */
  check(range: RangeOutline): boolean {
    const declarations = declarationsOf(range);
    if (declarations.length === 0) return true;
    const literals = this.literals();
    if (optionText(range.options, "verification") === "UNVERIFIED") {
      this.report(
        "P3310",
        this.node.options?.options.find(o => plainName(o) === "verification"),
        [],
      );
      return false;
    }
    const numbers = new Set<number>();
    declarations.forEach((d, i) => {
      const literal = literals[i];
      const number = fieldValue(literal, "number") ?? literal;
      if (d.number < range.start || d.number > range.end) this.report("P3311", number, [`${d.number}`]);
      if (numbers.has(d.number)) this.report("P3312", number, [`${d.number}`]);
      numbers.add(d.number);
      if (d.fullName === undefined || d.type === undefined) {
        if (d.fullName !== d.type || !d.reserved) this.report("P3313", literal, [`${d.number}`]);
      } else this.declared(d.fullName, d.type, literal);
    });
    return true;
  }

  private declared(fullName: string, type: string, literal: MessageLit | undefined): void {
    const name = fieldValue(literal, "full_name");
    if (this.names.has(fullName)) return this.report("P3314", name, [fullName]);
    this.names.add(fullName);
    this.symbol(fullName, name);
    if (!isScalarName(type)) this.symbol(type, fieldValue(literal, "type"));
  }

  private symbol(name: string, value: Value | undefined): void {
    if (!name.startsWith(".")) this.report("P3315", value, [name], this.dotted(name, value));
    else if (!isFullName(name)) this.report("P3316", value, [name]);
  }

  private dotted(name: string, value: Value | undefined): Fix[] {
    if (!value) return [];
    const at = spanOf(this.ctx, value).start + 1;
    return [{ code: "F3315", args: [`.${name}`], edits: [{ span: { start: at, end: at }, text: "." }] }];
  }

  private literals(): MessageLit[] {
    const out: MessageLit[] = [];
    for (const o of this.node.options?.options ?? [])
      if (plainName(o) === "declaration" && o.value?.kind === "MessageLit") out.push(o.value);
    return out;
  }

  private report(
    code: string,
    exact: { first: number; last: number } | undefined,
    args: readonly string[],
    fixes: readonly Fix[] = [],
  ): void {
    const span = exact ? spanOf(this.ctx, exact) : this.range;
    report(this.ctx, code, span, [...args, this.message.fullName], { fixes });
  }
}

function fieldValue(literal: MessageLit | undefined, name: string): Value | undefined {
  return literal?.fields.find(f => f.form === "field" && f.name === name)?.value;
}
