import type { Span } from "../base/span.ts";
import type { LspRange, RequestInfo } from "../protocol/requests.ts";
import { parseRequests } from "./parseRequests.ts";

/** The requests of a text as the protocol lists them. `rangeOf` makes a range of a span. */
export function requestInfos(text: string, rangeOf: (span: Span) => LspRange): RequestInfo[] {
  return parseRequests(text).requests.map(({ name, span, target, verb, expectations }) => {
    const { service, method } = target ?? {};
    return {
      name,
      range: rangeOf(span),
      selection: rangeOf(target?.span ?? verb.span),
      expectations,
      ...(service && method ? { method: `${service.text}/${method.text}` } : {}),
    };
  });
}
