/**
 * What a request document (`.grpc`, or the GRPC blocks of an `.http` file) is after parsing. Everything has a span in the
 * source, so that features never search the text again. Values are as written: `{{references}}` are not replaced.
 */
import type { Problem } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { TemplateReference } from "../protocol/template.ts";
import type { Expectation } from "../protocol/expectation.ts";

/** A piece of the source. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
}

export interface RequestDocument {
  readonly source: string;
  readonly requests: readonly RequestBlock[];
  /** `@name = value` lines of the whole file in order; the last one of a name wins. */
  readonly variables: readonly VariableDefinition[];
  /** References of the whole file in order. */
  readonly references: readonly TemplateReference[];
  readonly problems: readonly Problem[];
}

export interface VariableDefinition {
  readonly name: Piece;
  readonly value: Piece;
  readonly span: Span;
}

/** `# @name value` */
export interface Directive {
  readonly name: Piece;
  readonly value: Piece;
  readonly span: Span;
}

export interface Header {
  readonly name: Piece;
  readonly value: Piece;
  readonly span: Span;
}

/** `address/package.Service/Method`; parts that are missing are absent. */
export interface Target {
  readonly span: Span;
  readonly address: Piece;
  readonly service?: Piece;
  readonly method?: Piece;
}

/** One message of the request. */
export interface MessageText {
  /** JSON with comments. As long as `span`: what does not belong to the message is blanked, so that offsets agree. */
  readonly text: string;
  readonly span: Span;
  /** `< path`: the message lies in a file. */
  readonly file?: Piece;
  /** `=== wait-for-server` stands before it. */
  readonly afterAnswer: boolean;
}

/** From one `###` line to the next. */
export interface RequestBlock {
  readonly span: Span;
  /** As given after `###` or by `# @name`, else `#` and its number in the file. */
  readonly name: string;
  readonly nameSpan?: Span;
  readonly directives: readonly Directive[];
  /** `GRPC`, or what stands in its place. */
  readonly verb: Piece;
  readonly target?: Target;
  readonly headers: readonly Header[];
  readonly messages: readonly MessageText[];
  /** From after the headers to the end of the block: where the body is or would be. */
  readonly bodySpan: Span;
  readonly profile?: Piece;
  readonly timeoutMs?: number;
  readonly expectations: readonly Expectation[];
}

/** The request that an offset lies in; the last one at the end of the text. */
export function requestAt(document: RequestDocument, offset: number): RequestBlock | undefined {
  return document.requests.find(
    request =>
      request.span.start <= offset &&
      (offset < request.span.end || (offset === request.span.end && offset === document.source.length)),
  );
}

/** The variables of the file by name. */
export function fileVariables(document: RequestDocument): Record<string, string> {
  return Object.fromEntries(document.variables.map(({ name, value }) => [name.text, value.text]));
}

/** `/package.Service/Method`, or undefined while a part is missing. */
export function callPathOf(request: RequestBlock): string | undefined {
  const { service, method } = request.target ?? {};
  return service && method ? `/${service.text}/${method.text}` : undefined;
}
