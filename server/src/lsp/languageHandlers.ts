/** LSP requests about .proto files → features, and back: conversions only. */
import type { CodeLens, Connection, Hover, Position } from "vscode-languageserver";
import { hover } from "../features/hover.ts";
import { findMethod } from "../features/findMethod.ts";
import { profileConstructAt } from "../features/profileConstructAt.ts";
import { requestConstructAt } from "../features/requestConstructAt.ts";
import { type ProfileHoverParams, type ProfileHoverResult, Requests } from "../protocol/requests.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { requestLenses } from "../request/requestLenses.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { callLenses } from "./methodsHandler.ts";
import { resolveUses, usesLenses } from "./usesLenses.ts";
import { hoverParts } from "./hoverParts.ts";
import { declarationHover, variableHover } from "./requestLanguage.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";
import { type LensTitle, lensTitle } from "./lensTitle.ts";
import { fileIdOf } from "./uri.ts";

export function handleLanguage(connection: Connection, session: Session): void {
  connection.onHover(({ textDocument, position }) => {
    const file = fileIdOf(textDocument.uri);
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined)
      return (
        variableHover(request, position) ??
        declarationHover(session, request, position) ??
        requestHover(session, request, position)
      );
    const found = hover(session.db, file, session.offset(file, position), hoverParts(session));
    return found
      ? { contents: { kind: "markdown", value: found.markdown }, range: session.range(file, found.span) }
      : null;
  });
  connection.onRequest<ProfileHoverResult, void>(Requests.profileHover, ({ text, position }: ProfileHoverParams) => {
    const index = new LineIndex(text);
    const found = profileConstructAt(text, offsetOf(index, position));
    const markdown = found && hoverParts(session).note(found);
    return found && markdown ? { markdown, range: rangeOf(index, found.span) } : null;
  });
  connection.onCodeLensResolve((lens, token) => resolveUses(session, lens, token));
  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    const document = session.requests.get(textDocument.uri);
    if (document === undefined) {
      const file = fileIdOf(textDocument.uri);
      return [...usesLenses(session, file), ...callLenses(session, file)];
    }
    const index = new LineIndex(document.source);
    return requestLenses(document).flatMap(({ span, request }) => {
      const range = rangeOf(index, span);
      const { service, method } = request.target ?? {};
      const found = findMethod(session.db, service?.text ?? "", method?.text ?? "");
      const isOpen = found.ok && found.method.clientStreaming;
      return requestCommands
        .filter(({ command }) => isOpen || command !== "protocall.openStream")
        .map(({ command, ...title }) => ({
          range,
          command: { title: lensTitle(session, title), command, arguments: [textDocument.uri, range.start] },
        }));
    });
  });
}

/** What the lenses above a request do. */
const requestCommands: readonly (LensTitle & { readonly command: string })[] = [
  { command: "protocall.sendRequest", icon: "play", en: "Send", ko: "보내기" },
  {
    command: "protocall.openStream",
    icon: "comment-discussion",
    en: "Open Stream",
    ko: "스트림 열기",
  },
  { command: "protocall.sendRequestTo", en: "Send to…", ko: "다른 곳으로 보내기…" },
  { command: "protocall.copyAsGrpcurl", en: "Copy as grpcurl", ko: "grpcurl로 복사" },
  { command: "protocall.showWire", en: "Wire", ko: "와이어" },
];

/** The note that tells about a part of a request document. */
function requestHover(session: Session, document: RequestDocument, position: Position): Hover | null {
  const index = new LineIndex(document.source);
  const found = requestConstructAt(document, offsetOf(index, position));
  const value = found && hoverParts(session).note(found);
  return found && value ? { contents: { kind: "markdown", value }, range: rangeOf(index, found.span) } : null;
}
