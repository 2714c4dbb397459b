/** `{ … }` of any declaration: statements until the closing brace, with recovery after a broken one. */
import type { Body, Decl, EnumDecl, OneofDecl, ServiceDecl } from "../ast.ts";
import type { Parser } from "../parser.ts";
import { Sym } from "../tokenKind.ts";
import { resumeInBody } from "./resume.ts";

/** What must have a member: it is read before the closing brace is looked for. */
const needsMember = new Set(["oneof", "extend"]);

/**
 * Reads a block. `what`: the word of the declaration. `statement` reads one member into `out` and says whether it understood it. False where the block did not open, or did not end before the text did.
 */
export function body(
  p: Parser,
  what: string,
  statement: (p: Parser, out: Decl[]) => boolean,
): { node: Body | undefined; ok: boolean } {
  const first = p.tok;
  if (!p.expect(Sym.open)) return { node: undefined, ok: false };
  const node: Body = { kind: "Body", first, last: first, decls: [], closed: false };
  if (!needsMember.has(what)) node.closed = p.take(Sym.close);
  while (!node.closed) {
    if (p.atEnd) {
      p.fail("P1120", [what]);
      node.last = p.prev;
      return { node, ok: false };
    }
    const start = p.tok;
    const count = node.decls.length;
    if (!statement(p, node.decls)) {
      if (resumeInBody(p, start, what) === "rewound") cutBack(p, node.decls, count);
      const broken = node.decls.length > count ? node.decls[node.decls.length - 1] : undefined;
      if (broken) broken.last = Math.max(broken.last, p.prev);
      else if (p.tok !== start) node.decls.push({ kind: "Bad", first: start, last: p.prev });
    }
    node.closed = p.take(Sym.close);
  }
  node.last = p.prev;
  return { node, ok: true };
}

/** Of a member that had taken a part of the next one its field stays, where that is whole; of its options nothing is sure. */
function cutBack(p: Parser, decls: Decl[], count: number): void {
  const field = decls[count];
  decls.length = count;
  if (field?.kind !== "Field" || !field.number || field.number.last > p.prev) return;
  field.options = undefined;
  field.last = p.prev;
  decls.push(field);
}

/** `Name { … }`, with which most declarations go on after their keyword; `code`: that of a missing name. */
export function nameAndBody(
  p: Parser,
  node: OneofDecl | EnumDecl | ServiceDecl,
  code: string,
  what: string,
  statement: (p: Parser, out: Decl[]) => boolean,
): boolean {
  node.name = p.name(code);
  let ok = node.name !== undefined;
  if (ok) {
    const block = body(p, what, statement);
    node.body = block.node;
    ok = block.ok;
  }
  node.last = p.prev;
  return ok;
}

/** A lone `;`, where there is one. */
export function emptyStatement(p: Parser, out: Decl[]): boolean {
  if (!p.is(Sym.semicolon)) return false;
  out.push({ kind: "Empty", first: p.tok, last: p.tok });
  p.next();
  return true;
}
