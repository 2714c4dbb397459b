/** Services and their methods. */
import type { Decl, MethodDecl, MethodType, ServiceDecl } from "../ast.ts";
import type { Parser } from "../parser.ts";
import { Sym } from "../tokenKind.ts";
import { body, emptyStatement, nameAndBody } from "./body.ts";
import { messageType } from "./message.ts";
import { optionStatement } from "./option.ts";

export function serviceDecl(p: Parser, out: Decl[]): boolean {
  const node: ServiceDecl = { kind: "Service", first: p.tok, last: p.tok, name: undefined, body: undefined };
  out.push(node);
  p.next();
  return nameAndBody(p, node, "P1127", "service", member);
}

function member(p: Parser, out: Decl[]): boolean {
  if (emptyStatement(p, out)) return true;
  if (p.isWord("option")) return optionStatement(p, out);
  if (!p.isWord("rpc")) {
    p.fail("P1100", ["rpc"]);
    return false;
  }
  const node: MethodDecl = {
    kind: "Method",
    first: p.tok,
    last: p.tok,
    name: undefined,
    input: undefined,
    output: undefined,
    body: undefined,
  };
  out.push(node);
  p.next();
  const ok = methodRest(p, node);
  node.last = p.prev;
  return ok;
}

function methodRest(p: Parser, node: MethodDecl): boolean {
  node.name = p.name("P1128");
  if (!node.name) return false;
  const input = methodType(p);
  node.input = input.node;
  if (!input.ok || !p.expectWord("returns")) return false;
  const output = methodType(p);
  node.output = output.node;
  if (!output.ok) return false;
  if (!p.is(Sym.open)) return p.expect(Sym.semicolon);
  const block = body(p, "rpc", methodOption);
  node.body = block.node;
  return block.ok;
}

function methodType(p: Parser): { node: MethodType | undefined; ok: boolean } {
  if (!p.expect(Sym.openParen)) return { node: undefined, ok: false };
  const node: MethodType = { kind: "MethodType", first: p.prev, last: p.prev, stream: false, type: undefined };
  node.stream = p.takeWord("stream");
  const type = messageType(p);
  node.type = type.node;
  const ok = type.ok && p.expect(Sym.closeParen);
  node.last = p.prev;
  return { node, ok };
}

function methodOption(p: Parser, out: Decl[]): boolean {
  if (emptyStatement(p, out)) return true;
  if (p.isWord("option")) return optionStatement(p, out);
  p.fail("P1100", ["option"]);
  return false;
}
