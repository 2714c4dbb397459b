/** How problems of request documents R10… are mended: headers, directives, variables, and what other clients write. */
import type { Fix, Problem, TextEdit } from "../base/problem.ts";
import { nearest } from "../shared/nearest.ts";
import { statusNames } from "../shared/statusNames.ts";
import { directiveNames } from "./directives.ts";
import type { RequestDocument } from "./requestDocument.ts";
import type { KnownNames } from "./unknownNames.ts";

type Mend = (m: RequestMending) => readonly Fix[];

/** F2000: writes `text` in place of a span. */
export const change = (span: { start: number; end: number }, text: string): Fix[] => [
  { code: "F2000", args: [text], edits: [{ span, text }] },
];
/** F2001: puts `text` in; `shown` is what it is called. */
export const put = (offset: number, text: string, shown = text.trim()): Fix[] => [
  { code: "F2001", args: [shown], edits: [{ span: { start: offset, end: offset }, text }] },
];
/** F2002: takes a span out. */
export const take = (span: { start: number; end: number }, shown: string): Fix[] => [
  { code: "F2002", args: [shown], edits: [{ span, text: "" }] },
];

class RequestMending {
  readonly document: RequestDocument;
  readonly problem: Problem;
  readonly known: KnownNames;

  constructor(document: RequestDocument, problem: Problem, known: KnownNames) {
    this.document = document;
    this.problem = problem;
    this.known = known;
  }

  get source(): string {
    return this.document.source;
  }

  get text(): string {
    return this.source.slice(this.problem.span.start, this.problem.span.end);
  }

  get newline(): string {
    return this.source.includes("\r\n") ? "\r\n" : "\n";
  }

  get lineStart(): number {
    return this.source.lastIndexOf("\n", this.problem.span.start - 1) + 1;
  }

  /** Behind the line end of the line that an offset is in. */
  lineEnd(from: number): number {
    const end = this.source.indexOf("\n", from);
    return end < 0 ? this.source.length : end + 1;
  }

  removeLine(shown = this.source.slice(this.lineStart, this.lineEnd(this.lineStart)).trim()): Fix[] {
    return take({ start: this.lineStart, end: this.lineEnd(this.lineStart) }, shown);
  }
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** What stands behind the method is a header, or nothing that a request has. */
function behindMethod(m: RequestMending): Fix[] {
  const { start, end } = m.problem.span;
  const gap = /\s*$/.exec(m.source.slice(0, start))?.[0].length ?? 0;
  const span = { start: start - gap, end };
  if (!/^[\w.-]+:/.test(m.text)) return take(span, m.text);
  return [{ code: "F2003", args: [], edits: [{ span: { start: start - gap, end: start }, text: m.newline }] }];
}

/** Bytes travel under a key of their own. */
function asBinary(m: RequestMending): Fix[] {
  const colon = m.source.indexOf(":", m.lineStart);
  if (colon < 0 || colon > m.problem.span.start) return [];
  const text = base64(m.text);
  const edits: TextEdit[] = [
    { span: { start: colon, end: colon }, text: "-bin" },
    { span: m.problem.span, text },
  ];
  return [{ code: "F2000", args: [`…-bin: ${text}`], edits }];
}

function withColon(m: RequestMending): Fix[] {
  const [word = ""] = /^[\w.-]+(?=\s)/.exec(m.text) ?? [];
  return word === "" ? [] : put(m.problem.span.start + word.length, ":");
}

const units: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msecs?|millis?|milliseconds?)$/i, "ms"],
  [/^(s|secs?|seconds?)$/i, "s"],
  [/^(m|mins?|minutes?)$/i, "m"],
];

function timeout(m: RequestMending): Fix[] {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)[\s_-]*([A-Za-z]*)\.?$/.exec(m.text) ?? [];
  const known = units.find(([pattern]) => pattern.test(unit))?.[1];
  return change(m.problem.span, number !== undefined && Number(number) > 0 ? `${number} ${known ?? "s"}` : "30 s");
}

/** A status that is written otherwise than gRPC does. */
function expectation(m: RequestMending): Fix[] {
  const word = m.text
    .trim()
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toUpperCase();
  const near = nearest(word, statusNames);
  if (near !== undefined) return change(m.problem.span, near);
  const number = /^\d+$/.test(m.text) ? statusNames[Number(m.text)] : undefined;
  return number === undefined ? [] : change(m.problem.span, number);
}

/** `@host localhost` → `@host = localhost`. */
function variable(m: RequestMending): Fix[] {
  const [, name, gap = ""] = /^@\s*([\p{L}_][\p{L}\p{N}_.-]*)([ \t:]*)/u.exec(m.text) ?? [];
  if (name === undefined) return [];
  const start = m.problem.span.start + m.text.indexOf(name) + name.length;
  return [{ code: "F2001", args: ["="], edits: [{ span: { start, end: start + gap.length }, text: " = " }] }];
}

function undefinedVariable(m: RequestMending): Fix[] {
  const [name = ""] = m.problem.args;
  if (name.startsWith("$")) return [];
  const names = [...m.known.variables, ...m.document.variables.map(v => v.name.text)];
  const near = nearest(name, names);
  const renamed = near === undefined ? [] : change(m.problem.span, `{{${near}}}`);
  return [...renamed, ...put(0, `@${name} = ${m.newline}`)];
}

/** A script, which may reach over several lines. */
function script(m: RequestMending): Fix[] {
  const start = m.lineStart;
  const first = m.source.slice(start, m.lineEnd(start));
  const close = first.includes("{%") && !first.includes("%}") ? m.source.indexOf("%}", start) : start;
  return take({ start, end: m.lineEnd(close < 0 ? m.source.length : close) }, first.trim());
}

const mends: Readonly<Record<string, Mend>> = {
  R1001: m => (m.text.toUpperCase() === "GRPC" ? change(m.problem.span, "GRPC") : put(m.problem.span.start, "GRPC ")),
  R1005: behindMethod,
  R1006: m => put(m.problem.span.start, "localhost:50051"),
  R1010: withColon,
  R1011: m => put(m.lineStart, m.newline, "↵"),
  R1012: m =>
    change(
      m.problem.span,
      m.text
        .trim()
        .replaceAll(/[^\w.-]+/g, "-")
        .toLowerCase(),
    ),
  R1013: m => m.removeLine(),
  R1014: m => change(m.problem.span, base64(m.text)),
  R1015: m => m.removeLine(),
  R1016: asBinary,
  R1020: m => change(m.problem.span, m.problem.args[0] ?? ""),
  R1030: variable,
  R1031: m => m.removeLine(),
  R1032: undefinedVariable,
  R1040: m => {
    const near = nearest(m.text, directiveNames);
    return near === undefined ? m.removeLine() : change(m.problem.span, near);
  },
  R1041: timeout,
  R1042: expectation,
  R1043: m => m.removeLine(),
  R1044: m => {
    const near = nearest(m.text, m.known.profiles);
    return (near === undefined ? m.known.profiles.slice(0, 5) : [near]).flatMap(p => change(m.problem.span, p));
  },
  R1050: m => m.removeLine(),
  R1051: script,
  R1052: script,
};

/** How a problem that is not one of a body is mended; nothing where only the author can. */
export function requestFixes(document: RequestDocument, problem: Problem, known: KnownNames): readonly Fix[] {
  return problem.fixes ?? mends[problem.code]?.(new RequestMending(document, problem, known)) ?? [];
}
