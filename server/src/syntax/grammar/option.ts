/** Options: the statement, the bracketed list, and their values. */
import type { CompactOptions, LitField, MessageLit, Option, OptionNamePart, Value } from "../ast.ts";
import type { Parser } from "../parser.ts";
import { Sym, TokenKind } from "../tokenKind.ts";
import { path, stringLit } from "./path.ts";
import { integerValue, shownNumber } from "./path.ts";

const UINT64_MAX = 0xffffffffffffffffn;
/** Literals nested deeper are skipped unread; the stack is finite, and no option needs as much. */
const MAX_DEPTH = 200;

/** `option name = value;` */
export function optionStatement(p: Parser, out: { push(option: Option): unknown }): boolean {
  const node: Option = { kind: "Option", form: "statement", first: p.tok, last: p.tok, name: [], value: undefined };
  out.push(node);
  p.next();
  const ok = assignment(p, node) && p.expect(Sym.semicolon);
  node.last = p.prev;
  return ok;
}

/** `[name = value, …]`, where there is one. */
export function compactOptions(
  p: Parser,
  owner: "field" | "other",
): { node: CompactOptions | undefined; ok: boolean } {
  if (!p.is(Sym.openBracket)) return { node: undefined, ok: true };
  const node: CompactOptions = { kind: "CompactOptions", first: p.tok, last: p.tok, options: [] };
  p.next();
  let ok = true;
  do {
    const option: Option = { kind: "Option", form: "compact", first: p.tok, last: p.tok, name: [], value: undefined };
    node.options.push(option);
    const pseudo = owner === "field" && (p.isWord("default") || p.isWord("json_name"));
    ok = pseudo ? pseudoOption(p, option, node) : assignment(p, option);
    option.last = p.prev;
  } while (ok && p.take(Sym.comma));
  ok = ok && p.expect(Sym.closeBracket);
  node.last = p.prev;
  return { node, ok };
}

/** `default` and `json_name` look like options and are attributes of the field. */
function pseudoOption(p: Parser, option: Option, all: CompactOptions): boolean {
  const name = p.textOf(p.tok);
  const already = all.options.some(o => o !== option && o.name.length === 1 && o.name[0]?.text === name);
  option.name.push({
    kind: "OptionNamePart",
    extension: false,
    first: p.tok,
    last: p.tok,
    text: name,
    path: undefined,
  });
  if (already) p.fail("P1150", [name]);
  p.next();
  if (!p.expect(Sym.equals)) return false;
  if (name === "json_name") {
    option.value = stringLit(p, "P1151");
    return option.value !== undefined;
  }
  return valueInto(p, option);
}

function assignment(p: Parser, node: Option): boolean {
  do {
    if (!namePart(p, node.name)) return false;
  } while (p.take(Sym.dot));
  return p.expect(Sym.equals) && valueInto(p, node);
}

function namePart(p: Parser, out: OptionNamePart[]): boolean {
  const node: OptionNamePart = {
    kind: "OptionNamePart",
    extension: p.is(Sym.openParen),
    first: p.tok,
    last: p.tok,
    text: "",
    path: undefined,
  };
  if (!node.extension) {
    const name = p.name("P1102");
    if (!name) return false;
    node.text = name.text;
    out.push(node);
    return true;
  }
  p.next();
  out.push(node);
  const inner = path(p, "P1102", "leading dot allowed");
  node.path = inner.node;
  node.text = inner.node?.text ?? "";
  const ok = inner.ok && p.expect(Sym.closeParen);
  node.last = p.prev;
  return ok;
}

function valueInto(p: Parser, node: Option): boolean {
  node.value = optionValue(p);
  return node.value !== undefined;
}

function optionValue(p: Parser): Value | undefined {
  const first = p.tok;
  const negative = p.take(Sym.minus);
  switch (p.kind) {
    case TokenKind.Ident:
      if (negative && !p.isWord("inf") && !p.isWord("nan")) {
        p.fail("P1161");
        return undefined;
      }
      return scalar(p, first, negative);
    case TokenKind.Int:
      return integer(p, first, negative);
    case TokenKind.Float:
      return scalar(p, first, negative);
    case TokenKind.String:
      if (negative) {
        p.fail("P1162");
        return undefined;
      }
      return stringLit(p, "P1160");
    case Sym.open:
      if (negative) break;
      return messageLiteral(p, 0);
  }
  p.fail(p.atEnd ? "P1163" : "P1160");
  return undefined;
}

