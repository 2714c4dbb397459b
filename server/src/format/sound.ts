/** Which declarations can be formatted: those without a mistake that makes their structure a guess. */
import type { Problem } from "../base/problem.ts";
import type { Body, Decl, ListLit, LitField, MessageLit, Tree, Value } from "../syntax/ast.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { nextToken } from "./layout.ts";

/** Mistakes that leave the structure plain: escapes, numbers out of range, labels, names, and what a syntax does not have. */
const harmless = new Set(
  "P1020 P1032 P1033 P1034 P1035 P1103 P1130 P1131 P1132 P1133 P1135 P1136 P1138 P1141 P1150 P1183 P1184 P1185".split(
    " ",
  ),
);

export class Soundness {
  private readonly tree: Tree;
  /** Offsets of the mistakes that matter, in order. */
  private readonly mistakes: readonly number[];

  constructor(tree: Tree) {
    this.tree = tree;
    this.mistakes = tree.mistakes.filter(isMistake).map(problem => problem.span.start);
  }

  /** Whether a declaration may be laid out anew; its members are asked for one by one. */
  of(decl: Decl): boolean {
    if (decl.kind === "Bad") return false;
    const { kinds } = this.tree.tokens;
    const body = "body" in decl ? decl.body : undefined;
    if (body) {
      if (!body.closed || body.last !== decl.last || this.wrongWithin(decl.first, body.first)) return false;
      if (decl.kind === "Field" && decl.options && !this.options(decl.options.options)) return false;
      return body.decls.length > 0 || nextToken(this.tree, body.first) === body.last;
    }
    if (kinds[decl.last] !== Sym.semicolon || this.wrongWithin(decl.first, decl.last)) return false;
    if (decl.kind === "Option") return this.options([decl]);
    if ("options" in decl && decl.options) return this.options(decl.options.options);
    return true;
  }

  private wrongWithin(first: number, last: number): boolean {
    const { starts } = this.tree.tokens;
    const from = starts[first] as number;
    const to = starts[last + 1] as number;
    let low = 0;
    let high = this.mistakes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.mistakes[middle] as number) < from) low = middle + 1;
      else high = middle;
    }
    return low < this.mistakes.length && (this.mistakes[low] as number) < to;
  }

  private options(options: readonly { value: Value | undefined }[]): boolean {
    return options.every(({ value }) => value !== undefined && this.value(value));
  }

  /** The parser reads literals liberally: each token must have its place. */
  private value(value: Value): boolean {
    if (value.kind === "MessageLit") return this.literal(value);
    return value.kind !== "ListLit" || this.list(value);
  }

  private literal({ first, last, fields }: MessageLit): boolean {
    const { kinds } = this.tree.tokens;
    if (kinds[last] !== (kinds[first] === Sym.less ? Sym.greater : Sym.close)) return false;
    let at = nextToken(this.tree, first);
    for (const field of fields) {
      if (field.first !== at || !field.value || !this.named(field) || !this.value(field.value)) return false;
      at = nextToken(this.tree, field.last);
      if (kinds[at] === Sym.comma || kinds[at] === Sym.semicolon) at = nextToken(this.tree, at);
    }
    return at === last;
  }

  private named({ form, nameFirst, nameLast }: LitField): boolean {
    if (form === "field") return true;
    const { kinds } = this.tree.tokens;
    if (kinds[nameLast] !== Sym.closeBracket) return false;
    let wantsName = true;
    for (let t = nextToken(this.tree, nameFirst); t < nameLast; t = nextToken(this.tree, t)) {
      const kind = kinds[t];
      const isName = kind === TokenKind.Ident;
      if (isName !== wantsName || (!isName && kind !== Sym.dot && kind !== Sym.slash)) return false;
      wantsName = !wantsName;
    }
    return !wantsName;
  }

  private list({ first, last, values }: ListLit): boolean {
    const { kinds } = this.tree.tokens;
    if (kinds[last] !== Sym.closeBracket) return false;
    let at = nextToken(this.tree, first);
    for (const [index, value] of values.entries()) {
      if (index > 0) {
        if (kinds[at] !== Sym.comma) return false;
        at = nextToken(this.tree, at);
      }
      if (value.first !== at || !this.value(value)) return false;
      at = nextToken(this.tree, value.last);
    }
    return at === last;
  }
}

const isMistake = ({ severity, code }: Problem): boolean => severity === "error" && !harmless.has(code);

export const bodyOf = (decl: Decl): Body | undefined => ("body" in decl ? decl.body : undefined);
