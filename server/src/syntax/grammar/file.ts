/** The statements of a file, and the line that says which language it is written in. */
import type { Decl, ImportDecl, PackageDecl, SyntaxDecl, SyntaxLevel } from "../ast.ts";
import { Edition, editionOf } from "../edition.ts";
import type { Parser } from "../parser.ts";
import { stringValue } from "../stringValue.ts";
import { Sym } from "../tokenKind.ts";
import { emptyStatement } from "./body.ts";
import { enumDecl } from "./enum.ts";
import { extendDecl, messageDecl, visibilityOf } from "./message.ts";
import { optionStatement } from "./option.ts";
import { path, stringLit } from "./path.ts";
import { resume } from "./resume.ts";
import { serviceDecl } from "./service.ts";

/** Reads all statements, with a pause after each. False where the first line names a language that is not known: then nothing else is judged. */
export function* fileStatements(p: Parser, out: Decl[]): Generator<void, boolean> {
  let known = true;
  if (p.isWord("syntax") || p.isWord("edition")) {
    const start = p.tok;
    const { isKnown, isWhole } = syntaxDecl(p, out);
    known = isKnown;
    if (!isWhole) resume(p, start);
  }
  while (!p.atEnd) {
    const start = p.tok;
    const count = out.length;
    if (statement(p, out)) {
      yield;
      continue;
    }
    // Of a statement that goes on as another one nothing is left.
    if (resume(p, start) === "rewound") out.length = count;
    const broken = out.length > count ? out[out.length - 1] : undefined;
    if (broken) broken.last = Math.max(broken.last, p.prev);
    if (p.is(Sym.close)) {
      p.fail("P1129");
      p.next();
    }
    if (!broken && p.tok !== start) out.push({ kind: "Bad", first: start, last: p.prev });
  }
  return known;
}

function syntaxDecl(p: Parser, out: Decl[]): { readonly isKnown: boolean; readonly isWhole: boolean } {
  const keyword = p.isWord("syntax") ? "syntax" : "edition";
  const node: SyntaxDecl = { kind: "Syntax", keyword, first: p.tok, last: p.tok, value: undefined };
  out.push(node);
  p.next();
  if (p.expect(Sym.equals)) node.value = stringLit(p, "P1101");
  const isWhole = node.value !== undefined && p.expect(Sym.semicolon);
  node.last = p.prev;
  if (!node.value) return { isKnown: false, isWhole };
  const text = stringValue(p.source, p.starts, node.value);
  const level = levelOf(keyword, text);
  if (level) p.syntax = level;
  else if (isWhole) p.problemAt(node.value.first, node.value.last, keyword === "edition" ? "P1181" : "P1180", [text]);
  return { isKnown: isWhole && level !== undefined, isWhole };
}

function levelOf(keyword: "syntax" | "edition", text: string): SyntaxLevel | undefined {
  if (keyword === "syntax") {
    if (text === "proto2") return { kind: "proto2", edition: Edition.proto2, text };
    if (text === "proto3") return { kind: "proto3", edition: Edition.proto3, text };
    return undefined;
  }
  const edition = editionOf(text);
  return edition === undefined ? undefined : { kind: "editions", edition, text };
}

function statement(p: Parser, out: Decl[]): boolean {
  if (emptyStatement(p, out)) return true;
  if (p.isWord("message")) return messageDecl(p, out, undefined);
  if (p.isWord("enum")) return enumDecl(p, out, undefined);
  if (p.isWord("service")) return serviceDecl(p, out);
  if (p.isWord("extend")) return extendDecl(p, out);
  if (p.isWord("import")) return importDecl(p, out);
  if (p.isWord("package")) return packageDecl(p, out);
  if (p.isWord("option")) return optionStatement(p, out);
  const visibility = visibilityOf(p);
  if (visibility) {
    if (p.isWord("message")) return messageDecl(p, out, visibility);
    if (p.isWord("enum")) return enumDecl(p, out, visibility);
    p.fail("P1122");
    return false;
  }
  p.fail("P1182");
  return false;
}

function packageDecl(p: Parser, out: Decl[]): boolean {
  const node: PackageDecl = { kind: "Package", first: p.tok, last: p.tok, name: undefined };
  if (p.hasPackage) p.fail("P1183");
  p.hasPackage = true;
  out.push(node);
  p.next();
  const name = path(p, "P1102", "no leading dot");
  node.name = name.node;
  const ok = name.ok && p.expect(Sym.semicolon);
  node.last = p.prev;
  return ok;
}

const modifiers = ["public", "weak", "option"] as const;

function importDecl(p: Parser, out: Decl[]): boolean {
  const node: ImportDecl = {
    kind: "Import",
    first: p.tok,
    last: p.tok,
    modifier: undefined,
    modifierToken: -1,
    path: undefined,
  };
  out.push(node);
  p.next();
  node.modifier = modifiers.find(word => p.isWord(word));
  if (node.modifier) {
    node.modifierToken = p.tok;
    const editions2024 = p.syntax.kind === "editions" && p.syntax.edition >= Edition.edition2024;
    if (node.modifier === "option" && !editions2024) p.fail("P1184");
    if (node.modifier === "weak" && editions2024) p.fail("P1185");
    p.next();
  }
  node.path = stringLit(p, "P1186");
  const ok = node.path !== undefined && p.expect(Sym.semicolon);
  node.last = p.prev;
  return ok;
}
