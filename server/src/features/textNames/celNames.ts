/**
 * Fields that a CEL expression selects, from `this` on and from what the macros bind. An expression is read without its operators: what
 * they make has no fields that are followed, and a selection whose left side is not known is told as such.
 */
import type { Span } from "../../base/span.ts";
import type { DeclId } from "../../link/world.ts";
import type { BodyField, BodyMessage, BodySchema } from "../../request/bodySchema.ts";
import { messageOf } from "../linkedSchema.ts";
import { type CelToken, celTokens } from "./celTokens.ts";
import type { LiteralText } from "./literalText.ts";
import { partsOfName, type TextName, textName } from "./textName.ts";

/** What a value is; `of` for lists is the element, for maps the value. */
export type CelType =
  | { readonly kind: "message"; readonly message: BodyMessage }
  | { readonly kind: "list" | "map"; readonly of: CelType }
  /** A value without fields. */
  | { readonly kind: "plain" }
  | { readonly kind: "unknown" };

const unknown: CelType = { kind: "unknown" };
const plain: CelType = { kind: "plain" };

/** What one value of a field is: an element of a list, a value of a map. */
export function elementOf(schema: BodySchema, field: BodyField): CelType {
  if (field.type.kind === "unknown") return unknown;
  const message = messageOf(schema, field);
  return message ? { kind: "message", message } : plain;
}

export function typeOfField(schema: BodySchema, field: BodyField): CelType {
  const of = elementOf(schema, field);
  return field.shape === "single" ? of : { kind: field.shape === "map" ? "map" : "list", of };
}

type Bound = ReadonlyMap<string, CelType>;

/** Macros that bind one name, or two, for each element; some hand on a list of what they keep. */
const macros: ReadonlySet<string> = new Set(
  "all exists exists_one existsOne map filter transformList transformMap transformMapEntry".split(" "),
);

/** Deeper expressions are no text of a person. */
const MAX_DEPTH = 200;

/** What a name in full stands for, in parts. */
export type Named = (name: string) => readonly { readonly text: string; readonly id: DeclId }[];

export function celNames(schema: BodySchema, text: LiteralText, self: CelType, named: Named): readonly TextName[] {
  const reader = new Reader(schema, text, named);
  reader.expressions(new Map([["this", self]]), 0);
  return reader.out;
}

class Reader {
  readonly out: TextName[] = [];
  private readonly schema: BodySchema;
  private readonly text: LiteralText;
  private readonly tokens: readonly CelToken[];
  private readonly named: Named;
  private at = 0;

  constructor(schema: BodySchema, text: LiteralText, named: Named) {
    this.schema = schema;
    this.named = named;
    this.text = text;
    this.tokens = celTokens(text.text);
  }

  private sign(ahead = 0): string | undefined {
    const token = this.tokens[this.at + ahead];
    return token?.kind === "sign" ? token.text : undefined;
  }

  /** Up to the bracket that closes; what the expression is, where it is one chain alone. */
  expressions(bound: Bound, depth: number): CelType {
    let type: CelType = plain;
    let parts = 0;
    for (; this.at < this.tokens.length; parts++) {
      const sign = this.sign();
      if (sign === ")" || sign === "]" || sign === "}") break;
      if (sign !== undefined && !"([{".includes(sign)) {
        this.at++;
        continue;
      }
      type = this.chain(bound, depth);
    }
    return parts === 1 ? type : parts === 0 ? plain : unknown;
  }

  private inside(bound: Bound, depth: number): CelType {
    this.at++;
    const type = depth > MAX_DEPTH ? unknown : this.expressions(bound, depth + 1);
    this.at++;
    return type;
  }

  /** A name, a literal or a bracket, and what is selected from it. */
  private chain(bound: Bound, depth: number): CelType {
    const first = this.tokens[this.at] as CelToken;
    let type: CelType;
    const declared = first.kind === "name" && !bound.has(first.text) ? this.declared(bound, depth) : undefined;
    if (declared) type = declared;
    else if (first.kind === "name") {
      this.at++;
      type = bound.get(first.text) ?? unknown;
      if (this.sign() === "(") {
        this.inside(bound, depth);
        type = unknown;
      }
    } else if (first.kind === "sign") type = this.inside(bound, depth);
    else {
      this.at++;
      type = plain;
    }
    for (;;) {
      const sign = this.sign();
      if (sign === ".") type = this.selected(type, bound, depth);
      else if (sign === "[") {
        this.inside(bound, depth);
        type = type.kind === "list" || type.kind === "map" ? type.of : unknown;
      } else if (sign === "{" && first.kind === "name") {
        this.inside(bound, depth);
        type = unknown;
      } else return type;
    }
  }

