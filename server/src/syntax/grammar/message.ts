/** Messages and what stands in them: fields, oneofs, extension ranges, reservations, extensions of other messages. */
import { Edition } from "../edition.ts";
import type {
  Decl,
  ExtendDecl,
  ExtensionsDecl,
  FieldDecl,
  MapType,
  MessageDecl,
  Name,
  OneofDecl,
  Path,
  RangeNode,
  ReservedDecl,
  Visibility,
} from "../ast.ts";
import type { Fix, Problem } from "../../base/problem.ts";
import type { Parser } from "../parser.ts";
import { Sym, TokenKind } from "../tokenKind.ts";
import { body, emptyStatement, nameAndBody } from "./body.ts";
import { enumDecl } from "./enum.ts";
import { capitalised, groupAsField, labelAsFeature, labelRemoval } from "./fieldFixes.ts";
import { compactOptions, optionStatement } from "./option.ts";
import { int32, path, type Sign, stringLit } from "./path.ts";

/** The compiler refuses deeper nesting; the message that a map field stands for counts. */
const MAX_NESTING = 31;

export function messageDecl(p: Parser, out: Decl[], visibility: Visibility | undefined): boolean {
  const first = visibility?.first ?? p.tok;
  const node: MessageDecl = { kind: "Message", first, last: p.tok, visibility, name: undefined, body: undefined };
  out.push(node);
  p.next();
  node.name = p.name("P1104");
  const ok = node.name !== undefined && messageBody(p, node);
  node.last = p.prev;
  return ok;
}

function messageBody(p: Parser, node: MessageDecl | FieldDecl): boolean {
  if (p.nesting >= MAX_NESTING) {
    p.fail("P1121");
    return false;
  }
  p.nesting++;
  const block = body(p, "message", member);
  p.nesting--;
  node.body = block.node;
  return block.ok;
}

/** Whether a statement starts with `export` or `local`; the words are ordinary names before edition 2024. */
export function visibilityOf(p: Parser): Visibility | undefined {
  if (p.syntax.kind !== "editions" || p.syntax.edition < Edition.edition2024) return undefined;
  if (!p.isWord("export") && !p.isWord("local")) return undefined;
  const text = p.isWord("export") ? "export" : "local";
  const node: Visibility = { kind: "Visibility", first: p.tok, last: p.tok, text };
  p.next();
  return node;
}

function member(p: Parser, out: Decl[]): boolean {
  switch (p.source.charCodeAt(p.starts[p.tok] as number)) {
    case 0x3b: // ;
      return emptyStatement(p, out);
    case 0x6d: // m
      if (p.isWord("message")) return messageDecl(p, out, undefined);
      break;
    case 0x65: // e
      if (p.isWord("enum")) return enumDecl(p, out, undefined);
      if (p.isWord("extensions")) return extensionsDecl(p, out);
      if (p.isWord("extend")) return extendDecl(p, out);
      break;
    case 0x72: // r
      if (p.isWord("reserved")) return reservedDecl(p, out, "P1107", "unsigned");
      break;
    case 0x6f: // o
      if (p.isWord("option")) return optionStatement(p, out);
      if (p.isWord("oneof")) return oneofDecl(p, out);
      break;
  }
  const visibility = visibilityOf(p);
  if (visibility) {
    if (p.isWord("message")) return messageDecl(p, out, visibility);
    if (p.isWord("enum")) return enumDecl(p, out, visibility);
    p.fail("P1122");
    return false;
  }
  return field(p, out, "message");
}

/** Words that name scalar types; no message can be meant where one of them stands alone. */
const scalarWords = new Set(
  "double float uint64 fixed64 fixed32 bool string group bytes uint32 sfixed32 sfixed64 int32 int64 sint32 sint64".split(
    " ",
  ),
);

/** The same where a field begins: the word of maps is read before it is known whether one follows. */
const fieldWords = new Set([...scalarWords, "map"]);

type Owner = "message" | "oneof" | "extend";

const labels = ["optional", "required", "repeated"] as const;

/** A field in any of its forms. Labels are read in every syntax; those that a syntax does not have are said to be wrong. */
function field(p: Parser, out: Decl[], owner: Owner): boolean {
  const node: FieldDecl = {
    kind: "Field",
    first: p.tok,
    last: p.tok,
    label: undefined,
    type: undefined,
    map: undefined,
    name: undefined,
    number: undefined,
    options: undefined,
    body: undefined,
    isGroup: false,
  };
  out.push(node);
  const found = p.problems.length;
  if (labels.some(word => p.isWord(word))) label(p, node, owner);
  const ok = fieldRest(p, node, owner);
  node.last = p.prev;
  if (p.problems.length > found) offerFixes(p, node, owner, found);
  return ok;
}

