/** Requests of the client that lead to a call: a new request document, a call made ready, a descriptor set. */
import type { Connection } from "vscode-languageserver";
import { hashText } from "../base/hash.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { descriptorSet } from "../descriptor/descriptorSet.ts";
import { exampleBody } from "../features/exampleBody.ts";
import { callKind } from "../features/methods.ts";
import type { FileId } from "../link/world.ts";
import { renderProblem } from "../messages/render.ts";
import {
  type DescriptorSetParams,
  type DescriptorSetResult,
  type NewRequestParams,
  type NewRequestResult,
  type PrepareCallParams,
  type PrepareCallResult,
  Requests,
} from "../protocol/requests.ts";
import { isMetadata } from "../request/checkHeader.ts";
import { newRequestDocument } from "../request/newRequest.ts";
import { parseRequests } from "../request/parseRequests.ts";
import { callPathOf, fileVariables, requestAt } from "../request/requestDocument.ts";
import { findMethod } from "./findMethod.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export function handleCalls(connection: Connection, session: Session): void {
  connection.onRequest<NewRequestResult, void>(Requests.newRequest, (params: NewRequestParams) =>
    newRequest(session, params),
  );
  connection.onRequest<PrepareCallResult, void>(Requests.prepareCall, (params: PrepareCallParams) =>
    prepareCall(session, params),
  );
  connection.onRequest<DescriptorSetResult, void>(Requests.descriptorSet, (params: DescriptorSetParams) =>
    fileDescriptors(session, params),
  );
}

function newRequest(session: Session, params: NewRequestParams): NewRequestResult {
  const [service = "", method = ""] = params.method.split("/");
  const found = findMethod(session, service, method);
  const input = found.ok ? typeOf(session, found.file, found.method.fullName, found.method.input) : undefined;
  const body = input ? exampleBody(session.db, input.file, input.name) : "{}";
  const { address, profile } = params;
  const clientStreaming = found.ok && found.method.clientStreaming;
  return {
    text: newRequestDocument({
      method: params.method,
      body,
      clientStreaming,
      ...(address === undefined ? {} : { address }),
      ...(profile === undefined ? {} : { profile }),
    }),
  };
}

/** The message that an rpc names. */
function typeOf(
  session: Session,
  file: FileId,
  at: string,
  typed: string,
): { file: FileId; name: string } | undefined {
  const result = session.db.linked(file)?.scope.lookup(typed, at, { typesOnly: false, forOption: false });
  return result?.ok && result.found.kind === "message" ? result.found.id : undefined;
}

function prepareCall(session: Session, params: PrepareCallParams): PrepareCallResult {
  const text = session.requests.get(params.uri);
  if (text === undefined) return { ok: false, message: `${params.uri} is not open` };
  const index = new LineIndex(text);
  const document = parseRequests(text);
  const request = requestAt(document, index.offset(params.position.line, params.position.character));
  if (!request) return { ok: false, message: say(session, "there is no request here", "여기에는 요청이 없습니다") };
  const range = rangeOf(index, request.target?.span ?? request.verb.span);
  const path = callPathOf(request);
  const { service, method } = request.target ?? {};
  if (!path || !service || !method)
    return {
      ok: false,
      message: say(session, "the request names no method", "요청에 메서드가 없습니다"),
      range,
    };
  const found = findMethod(session, service.text, method.text);
  if (!found.ok) return { ok: false, message: say(session, found.message, found.messageKo), range };
  const bytes = descriptors(session, found.file, false);
  if (!bytes.ok) return { ok: false, message: bytes.message, range };
  const at = found.method.fullName;
  const files = request.messages.flatMap(({ file }, index) => (file ? [[index, file.text] as const] : []));
  return {
    ok: true,
    call: {
      name: request.name,
      address: request.target?.address.text ?? "",
      path,
      kind: callKind(found.method.clientStreaming, found.method.serverStreaming),
      input: typeOf(session, found.file, at, found.method.input)?.name ?? found.method.input,
      output: typeOf(session, found.file, at, found.method.output)?.name ?? found.method.output,
      metadata: request.headers.filter(h => isMetadata(h.name.text)).map(h => [h.name.text, h.value.text]),
      bodies: request.messages.map(m => m.text),
      variables: fileVariables(document),
      descriptorHash: bytes.hash,
      range: rangeOf(index, request.span),
      ...(files.length > 0 ? { bodyFiles: Object.fromEntries(files) } : {}),
      ...(request.profile ? { profile: request.profile.text } : {}),
      ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
      ...(params.knownDescriptors.includes(bytes.hash) ? {} : { descriptorSet: bytes.base64 }),
    },
  };
}

function fileDescriptors(session: Session, params: DescriptorSetParams): DescriptorSetResult {
  const file = fileIdOf(params.uri);
  const bytes = descriptors(session, file, true);
  if (!bytes.ok) return bytes;
  const files = bytes.files.map(f => session.db.importName(f));
  return { ok: true, descriptorSet: bytes.base64, file: session.db.importName(file), files };
}

type Descriptors =
  | { readonly ok: true; readonly base64: string; readonly hash: string; readonly files: readonly FileId[] }
  | { readonly ok: false; readonly message: string };

/** The set of a file and all that it imports; an error in any of them is said instead. */
function descriptors(session: Session, file: FileId, sourceInfo: boolean): Descriptors {
  const files = closure(session, file);
  for (const f of files) {
    const problem = session.db.problems(f).find(p => p.severity === "error");
    if (!problem) continue;
    const line = session.lineIndex(f).at(problem.span.start).line + 1;
    return { ok: false, message: `${session.db.importName(f)}:${line}: ${renderProblem(problem, session.language)}` };
  }
  const bytes = descriptorSet(session.db, [file], { includeImports: true, sourceInfo });
  const base64 = Buffer.from(bytes).toString("base64");
  return { ok: true, base64, hash: hashText(base64).toString(36), files };
}

/** The file first, then what it imports, directly or not. */
function closure(session: Session, file: FileId): readonly FileId[] {
  const seen = new Set<FileId>([file]);
  for (const at of seen)
    for (const i of session.db.outline(at)?.imports ?? []) {
      const target = session.db.resolveImport(at, i.path);
      if (target !== undefined) seen.add(target);
    }
  return [...seen];
}

const say = (session: Session, en: string, ko: string): string => (session.language === "ko" ? ko : en);
