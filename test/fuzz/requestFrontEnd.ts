/** The grammar and the formatter of request documents over one text; throws where something is wrong. */
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import type { Span } from "../../server/src/base/span.ts";
import { formatRequests, formatRequestText, type RequestStyle } from "../../server/src/request/formatRequests.ts";
import { requestMessages, type RequestProblemCode } from "../../server/src/request/messages.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import type { Piece } from "../../server/src/request/requestDocument.ts";

export function tryRequestFrontEnd(text: string): void {
  for (const otherKinds of ["problem", "ignore"] as const) tryRequestFormatter(text, { indent: "  ", otherKinds });
  // As in a file of requests of all kinds.
  parseRequests(text, { otherKinds: "ignore" });
  const { requests, variables, references, problems } = parseRequests(text);
  const lies = ({ start, end }: Span, what: string): void => {
    if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${what} lies at ${start}–${end}`);
  };
  const reads = (piece: Piece | undefined, what: string): void => {
    if (!piece) return;
    lies(piece.span, what);
    const { start, end } = piece.span;
    if (text.slice(start, end) !== piece.text) throw new Error(`${what} at ${start}–${end} is another text`);
  };
  for (const { name, value } of variables) for (const piece of [name, value]) reads(piece, "a variable");
  for (const reference of references) lies(reference, "a reference");
  for (const { code, span, args, fixes } of problems) {
    lies(span, code);
    const { en, ko } = requestMessages[code as RequestProblemCode];
    if (!en || !ko || args.some(arg => typeof arg !== "string")) throw new Error(`${code} says nothing`);
    for (const edit of fixes?.flatMap(fix => fix.edits) ?? []) lies(edit.span, `a fix of ${code}`);
  }
  let at = 0;
  for (const request of requests) {
    if (request.span.start < at) throw new Error(`${request.name} begins in the request before it`);
    at = request.span.end;
    for (const span of [request.span, request.bodySpan]) lies(span, request.name);
    const { target, verb } = request;
    // Where the verb is left out it is empty.
    if (verb.span.start < verb.span.end) reads(verb, request.name);
    for (const piece of [target?.address, target?.service, target?.method, request.profile])
      reads(piece, request.name);
    for (const { name, value } of [...request.headers, ...request.directives])
      for (const piece of [name, value]) reads(piece, request.name);
    for (const message of request.messages) {
      lies(message.span, "a message");
      if (message.text.length !== message.span.end - message.span.start)
        throw new Error(`the message at ${message.span.start} has another length than its text`);
    }
  }
}

function tryRequestFormatter(text: string, style: RequestStyle): void {
  const { text: formatted, edits, refusal } = formatRequestText(text, style);
  if (refusal) throw new Error(`formatting is not proved at ${refusal.offset}`);
  let at = 0;
  for (const { span } of edits) {
    if (span.start < at || span.end < span.start) throw new Error(`an edit at ${span.start} overlaps the one before`);
    at = span.end;
  }
  if (applyEdits(text, edits) !== formatted) throw new Error("the edits do not make the formatted text");
  const again = formatRequestText(formatted, style);
  if (again.text !== formatted) throw new Error("formatting twice differs from formatting once");
  const middle = text.length >> 1;
  const range = { start: middle, end: Math.min(text.length, middle + 40) };
  const part = formatRequests(parseRequests(text, style), style, range);
  if (part.refusal) throw new Error(`formatting a range is not proved at ${part.refusal.offset}`);
}
