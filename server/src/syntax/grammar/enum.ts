/** Enums and their values. */
import type { Decl, EnumDecl, EnumValueDecl, Visibility } from "../ast.ts";
import type { Parser } from "../parser.ts";
import { Sym } from "../tokenKind.ts";
import { emptyStatement, nameAndBody } from "./body.ts";
import { reservedDecl } from "./message.ts";
import { compactOptions, optionStatement } from "./option.ts";
import { int32 } from "./path.ts";

export function enumDecl(p: Parser, out: Decl[], visibility: Visibility | undefined): boolean {
  const first = visibility?.first ?? p.tok;
  const node: EnumDecl = { kind: "Enum", first, last: p.tok, visibility, name: undefined, body: undefined };
  out.push(node);
  p.next();
  return nameAndBody(p, node, "P1123", "enum", member);
}

function member(p: Parser, out: Decl[]): boolean {
  if (emptyStatement(p, out)) return true;
  if (p.isWord("option")) return optionStatement(p, out);
  if (p.isWord("reserved")) return reservedDecl(p, out, "P1124", "signed");
  const node: EnumValueDecl = {
    kind: "EnumValue",
    first: p.tok,
    last: p.tok,
    name: undefined,
    number: undefined,
    options: undefined,
  };
  const ok = value(p, node);
  if (node.name) out.push(node);
  node.last = p.prev;
  return ok;
}

function value(p: Parser, node: EnumValueDecl): boolean {
  node.name = p.name("P1125");
  if (!node.name) return false;
  if (!p.expect(Sym.equals, "P1126")) return false;
  node.number = int32(p, "P1113", "signed");
  if (!node.number) return false;
  const options = compactOptions(p, "other");
  node.options = options.node;
  return options.ok && p.expect(Sym.semicolon);
}
