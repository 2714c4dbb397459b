/** How problems of bodies R20… are mended, by what the schema says of the place. */
import { findNodeAtOffset, type Node } from "jsonc-parser";
import type { Fix, Problem } from "../base/problem.ts";
import type { BodyField, BodyMessage, BodySchema, BodyType } from "./bodySchema.ts";
import { parseBody } from "./bodyTree.ts";
import { change, put, take } from "./requestFixes.ts";
import type { MessageText } from "./requestDocument.ts";
import { wellKnownForm } from "./wellKnownValue.ts";

interface Place {
  readonly shape: BodyField["shape"];
  readonly type: BodyType;
  readonly keyType?: string | undefined;
}

export function bodyFixes(
  schema: BodySchema,
  root: BodyMessage,
  message: MessageText,
  problem: Problem,
): readonly Fix[] {
  return problem.fixes ?? new BodyMending(schema, root, message, problem).fixes();
}

class BodyMending {
  private readonly schema: BodySchema;
  private readonly root: BodyMessage;
  private readonly message: MessageText;
  private readonly problem: Problem;
  private readonly start: number;

  constructor(schema: BodySchema, root: BodyMessage, message: MessageText, problem: Problem) {
    this.schema = schema;
    this.root = root;
    this.message = message;
    this.problem = problem;
    this.start = message.span.start;
  }

  fixes(): readonly Fix[] {
    const { problem } = this;
    const offset = problem.span.start - this.start;
    if (problem.code === "R2001") return this.syntax(offset);
    const { root } = parseBody(this.message);
    const node = root && findNodeAtOffset(root, offset);
    if (!node) return [];
    const [, , least = "", most = ""] = problem.args;
    switch (problem.code) {
      case "R2002":
        return change(problem.span, "{}");
      case "R2003":
        return this.rightForm(node);
      case "R2004":
        return this.enumValues(node);
      case "R2005":
        return change(
          problem.span,
          Number(JSON.parse(this.text)) < 0 || (least === "0" && this.text.includes("-")) ? least : most,
        );
      case "R2006":
        return change(problem.span, JSON.stringify(Buffer.from(String(node.value), "utf8").toString("base64")));
      case "R2007":
        return change(problem.span, JSON.stringify(timestamp(String(node.value)) ?? problem.args[0]));
      case "R2008":
        return change(problem.span, JSON.stringify(duration(String(node.value)) ?? problem.args[0]));
      case "R2009":
        return change(problem.span, JSON.stringify(fieldMask(String(node.value)) ?? problem.args[0]));
      case "R2010":
      case "R2011":
      case "R2012":
        return this.remove(node.parent ?? node, String(node.value));
      case "R2013":
        return change(problem.span, problem.args[1] === "{…}" ? "{}" : `[${this.text}]`);
      case "R2014":
        return this.addFields(node, f => f.name === problem.args[0]);
      case "R2015":
        return change(problem.span, problem.args[1] === "bool" ? '"true"' : '"0"');
      case "R2016":
        return this.remove(node.parent?.type === "property" ? node.parent : node, "null");
      case "R2019":
        return this.addFields(node, f => f.oneof === problem.args[0]).slice(0, 5);
      default:
        return [];
    }
  }

  private get text(): string {
    const { start, end } = this.problem.span;
    return this.message.text.slice(start - this.start, end - this.start);
  }

  /** By what the parser expected. */
  private syntax(offset: number): readonly Fix[] {
    const before = this.message.text.slice(0, offset).trimEnd().length + this.start;
    switch (this.problem.args[0]) {
      case "CommaExpected":
        return put(before, ",");
      case "ColonExpected":
        return put(before, ":");
      case "CloseBraceExpected":
        return put(before, "}");
      case "CloseBracketExpected":
        return put(before, "]");
    }
    const rest = this.message.text.slice(offset);
    const quoted = /^'([^'"\n]*)'/.exec(rest);
    const word = quoted ?? /^([\w$.-]+)/.exec(rest);
    const at = { start: this.start + offset, end: this.start + offset + (word?.[0].length ?? 0) };
    return word ? change(at, JSON.stringify(word[1])) : [];
  }

  /** The type that the schema has for the place of a value. */
  private placeOf(node: Node): Place | undefined {
    const { parent } = node;
    if (!parent) return { shape: "single", type: { kind: "message", id: this.root.id } };
    if (parent.type === "array") {
      const list = this.placeOf(parent);
      return list && { shape: "single", type: list.type };
    }
    const [key, value] = parent.children ?? [];
    const outer = value === node && parent.parent ? this.placeOf(parent.parent) : undefined;
    if (!outer || !key) return undefined;
    if (outer.shape === "map") return { shape: "single", type: outer.type };
    return this.messageAt(outer)?.fields.find(f => f.name === key.value || f.jsonName === key.value);
  }