  /** `pkg.Message{…}` or `pkg.Enum.VALUE`; where nothing of that name is declared no token is taken. */
  private declared(bound: Bound, depth: number): CelType | undefined {
    let end = this.at + 1;
    while (this.tokens[end]?.text === "." && this.tokens[end + 1]?.kind === "name") end += 2;
    const names = this.tokens.slice(this.at, end);
    const name = names.map(t => t.text).join("");
    const found = this.named(name);
    const [first] = names;
    if (!first || found.length === 0) return undefined;
    // Blanks between the parts would move them.
    const isPlain = this.text.text.slice(first.start, first.start + name.length) === name;
    for (const { text, id } of isPlain ? found : []) {
      const start = first.start + name.lastIndexOf(text);
      const place = (from: number, to: number): Span => this.text.place(start + from, start + to);
      for (const part of partsOfName(text, place, id)) this.out.push({ ...part, isExpression: true });
    }
    this.at = end;
    const message = found[0] && this.schema.message(found[0].id);
    if (!message || this.sign() !== "{") return unknown;
    this.literal(message, bound, depth);
    return { kind: "message", message };
  }

  /** The names of fields that stand before a colon. */
  private literal(message: BodyMessage, bound: Bound, depth: number): void {
    let open = 0;
    for (let at = this.at; at < this.tokens.length; at++) {
      const token = this.tokens[at] as CelToken;
      if (token.kind === "sign" && "([{".includes(token.text)) open++;
      if (token.kind === "sign" && ")]}".includes(token.text) && --open === 0) break;
      const before = this.tokens[at - 1]?.text;
      if (
        open === 1 &&
        token.kind === "name" &&
        (before === "{" || before === ",") &&
        this.tokens[at + 1]?.text === ":"
      )
        this.field(token, { kind: "message", message });
    }
    this.inside(bound, depth);
  }

  private selected(type: CelType, bound: Bound, depth: number): CelType {
    this.at++;
    // An optional selection: `a.?b`.
    if (this.sign() === "?") this.at++;
    const token = this.tokens[this.at];
    if (token?.kind !== "name") return unknown;
    this.at++;
    if (this.sign() === "(") return this.method(token.text, type, bound, depth);
    return this.field(token, type);
  }

  private field(token: CelToken, type: CelType): CelType {
    const span = this.text.place(token.start, token.start + token.text.length);
    if (type.kind === "message") {
      const field = type.message.fields.find(f => f.name === token.text);
      if (!field) return unknown;
      this.out.push(textName(field.id, token.text, span, { isExpression: true }));
      return typeOfField(this.schema, field);
    }
    if (type.kind === "map") return type.of;
    if (type.kind === "unknown")
      this.out.push(textName(undefined, token.text, span, { isExpression: true, certainty: "perhaps" }));
    return unknown;
  }

  private method(name: string, type: CelType, bound: Bound, depth: number): CelType {
    if (!macros.has(name) || this.tokens[this.at + 1]?.kind !== "name") {
      this.inside(bound, depth);
      return name === "filter" ? type : unknown;
    }
    const names = [this.tokens[this.at + 1] as CelToken];
    const second = this.tokens[this.at + 3];
    if (second?.kind === "name" && this.sign(2) === "," && this.sign(4) === ",") names.push(second);
    const inner = new Map(bound);
    const element: CelType = type.kind === "list" ? type.of : type.kind === "map" ? plain : unknown;
    const value: CelType = type.kind === "list" || type.kind === "map" ? type.of : unknown;
    const [one, two] = names;
    // With two names the first is the index, or the key.
    if (one) inner.set(one.text, two ? plain : element);
    if (two) inner.set(two.text, value);
    this.inside(inner, depth);
    return name === "filter" ? type : name.startsWith("all") || name.startsWith("exists") ? plain : unknown;
  }
}
