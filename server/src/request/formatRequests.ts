/**
 * Request documents in canonical style, as edits of blanks alone: messages as JSON with a line for each member; single blanks in the lines before
 * them; one empty line where there are some, and before each `###`. Nothing changes its place. What is broken, scripts, and requests of other kinds
 * stay as they are. The result is proved to say the same before it is given.
 */
import { applyEdits } from "../base/applyEdits.ts";
import type { TextEdit } from "../base/problem.ts";
import { type Span, spanOf } from "../base/span.ts";
import { bodyTokens } from "./bodyTokens.ts";
import { type BodyStyle, formatBody } from "./formatBody.ts";
import { canonicalLine, endOfScript, type LinePart } from "./formatLines.ts";
import { type Line, linesOf, pieceOf } from "./lines.ts";
import { parseRequests, type ParseRequestsOptions } from "./parseRequests.ts";
import type { Directive, MessageText, RequestBlock, RequestDocument } from "./requestDocument.ts";

export interface RequestStyle extends ParseRequestsOptions {
  /** What one level of nesting in a message is indented by. */
  readonly indent: string;
}

export interface FormattedRequests {
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** The result would not have said the same, so that nothing is changed. */
  readonly refusal?: { readonly reason: "unproven"; readonly offset: number };
}

export const formatRequestText = (source: string, style: RequestStyle): FormattedRequests =>
  formatRequests(parseRequests(source, style), style);

/** `range`: only lines that it touches are changed. */
export function formatRequests(document: RequestDocument, style: RequestStyle, range?: Span): FormattedRequests {
  const { source } = document;
  const all = formatEdits(document, style.indent);
  const edits = range ? all.filter(({ span }) => touches(source, range, span)) : all;
  if (edits.length === 0) return { edits, text: source };
  const text = applyEdits(source, edits);
  if (meaningOf(parseRequests(text, style)) === meaningOf(document)) return { edits, text };
  return { edits: [], text: source, refusal: { reason: "unproven", offset: edits[0]?.span.start ?? 0 } };
}

/** Whether a stretch of blanks begins on a line of the range, or ends on one. */
function touches(source: string, range: Span, { start, end }: Span): boolean {
  const from = source.lastIndexOf("\n", range.start - 1) + 1;
  const to = source.indexOf("\n", range.end);
  return end >= from && (to < 0 || start <= to);
}

/** What has its place: a line, or a message or a script of several. Between two of them are blanks and ends of lines. */
interface Unit extends Span {
  readonly edits: readonly TextEdit[];
  readonly begins: "request" | "other";
  /** Nothing before it is changed. */
  readonly isLeft?: true;
}

function formatEdits(document: RequestDocument, indent: string): TextEdit[] {
  const { source } = document;
  const lastEnd = source.lastIndexOf("\n");
  const eol = lastEnd > 0 && source[lastEnd - 1] === "\r" ? "\r\n" : "\n";
  const begin = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const edits: TextEdit[] = [];
  let at = begin;
  for (const unit of unitsOf(document, { indent, eol })) {
    if (!unit.isLeft) {
      const gap = source.slice(at, unit.start);
      const ends = gap.match(/\r\n|\n|\r/g) ?? [];
      const count = at === begin ? 0 : unit.begins === "request" || ends.length > 1 ? 2 : 1;
      if (ends.length !== count || gap !== ends.join(""))
        edits.push({ span: spanOf(at, unit.start), text: eol.repeat(count) });
    }
    edits.push(...unit.edits);
    at = unit.end;
  }
  const rest = source.slice(at);
  if (at > begin && !/^(?:\r\n|\n|\r)$/.test(rest)) edits.push({ span: spanOf(at, source.length), text: eol });
  return edits;
}

const BYTE_ORDER_MARK = 0xfeff;

function unitsOf(document: RequestDocument, style: BodyStyle): readonly Unit[] {
  const { source, requests } = document;
  const lines = linesOf(source);
  const isKnown = linesWithoutOthers(lines);
  const messages = requests.flatMap(r => r.messages);
  const units: Unit[] = [];
  let inRequest = 0;
  let inMessage = 0;
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    const { start, end } = line.span;
    while ((requests[inRequest]?.span.end ?? Number.POSITIVE_INFINITY) <= start) inRequest++;
    while ((messages[inMessage]?.span.end ?? Number.POSITIVE_INFINITY) < start) inMessage++;
    const message = messages[inMessage];
    if (message && message.span.start <= start) {
      units.push(messageUnit(source, message, style));
      while (i < lines.length && (lines[i] as Line).span.start <= message.span.end) i++;
      continue;
    }
    const request = requests[inRequest];
    const own = request && request.span.start <= start ? request : undefined;
    if (line.text.trim() === "") i++;
    else if (!own && !isKnown[i]) {
      units.push({ start, end, edits: [], begins: "other", isLeft: true });
      i++;
    } else {
      const part = partOf(line, own);
      const last = endOfScript(lines, i, part);
      units.push(last > i ? whole(spanOf(start, (lines[last] as Line).span.end)) : lineUnit(line, part, own));
      i = last + 1;
    }
  }
  return units;
}

/** Whether each line stands in a block of variables and comments alone, as there is at the head of a file. */
function linesWithoutOthers(lines: readonly Line[]): readonly boolean[] {
  const known: boolean[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && !isSeparator((lines[to] as Line).text)) to++;
    const block = lines.slice(from, to);
    const isPlain = block.every(({ text }) => /^\s*(?:[@#]|\/\/|$)/.test(text));
    for (const _ of block) known.push(isPlain);
    from = to;
  }
  return known;
}

const isSeparator = (text: string): boolean => /^\s*#{3,}/.test(text);

function partOf({ span }: Line, request: RequestBlock | undefined): LinePart {
  if (!request || span.start <= request.verb.span.start) return "head";
  return span.start >= request.bodySpan.start ? "body" : "headers";
}

const whole = (span: Span): Unit => ({ ...span, edits: [], begins: "other" });

function lineUnit(line: Line, part: LinePart, request: RequestBlock | undefined): Unit {
  const text = canonicalLine(line, part, request);
  if (text === undefined) return whole(line.span);
  const piece = pieceOf(line);
  return {
    ...piece.span,
    edits: text === piece.text ? [] : [{ span: piece.span, text }],
    begins: isSeparator(text) ? "request" : "other",
  };
}

function messageUnit(source: string, message: MessageText, style: BodyStyle): Unit {
  const tokens = bodyTokens(source, message);
  const [first] = tokens ?? [];
  const last = tokens?.at(-1);
  if (!tokens || !first || !last) return whole(message.span);
  return { start: first.start, end: last.end, edits: formatBody(source, tokens, style), begins: "other" };
}

/** All that counts of a document, as one text. */
function meaningOf({ source, requests, variables, references, problems }: RequestDocument): string {
  const value = ({ name, value }: Directive): readonly string[] => [name.text, value.text];
  const bodies = (message: MessageText): unknown => [
    message.afterAnswer,
    message.file?.text,
    bodyTokens(source, message)?.map(t => source.slice(t.start, t.end)) ?? message.text,
  ];
  return JSON.stringify([
    requests.map(({ name, verb, target, directives, headers, messages }) => [
      name,
      verb.text,
      target && source.slice(target.span.start, target.span.end),
      directives.map(value),
      headers.map(value),
      messages.map(bodies),
    ]),
    variables.map(value),
    references.map(r => r.name),
    problems.map(p => p.code),
    source.replaceAll(/\s+/g, ""),
  ]);
}
