/** What can be written at a place of a request document: methods, directives, headers, variables, and the body. */
import { dynamicNames } from "../protocol/fillCall.ts";
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import { statusNames } from "../shared/statusNames.ts";
import type { BodyMessage, BodySchema } from "./bodySchema.ts";
import { type BodyProposal, completeBody } from "./completeBody.ts";
import { directiveNames } from "./directives.ts";
import { fileVariables, type RequestBlock, type RequestDocument, requestAt } from "./requestDocument.ts";

export interface RequestProposal extends Omit<BodyProposal, "kind"> {
  readonly kind: BodyProposal["kind"] | "keyword" | "method" | "directive" | "header" | "variable" | "profile";
}

export interface RequestContext {
  readonly schema: BodySchema;
  /** Of the workspace: `package.Service/Method` and a line about it. */
  readonly methods: readonly { readonly path: string; readonly detail: string }[];
  readonly profiles: readonly string[];
  /** Names of the environment's variables. */
  readonly variables: readonly string[];
  /** The message that a method takes. */
  requestMessage(service: string, method: string): BodyMessage | undefined;
}

/** Metadata that servers often ask for. Credentials are secrets from the start. */
const headers: Readonly<Record<string, string>> = {
  authorization: "authorization: Bearer {{secret:token}}$0",
  "x-api-key": "x-api-key: {{secret:api-key}}$0",
  "x-request-id": "x-request-id: {{$uuid}}",
  "accept-language": "accept-language: $0",
};

const timeouts = ["500 ms", "5 s", "30 s", "2 m"];

/** Nothing where a word is written to its end and is the beginning of no other one: there is nothing left to choose. */
export function completeRequest(
  context: RequestContext,
  document: RequestDocument,
  offset: number,
): RequestProposal[] {
  const proposals = proposalsAt(context, document, offset);
  const { source } = document;
  const isWritten = ({ span, snippet }: RequestProposal): boolean =>
    offset === span.end && source.slice(span.start, span.end) === snippet;
  const begins = ({ span, snippet }: RequestProposal): boolean =>
    snippet.toLowerCase().startsWith(source.slice(span.start, offset).toLowerCase());
  return proposals.some(isWritten) && proposals.filter(begins).length === 1 ? [] : proposals;
}

function proposalsAt(context: RequestContext, document: RequestDocument, offset: number): RequestProposal[] {
  const { source } = document;
  const lineStart = Math.max(source.lastIndexOf("\n", offset - 1), source.lastIndexOf("\r", offset - 1)) + 1;
  const before = source.slice(lineStart, offset);
  const place: Place = { document, offset, before, rest: /^[^\r\n]*/.exec(source.slice(offset))?.[0] ?? "" };

  const reference = /\{\{[ \t]*(secret:|\$)?([\w.-]*)$/.exec(before);
  if (reference) return references(context, place, reference[1], reference[2] ?? "");
  const directive = /^\s*(?:#|\/\/)\s*@([\w-]*)$/.exec(before);
  if (directive) return words(place, directive[1] ?? "", [...directiveNames], "directive", " ");
  const value = /^\s*(?:#|\/\/)\s*@(profile|expect)\s+(\S*)$/.exec(before);
  if (value) {
    const isProfile = value[1] === "profile";
    return words(place, value[2] ?? "", isProfile ? context.profiles : statusNames, isProfile ? "profile" : "value");
  }
  if (/^\s*(?:#|\/\/)\s*@timeout\s+$/.test(before) && place.rest === "") return words(place, "", timeouts, "value");
  const target = /^\s*GRPC\s+(\S*)$/.exec(before);
  if (target) return methods(context, place, target[1] ?? "");

  const request = requestAt(document, offset);
  if (!request) {
    const verb = /^\s*(\w*)$/.exec(before)?.[1];
    return verb === undefined ? [] : words(place, verb, ["GRPC"], "keyword", " ");
  }
  if (offset >= request.bodySpan.start && offset <= request.bodySpan.end) return body(context, request, offset);
  if (offset > request.verb.span.end && /^[\w-]*$/.test(before)) return headerNames(place, request, before);
  return [];
}

interface Place {
  readonly document: RequestDocument;
  readonly offset: number;
  /** The line up to the cursor, and what follows on it. */
  readonly before: string;
  readonly rest: string;
}

/** The word before the cursor and what of it stands behind. */
const wordSpan = ({ offset, rest }: Place, written: string, pattern = /^[\w.-]*/): Span =>
  spanOf(offset - written.length, offset + (pattern.exec(rest)?.[0].length ?? 0));

function words(
  place: Place,
  written: string,
  labels: readonly string[],
  kind: RequestProposal["kind"],
  end = "",
): RequestProposal[] {
  const span = wordSpan(place, written);
  return labels.map(label => ({ label, kind, span, snippet: label + (place.rest.startsWith(" ") ? "" : end) }));
}

function references(
  context: RequestContext,
  place: Place,
  marker: string | undefined,
  written: string,
): RequestProposal[] {
  const known = place.document.references;
  const secrets = known.filter(({ kind }) => kind === "secret").map(({ name }) => name);
  const names = {
    "secret:": secrets,
    $: dynamicNames,
  }[marker ?? ""] ?? [
    ...Object.keys(fileVariables(place.document)),
    ...context.variables,
    ...dynamicNames.map(name => `$${name}`),
    ...secrets.map(name => `secret:${name}`),
  ];
  const span = wordSpan(place, written, /^[\w.-]*[ \t]*(?:\}\})?/);
  return [...new Set(names)].map(label => ({
    label,
    kind: "variable",
    span,
    snippet: `${label.replaceAll("$", "\\$")}}}`,
  }));
}

/** After the address: what follows its last slash but the service's own is replaced. */
function methods(context: RequestContext, place: Place, written: string): RequestProposal[] {
  const schemeEnd = /^[a-z][a-z0-9+.-]*:\/\//i.exec(written)?.[0].length ?? 0;
  const slash = written.indexOf("/", schemeEnd);
  if (slash < 0) {
    // No address yet: the usual ones, with the method to follow.
    return schemeEnd > 0 ? [] : words(place, written, ["{{host}}/", "localhost:50051/"], "value");
  }
  const span = wordSpan(place, written.slice(slash + 1), /^\S*/);
  return context.methods.map(({ path, detail }) => ({ label: path, kind: "method", span, snippet: path, detail }));
}

function headerNames(place: Place, request: RequestBlock, written: string): RequestProposal[] {
  const set = new Set(request.headers.map(({ name }) => name.text.toLowerCase()));
  const span = wordSpan(place, written);
  return Object.entries(headers)
    .filter(([name]) => !set.has(name))
    .map(([name, snippet]) => ({
      label: name,
      kind: "header",
      span,
      snippet: snippet.replace("{{$uuid", "{{\\$uuid"),
    }));
}

function body(context: RequestContext, request: RequestBlock, offset: number): RequestProposal[] {
  const message = request.messages.find(({ span }) => span.start <= offset && offset <= span.end);
  const { service, method } = request.target ?? {};
  const root = service && method && context.requestMessage(service.text, method.text);
  return message && root ? completeBody(context.schema, root, message, offset) : [];
}
