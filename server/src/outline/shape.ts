/** The two hashes of an outline, and what they are taken of. */
import { hashText } from "../base/hash.ts";
import type { Literal } from "./literal.ts";
import type { EnumOutline, FieldOutline, MessageOutline, OptionOutline, Outline, RangeOutline } from "./outline.ts";

type Parts = Omit<Outline, "types" | "isLite" | "namesHash" | "shapeHash" | "headHash">;

/** Most outlines are never compared with another: their hashes are taken when somebody asks. */
export function withHashes(parts: Parts, types: Outline["types"]): Outline {
  let names: number | undefined;
  let shape: number | undefined;
  let head: number | undefined;
  return {
    ...parts,
    types,
    isLite: isLite(parts),
    get namesHash() {
      return (names ??= hashOf(namesText(parts)));
    },
    get shapeHash() {
      return (shape ??= hashOf(shapeText(parts)));
    },
    get headHash() {
      return (head ??= hashText(`${this.isLite} ${importsText(parts)}`));
    },
  };
}

function hashOf(texts: Iterable<string>): number {
  let hash = 0;
  for (const text of texts) hash = hashText(text, hash);
  return hash;
}

/** Package, declared names with their kinds, public imports, extensions: what a reference resolves to. In parts. */
function* namesText(o: Parts): Generator<string> {
  let head = `${o.syntax.edition}|${o.package}|`;
  for (const i of o.imports) head += i.modifier === "public" ? `p${i.path};` : "";
  yield head;
  for (const m of o.messages) yield messageNames(m);
  for (const e of o.enums) yield enumNames(e);
  for (const x of o.extensions) yield `x${x.name}:${x.extendee};`;
  for (const s of o.services) yield `s${s.name}{${s.methods.map(m => m.name).join()}}`;
}

function messageNames(m: MessageOutline): string {
  let out = `m${m.visibility ?? ""} ${m.name}{`;
  for (const f of m.fields) out += `${f.name},`;
  for (const f of m.oneofs) out += `o${f.name},`;
  for (const n of m.messages) out += messageNames(n);
  for (const e of m.enums) out += enumNames(e);
  for (const x of m.extensions) out += `x${x.name}:${x.extendee};`;
  return `${out}}`;
}

function enumNames(e: EnumOutline): string {
  let out = `e${e.visibility ?? ""} ${e.name}{`;
  for (const v of e.values) out += `${v.name},`;
  return `${out}}`;
}

/** Imports, numbers, types, labels, ranges, options: what a declaration means. In parts. */
function* shapeText(o: Parts): Generator<string> {
  yield `${o.syntax.edition}|${o.package}|${importsText(o)}|${optionsText(o.options)}`;
  for (const m of o.messages) yield messageShape(m);
  for (const e of o.enums) yield enumShape(e);
  for (const x of o.extensions) yield fieldShape(x);
  for (const s of o.services) {
    let text = `s${s.name}${optionsText(s.options)}{`;
    for (const m of s.methods)
      text += `${m.name}(${m.clientStreaming} ${m.input})(${m.serverStreaming} ${m.output})${optionsText(m.options)};`;
    yield `${text}}`;
  }
}

const importsText = (o: Parts): string => o.imports.map(i => `${i.modifier} ${i.path}`).join();

const isLite = (o: Parts): boolean =>
  o.options.some(o => o.name === "optimize_for" && o.value.kind === "ident" && o.value.text === "LITE_RUNTIME");

function messageShape(m: MessageOutline): string {
  let out = `m${m.visibility ?? ""} ${m.name}${optionsText(m.options)}{`;
  for (const f of m.fields) out += fieldShape(f);
  for (const f of m.oneofs) out += `o${f.name}${optionsText(f.options)};`;
  for (const n of m.messages) out += messageShape(n);
  for (const e of m.enums) out += enumShape(e);
  for (const x of m.extensions) out += fieldShape(x);
  out += `${rangesText(m.extensionRanges)}|${rangesText(m.reservedRanges)}|${m.reservedNames.join()}`;
  return `${out}}`;
}

function fieldShape(f: FieldOutline): string {
  const options = f.options.length ? optionsText(f.options) : "";
  const extra = f.jsonName !== undefined ? `j${f.jsonName}` : "";
  const value = f.defaultValue ? `d${literalText(f.defaultValue)}` : "";
  return `${f.extendee ?? ""} ${f.label ?? ""} ${f.type} ${f.name}=${f.number} ${f.oneof ?? ""}${extra}${value}${options};`;
}

function enumShape(e: EnumOutline): string {
  let out = `e${e.visibility ?? ""} ${e.name}${optionsText(e.options)}{`;
  for (const v of e.values) out += `${v.name}=${v.number}${v.options.length ? optionsText(v.options) : ""},`;
  return `${out}${rangesText(e.reservedRanges)}|${e.reservedNames.join()}}`;
}

function rangesText(ranges: readonly RangeOutline[]): string {
  let out = "";
  for (const r of ranges) out += `${r.start}-${r.end}${optionsText(r.options)},`;
  return out;
}

function optionsText(options: readonly OptionOutline[]): string {
  let out = "";
  for (const o of options) out += `[${o.name}=${literalText(o.value)}]`;
  return out;
}

function literalText(l: Literal): string {
  switch (l.kind) {
    case "string":
      return JSON.stringify(l.text);
    case "message":
      return `{${l.fields.map(f => `${f.name}:${literalText(f.value)}`).join()}}`;
    case "list":
      return `<${l.values.map(literalText).join()}>`;
    default:
      return l.negative ? `-${l.text}` : l.text;
  }
}
