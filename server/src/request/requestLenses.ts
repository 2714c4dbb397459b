import type { Span } from "../base/span.ts";
import type { RequestBlock, RequestDocument } from "./requestDocument.ts";

/** Where a "Send" lens stands, and whose request it sends. */
export interface RequestLens {
  readonly span: Span;
  readonly request: RequestBlock;
}

/** One lens above the request line of every request that names a method. */
export function requestLenses(document: RequestDocument): RequestLens[] {
  return document.requests
    .filter(request => request.target?.method !== undefined)
    .map(request => ({ span: request.verb.span, request }));
}
