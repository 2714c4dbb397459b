/** The requests of a request document as symbols and folds. */
import type { Span } from "../base/span.ts";
import type { RequestBlock, RequestDocument } from "../request/requestDocument.ts";

export interface RequestSymbol {
  readonly name: string;
  /** `package.Service/Method`, or what of it is written. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

export const requestSymbols = (document: RequestDocument): readonly RequestSymbol[] =>
  document.requests.map(request => ({
    name: request.name,
    detail: methodText(request),
    span: withoutBlankEnd(document, request.span),
    nameSpan: request.nameSpan ?? request.verb.span,
  }));

function methodText({ target }: RequestBlock): string {
  const { service, method } = target ?? {};
  return service && method ? `${service.text}/${method.text}` : (service?.text ?? "");
}

/** From the line of a request to its last line, and its messages of several lines. */
export function requestFolds(document: RequestDocument): readonly Span[] {
  const spans = document.requests.flatMap(request => [
    request.span,
    ...(request.messages.length > 1 ? request.messages.map(message => message.span) : []),
  ]);
  return spans
    .map(span => withoutBlankEnd(document, span))
    .filter(({ start, end }) => document.source.slice(start, end).includes("\n"));
}

function withoutBlankEnd({ source }: RequestDocument, { start, end }: Span): Span {
  return { start, end: start + source.slice(start, end).trimEnd().length };
}