function label(p: Parser, node: FieldDecl, owner: Owner): void {
  const name: Name = { kind: "Name", first: p.tok, last: p.tok, text: p.textOf(p.tok) };
  node.label = name;
  if (owner === "oneof") p.fail("P1130", [name.text]);
  else if (p.syntax.kind === "editions" && name.text === "optional") p.fail("P1131");
  else if (p.syntax.kind === "editions" && name.text === "required") p.fail("P1132");
  p.next();
}

/** How a field is mended depends on what stands behind the mistake, so its fixes are made once it is read. */
function offerFixes(p: Parser, node: FieldDecl, owner: Owner, from: number): void {
  const own = new Set([node.label, node.map, node.type, node.name].map(part => part && p.starts[part.first]));
  for (let i = from; i < p.problems.length; i++) {
    const problem = p.problems[i] as Problem;
    if (problem.fixes || !own.has(problem.span.start)) continue;
    const fixes = fixesOf(p, node, owner, problem.code);
    if (fixes.length > 0) p.problems[i] = { ...problem, fixes };
  }
}

function fixesOf(p: Parser, node: FieldDecl, owner: Owner, code: string): Fix[] {
  switch (code) {
    case "P1130":
    case "P1141":
      return labelRemoval(p, node);
    case "P1131":
      return [...labelRemoval(p, node), ...(owner === "message" ? labelAsFeature(p, node) : [])];
    case "P1132":
      return owner === "message" ? labelAsFeature(p, node) : labelRemoval(p, node);
    case "P1135":
      return owner === "message" && node.isGroup ? groupAsField(p, node) : [];
    case "P1136":
      return capitalised(p, node);
    default:
      return [];
  }
}

function fieldRest(p: Parser, node: FieldDecl, owner: Owner): boolean {
  const typeToken = p.tok;
  if (p.isWord("map") && p.kinds[p.peek()] === Sym.less) {
    if (!mapType(p, node)) return false;
    const place = node.map as MapType;
    if (p.nesting >= MAX_NESTING) return refuse(p, place, "P1121");
    if (owner === "oneof") return refuse(p, place, "P1140");
    if (node.label) p.problemAt(place.first, place.last, "P1141", [node.label.text]);
    if (owner === "extend") return refuse(p, place, "P1142");
    for (const part of [place.key, place.value])
      if (part?.text === "group")
        p.problemAt(part.first, part.last, p.syntax.kind === "editions" ? "P1135" : "P1138");
  } else {
    if (!node.label && owner !== "oneof" && p.syntax.kind === "proto2") {
      const at = p.starts[p.tok] as number;
      const edits = [{ span: { start: at, end: at }, text: "optional " }];
      p.fail("P1133", [], p.is(TokenKind.Ident) ? [{ code: "F1133", args: ["optional"], edits }] : undefined);
    }
    const type = typePath(p, fieldWords);
    node.type = type.node;
    if (!type.ok) return false;
    const saysGroup = node.type?.text === "group";
    node.isGroup = saysGroup && p.is(TokenKind.Ident);
    if (saysGroup && p.syntax.kind === "editions") p.problemAt(typeToken, typeToken, "P1135");
  }
  node.name = p.name("P1106");
  if (!node.name) return false;
  if (!p.expect(Sym.equals, "P1108")) return false;
  node.number = int32(p, "P1109", "unsigned");
  if (!node.number) return false;
  const options = compactOptions(p, "field");
  node.options = options.node;
  if (!options.ok) return false;
  if (!node.isGroup) return p.expect(Sym.semicolon);
  if (!/^[A-Z]/.test(node.name.text)) p.problemAt(node.name.first, node.name.last, "P1136", [node.name.text]);
  if (!p.is(Sym.open)) {
    p.fail("P1137");
    return false;
  }
  return messageBody(p, node);
}

function refuse(
  p: Parser,
  node: { first: number; last: number },
  code: string,
  args: readonly string[] = [],
): boolean {
  p.problemAt(node.first, node.last, code, args);
  return false;
}

function mapType(p: Parser, node: FieldDecl): boolean {
  const map: MapType = { kind: "MapType", first: p.tok, last: p.tok, key: undefined, value: undefined };
  node.map = map;
  p.next();
  p.next();
  const key = typePath(p, scalarWords);
  map.key = key.node;
  let ok = key.ok && p.expect(Sym.comma);
  if (ok) {
    const value = typePath(p, scalarWords);
    map.value = value.node;
    ok = value.ok && p.expect(Sym.greater);
  }
  map.last = p.prev;
  return ok;
}

/**
 * A type's name. Where one of `whole` stands first it is all of the type: what a message of that name holds is reached by a leading dot
 * alone.
 */
