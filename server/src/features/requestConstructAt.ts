/** Which part of a request document stands at a place, for the note that tells about it. */
import type { Span } from "../base/span.ts";
import type { RequestPart } from "../notes/constructs.ts";
import {
  callPathOf,
  type Piece,
  type RequestBlock,
  type RequestDocument,
  requestAt,
} from "../request/requestDocument.ts";
import type { ConstructAt } from "./constructAt.ts";

export function requestConstructAt(document: RequestDocument, offset: number): ConstructAt | undefined {
  const request = requestAt(document, offset);
  const found = request && (partAt(request, offset) ?? separatorAt(document.source, offset));
  if (!found) return undefined;
  const path = callPathOf(request);
  return {
    construct: { kind: "request", part: found.part, text: found.text },
    span: found.span,
    ...(path === undefined ? {} : { path }),
  };
}

interface PartAt {
  readonly part: RequestPart;
  readonly text: string;
  readonly span: Span;
}

function partAt(request: RequestBlock, offset: number): PartAt | undefined {
  const pieces: (readonly [RequestPart, Piece | undefined])[] = [
    ["verb", request.verb],
    ["address", request.target?.address],
    ["service", request.target?.service],
    ["method", request.target?.method],
    ...request.headers.map(h => ["header", h.name] as const),
    ...request.directives.map(d => ["directive", d.name] as const),
  ];
  for (const [part, piece] of pieces)
    if (piece && piece.span.start <= offset && offset <= piece.span.end)
      return { part, text: piece.text, span: piece.span };
  return undefined;
}

/** A line of `===` between the messages of a stream. */
function separatorAt(text: string, offset: number): PartAt | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = /^===+/.exec(text.slice(start));
  const end = start + (line?.[0].length ?? 0);
  return line && offset <= end ? { part: "separator", text: line[0], span: { start, end } } : undefined;
}