  private messageAt(place: Place | undefined): BodyMessage | undefined {
    return place?.type.kind === "message" ? this.schema.message(place.type.id) : undefined;
  }

  /** The same value as its type writes it, else the type's zero. */
  private rightForm(node: Node): readonly Fix[] {
    const type = this.placeOf(node)?.type;
    if (!type) return [];
    const scalar = scalarOf(type);
    const text = node.type === "string" ? String(node.value) : this.text;
    const isNumber = /^-?\d+(\.\d+)?$/.test(text);
    if (scalar === "string" && node.type !== "object" && node.type !== "array")
      return change(this.problem.span, JSON.stringify(text));
    if (scalar === "bool" && /^(true|false)$/i.test(text)) return change(this.problem.span, text.toLowerCase());
    const isWhole = scalar === "float" || scalar === "double" || /^-?\d+$/.test(text);
    if (scalar && scalar !== "bool" && scalar !== "bytes" && isNumber)
      return change(this.problem.span, isWhole ? text : `${Math.trunc(Number(text))}`);
    return change(this.problem.span, zeroOf(type));
  }

  private enumValues(node: Node): readonly Fix[] {
    const type = this.placeOf(node)?.type;
    if (type?.kind !== "enum") return [];
    const end = `_${String(node.value).toUpperCase()}`;
    const meant = type.values.find(v => v.name.endsWith(end));
    const shown = meant ? [meant] : type.values.slice(0, 5);
    return shown.flatMap(v => change(this.problem.span, JSON.stringify(v.name)));
  }

  /** Takes a property or an element out, with the comma that it needs no more. */
  private remove(node: Node, shown: string): readonly Fix[] {
    const siblings = node.parent?.children ?? [];
    const index = siblings.indexOf(node);
    const next = siblings[index + 1];
    const previous = siblings[index - 1];
    const end = node.offset + node.length;
    const at = (start: number, stop: number) => ({ start: this.start + start, end: this.start + stop });
    if (next) return take(at(node.offset, next.offset), shown);
    return take(at(previous ? previous.offset + previous.length : node.offset, end), shown);
  }

  /** Fields with the zero of their types, behind those that the object has. */
  private addFields(node: Node, isWanted: (field: BodyField) => boolean): readonly Fix[] {
    const message = this.messageAt(this.placeOf(node));
    const last = node.children?.at(-1);
    return (message?.fields ?? []).filter(isWanted).flatMap(f => {
      const value = f.shape === "repeated" ? "[]" : f.shape === "map" ? "{}" : zeroOf(f.type);
      const text = `${JSON.stringify(f.jsonName)}: ${value}`;
      if (!last) return put(this.start + node.offset + 1, ` ${text} `, text);
      return put(this.start + last.offset + last.length, `, ${text}`, text);
    });
  }
}

function scalarOf(type: BodyType): string | undefined {
  if (type.kind === "scalar") return type.name;
  const form = type.kind === "message" ? wellKnownForm(type.id.name) : undefined;
  return form?.form === "scalar" ? form.scalar : undefined;
}

function zeroOf(type: BodyType): string {
  if (type.kind === "enum") return JSON.stringify(type.values[0]?.name ?? "");
  const scalar = scalarOf(type);
  if (scalar === "string" || scalar === "bytes") return '""';
  if (scalar === "bool") return "false";
  if (scalar !== undefined) return "0";
  const form = type.kind === "message" ? wellKnownForm(type.id.name) : undefined;
  if (form?.form === "text") return JSON.stringify(form.example);
  return form?.form === "array" ? "[]" : "{}";
}

/** Any date that can be read as RFC 3339 writes it; without a zone it is that of Greenwich. */
function timestamp(text: string): string | undefined {
  const withZone = /\d\d:\d\d/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text.replace(" ", "T")}Z` : text;
  const number = Date.parse(withZone);
  return Number.isNaN(number) ? undefined : new Date(number).toISOString().replace(".000Z", "Z");
}

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86400 };

function duration(text: string): string | undefined {
  const [, number, unit = "s"] = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = seconds[unit.toLowerCase() || "s"];
  return number === undefined || factor === undefined
    ? undefined
    : `${Number((Number(number) * factor).toFixed(9))}s`;
}

function fieldMask(text: string): string | undefined {
  const paths = text.split(/[\s,;]+/).filter(Boolean);
  const mask = paths.map(p => p.replaceAll(/_([a-z])/g, (_, c: string) => c.toUpperCase())).join(",");
  return /^[a-zA-Z][\w.]*(?:,[a-zA-Z][\w.]*)*$/.test(mask) ? mask : undefined;
}
