/** Requests of the client that lead to a call: a new request document, a call made ready, a descriptor set. */
import type { Connection } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { exampleBody } from "../features/exampleBody.ts";
import { findMethod } from "../features/findMethod.ts";
import { messageOf, prepareRequest } from "../features/prepareRequest.ts";
import {
  type DescriptorSetParams,
  type DescriptorSetResult,
  type NewRequestParams,
  type NewRequestResult,
  type PrepareCallParams,
  type PrepareCallResult,
  Requests,
} from "../protocol/requests.ts";
import { newRequestDocument } from "../request/newRequest.ts";
import { requestAt } from "../request/requestDocument.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";
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
  const found = findMethod(session.db, service, method);
  const input = found.ok ? messageOf(session.db, found.file, found.method.fullName, found.method.input) : undefined;
  const { address, profile, foreign } = params;
  const body = input ? exampleBody(session.db, input.file, input.name) : (foreign?.body ?? "{}");
  const clientStreaming = found.ok ? found.method.clientStreaming : (foreign?.clientStreaming ?? false);
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

function prepareCall(session: Session, params: PrepareCallParams): PrepareCallResult {
  const document = session.requests.get(params.uri);
  if (document === undefined)
    return {
      ok: false,
      message: session.language === "ko" ? `${params.uri}이(가) 열려 있지 않습니다` : `${params.uri} is not open`,
    };
  const index = new LineIndex(document.source);
  const request = requestAt(document, offsetOf(index, params.position));
  if (!request)
    return {
      ok: false,
      message: session.language === "ko" ? "여기에는 요청이 없습니다" : "there is no request here",
    };
  const prepared = prepareRequest(
    { compiler: session.db, sets: session.sets, language: session.language },
    document,
    request,
  );
  if (!prepared.ok) {
    const { message, span, unknown } = prepared;
    return {
      ok: false,
      message,
      ...(span ? { range: rangeOf(index, span) } : {}),
      ...(unknown ? { unknown: { ...unknown, range: rangeOf(index, request.span) } } : {}),
    };
  }
  const { descriptorSet, ...call } = prepared.call;
  const isKnown = params.knownDescriptors.includes(call.descriptorHash);
  const range = rangeOf(index, request.span);
  return { ok: true, call: { ...call, range, ...(isKnown || !descriptorSet ? {} : { descriptorSet }) } };
}

function fileDescriptors(session: Session, params: DescriptorSetParams): DescriptorSetResult {
  const file = fileIdOf(params.uri);
  const bytes = session.sets.compile(session.db, file, { sourceInfo: true, language: session.language });
  if (!bytes.ok) return bytes;
  const files = bytes.files.map(f => session.db.importName(f));
  return { ok: true, descriptorSet: bytes.base64, hash: bytes.hash, file: session.db.importName(file), files };
}