/** Decimal integers that 64 bits cannot hold are read as floating point numbers. */
function integer(p: Parser, first: number, negative: boolean): Value {
  const text = p.textOf(p.tok);
  const isDecimal = text[0] !== "0";
  if (isDecimal && text.length < 19) return scalar(p, first, negative);
  const value = integerValue(text);
  // A literal without a value is a broken token, which is said already.
  const fits = value === undefined || value <= (negative ? 0x8000000000000000n : UINT64_MAX);
  if (!fits && !isDecimal) p.fail("P1103", [shownNumber(text)]);
  return scalar(p, first, negative, fits || !isDecimal ? "Int" : "Float");
}

function scalar(p: Parser, first: number, negative: boolean, number: "Int" | "Float" | undefined = undefined): Value {
  const kind = number ?? (p.kind === TokenKind.Ident ? "Ident" : p.kind === TokenKind.Int ? "Int" : "Float");
  const text = p.textOf(p.tok);
  p.next();
  return { kind, first, last: p.prev, text, negative };
}

/**
 * A literal in text format. The compiler first only counts braces and reads the inside when it interprets the option, so what
 * is wrong inside is a problem of that later stage; here such tokens are passed over.
 */
function messageLiteral(p: Parser, depth: number): MessageLit | undefined {
  const node: MessageLit = { kind: "MessageLit", first: p.tok, last: p.tok, fields: [] };
  const close = p.is(Sym.less) ? Sym.greater : Sym.close;
  p.next();
  if (depth > MAX_DEPTH) {
    let open = 1;
    while (!p.atEnd && open > 0) {
      if (p.is(Sym.open)) open++;
      else if (p.is(Sym.close)) open--;
      p.next();
    }
  } else {
    while (!p.is(close) && !p.atEnd && !(close === Sym.greater && p.is(Sym.close))) {
      const before = p.tok;
      literalField(p, node.fields, depth);
      // Braces are counted even where they make no sense, so that the literal ends where the compiler sees its end.
      if (p.tok === before && p.take(Sym.open)) p.skipBlock();
      else if (p.tok === before) p.next();
    }
    if (p.is(close)) p.next();
    else if (p.atEnd && depth === 0) {
      p.fail("P1164");
      return undefined;
    }
  }
  node.last = p.prev;
  return node;
}

function literalField(p: Parser, out: LitField[], depth: number): void {
  const first = p.tok;
  let name = "";
  let form: LitField["form"] = "field";
  if (p.is(Sym.openBracket)) {
    form = "extension";
    p.next();
    while (!p.is(Sym.closeBracket) && !p.is(Sym.open) && !p.is(Sym.close) && !p.atEnd) {
      if (p.is(Sym.slash)) form = "any";
      name += p.textOf(p.tok);
      p.next();
    }
    p.take(Sym.closeBracket);
  } else if (p.is(TokenKind.Ident)) {
    name = p.textOf(p.tok);
    p.next();
  } else return;
  const node: LitField = {
    kind: "LitField",
    first,
    last: p.prev,
    name,
    form,
    nameFirst: first,
    nameLast: p.prev,
    colon: false,
    value: undefined,
  };
  out.push(node);
  node.colon = p.take(Sym.colon);
  node.value = literalValue(p, depth, node.colon ? "any" : "no scalar");
  node.last = p.prev;
  if (!p.take(Sym.comma)) p.take(Sym.semicolon);
}

function literalValue(p: Parser, depth: number, kind: "any" | "no scalar"): Value | undefined {
  const first = p.tok;
  if (p.is(Sym.open) || p.is(Sym.less)) return messageLiteral(p, depth + 1);
  if (p.is(Sym.openBracket)) return listLiteral(p, depth);
  if (kind === "no scalar") return undefined;
  if (p.is(TokenKind.String)) return stringLit(p, "P1160");
  const negative = p.take(Sym.minus);
  if (p.is(TokenKind.Ident) || p.is(TokenKind.Int) || p.is(TokenKind.Float)) return scalar(p, first, negative);
  return undefined;
}

function listLiteral(p: Parser, depth: number): Value {
  const first = p.tok;
  const values: Value[] = [];
  p.next();
  while (!p.is(Sym.closeBracket) && !p.is(Sym.close) && !p.atEnd) {
    const before = p.tok;
    const value = depth > MAX_DEPTH ? undefined : literalValue(p, depth + 1, "any");
    if (value) values.push(value);
    p.take(Sym.comma);
    if (p.tok === before) p.next();
  }
  p.take(Sym.closeBracket);
  return { kind: "ListLit", first, last: p.prev, values };
}