function typePath(p: Parser, whole: ReadonlySet<string>): { node: Path | undefined; ok: boolean } {
  if (!p.is(TokenKind.Ident) || !whole.has(p.textOf(p.tok))) return path(p, "P1105", "leading dot allowed");
  const name = p.name("P1105") as Name;
  const { first, last, text } = name;
  return { node: { kind: "Path", first, last, absolute: false, parts: [name], text }, ok: true };
}

function oneofDecl(p: Parser, out: Decl[]): boolean {
  const node: OneofDecl = { kind: "Oneof", first: p.tok, last: p.tok, name: undefined, body: undefined };
  out.push(node);
  p.next();
  return nameAndBody(p, node, "P1110", "oneof", oneofMember);
}

function oneofMember(p: Parser, out: Decl[]): boolean {
  if (p.isWord("option")) return optionStatement(p, out);
  return field(p, out, "oneof");
}

export function extendDecl(p: Parser, out: Decl[]): boolean {
  const node: ExtendDecl = { kind: "Extend", first: p.tok, last: p.tok, extendee: undefined, body: undefined };
  out.push(node);
  p.next();
  const extendee = messageType(p);
  node.extendee = extendee.node;
  let ok = extendee.ok;
  if (ok) {
    const block = body(p, "extend", (q, members) => field(q, members, "extend"));
    node.body = block.node;
    ok = block.ok;
  }
  node.last = p.prev;
  return ok;
}

/** The name of a message; a scalar type is refused. */
export function messageType(p: Parser): { node: Path | undefined; ok: boolean } {
  if (p.is(TokenKind.Ident) && scalarWords.has(p.textOf(p.tok))) {
    p.fail("P1111", [p.textOf(p.tok)]);
    return { node: undefined, ok: false };
  }
  return path(p, "P1105", "leading dot allowed");
}

function extensionsDecl(p: Parser, out: Decl[]): boolean {
  const node: ExtensionsDecl = { kind: "Extensions", first: p.tok, last: p.tok, ranges: [], options: undefined };
  out.push(node);
  p.next();
  let ok = ranges(p, node.ranges, "P1112", "unsigned");
  if (ok) {
    const options = compactOptions(p, "other");
    node.options = options.node;
    ok = options.ok && p.expect(Sym.semicolon);
  }
  node.last = p.prev;
  return ok;
}

/** `1`, `2 to 5`, `7 to max`, separated by commas. */
function ranges(p: Parser, out: RangeNode[], firstCode: string, sign: Sign): boolean {
  let code = firstCode;
  do {
    const node: RangeNode = {
      kind: "Range",
      first: p.tok,
      last: p.tok,
      start: undefined,
      end: undefined,
      max: false,
    };
    node.start = int32(p, code, sign);
    if (!node.start) return false;
    out.push(node);
    if (p.takeWord("to")) {
      if (p.takeWord("max")) node.max = true;
      else {
        node.end = int32(p, "P1113", sign);
        if (!node.end) return false;
      }
    }
    node.last = p.prev;
    code = sign === "signed" ? "P1114" : "P1112";
  } while (p.take(Sym.comma));
  return true;
}

/** `reserved` of messages and enums: names or numbers, never both in one statement. */
export function reservedDecl(p: Parser, out: Decl[], firstCode: string, sign: Sign): boolean {
  const node: ReservedDecl = { kind: "Reserved", first: p.tok, last: p.tok, ranges: [], names: [] };
  out.push(node);
  p.next();
  const ok = reservedRest(p, node, firstCode, sign) && p.expect(Sym.semicolon);
  node.last = p.prev;
  return ok;
}

function reservedRest(p: Parser, node: ReservedDecl, firstCode: string, sign: Sign): boolean {
  const editions = p.syntax.kind === "editions";
  if (p.is(TokenKind.String)) {
    if (editions) {
      const text = p.textOf(p.tok);
      const span = { start: p.starts[p.tok] as number, end: p.starts[p.tok + 1] as number };
      p.fail("P1115", [text], [{ code: "F1115", args: [text], edits: [{ span, text: text.slice(1, -1) }] }]);
      return false;
    }
    do {
      const name = stringLit(p, "P1117");
      if (!name) return false;
      node.names.push(name);
    } while (p.take(Sym.comma));
    return true;
  }
  if (p.is(TokenKind.Ident)) {
    if (!editions) {
      const text = p.textOf(p.tok);
      const span = { start: p.starts[p.tok] as number, end: p.starts[p.tok + 1] as number };
      p.fail("P1116", [text], [{ code: "F1116", args: [text], edits: [{ span, text: `"${text}"` }] }]);
      return false;
    }
    do {
      const name = p.name("P1118");
      if (!name) return false;
      node.names.push(name);
    } while (p.take(Sym.comma));
    return true;
  }
  return ranges(p, node.ranges, firstCode, sign);
}
