/** A request of a request document made ready to be sent: its method found, its schema compiled. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import type { Language } from "../shared/language.ts";
import type { PreparedCall, UnknownCall } from "../protocol/requests.ts";
import { isMetadata } from "../request/checkHeader.ts";
import { callPathOf, fileVariables, type RequestBlock, type RequestDocument } from "../request/requestDocument.ts";
import type { CompiledSets, Compiler } from "./compiledSets.ts";
import { findMethod } from "./findMethod.ts";
import { callKind } from "./methods.ts";

export type PreparedRequest =
  /** `descriptorSet` is always there. */
  | { readonly ok: true; readonly call: Omit<PreparedCall, "range"> }
  /** `span`: what of the document is wrong; absent where it is the schema. `unknown`: no .proto file declares the service. */
  | {
      readonly ok: false;
      readonly message: string;
      readonly span?: Span;
      readonly unknown?: Omit<UnknownCall, "range">;
    };

export interface PrepareContext {
  readonly compiler: Compiler;
  readonly sets: CompiledSets;
  readonly language: Language;
}

export function prepareRequest(
  { compiler: c, sets, language }: PrepareContext,
  document: RequestDocument,
  request: RequestBlock,
): PreparedRequest {
  const span = request.target?.span ?? request.verb.span;
  const path = callPathOf(request);
  const { service, method } = request.target ?? {};
  if (!path || !service || !method) {
    const message = language === "ko" ? "요청에 메서드가 없습니다" : "the request names no method";
    return { ok: false, message, span };
  }
  const found = findMethod(c, service.text, method.text);
  const written = asWritten(document, request, path);
  if (!found.ok) {
    const message = language === "ko" ? found.messageKo : found.message;
    return { ok: false, message, span, ...(found.missing === "service" ? { unknown: written } : {}) };
  }
  const bytes = sets.compile(c, found.file, { sourceInfo: false, language });
  if (!bytes.ok) return bytes;
  const { fullName, input, output, clientStreaming, serverStreaming } = found.method;
  return {
    ok: true,
    call: {
      ...written,
      kind: callKind(clientStreaming, serverStreaming),
      input: messageOf(c, found.file, fullName, input)?.name ?? input,
      output: messageOf(c, found.file, fullName, output)?.name ?? output,
      descriptorHash: bytes.hash,
      descriptorSet: bytes.base64,
    },
  };
}

/** What the document says of a call, whatever the schema. */
function asWritten(document: RequestDocument, request: RequestBlock, path: string): Omit<UnknownCall, "range"> {
  const files = request.messages.flatMap(({ file }, index) => (file ? [[index, file.text] as const] : []));
  return {
    name: request.name,
    address: request.target?.address.text ?? "",
    path,
    metadata: request.headers.filter(h => isMetadata(h.name.text)).map(h => [h.name.text, h.value.text]),
    bodies: request.messages.map(m => m.text),
    variables: fileVariables(document),
    ...(files.length > 0 ? { bodyFiles: Object.fromEntries(files) } : {}),
    ...(request.profile ? { profile: request.profile.text } : {}),
    ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
  };
}

/** The message that an rpc names; `at`: the full name of the rpc. */
export function messageOf(
  c: Pick<Compiler, "linked">,
  file: FileId,
  at: string,
  typed: string,
): { readonly file: FileId; readonly name: string } | undefined {
  const result = c.linked(file)?.scope.lookup(typed, at, { typesOnly: false, forOption: false });
  return result?.ok && result.found.kind === "message" ? result.found.id : undefined;
}
