/** Problems of a request document, worded: its grammar's, and whether its methods exist. */
import type { Severity } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { findMethod } from "../features/findMethod.ts";
import { requestText } from "../request/requestText.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { unknownNames } from "../request/unknownNames.ts";
import type { Session } from "./session.ts";
import { bodyProblems } from "./requestLanguage.ts";
import { requestSurroundings } from "./requestSurroundings.ts";

export interface WordedProblem {
  readonly span: Span;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

export function requestProblems(session: Session, uri: string, document: RequestDocument): readonly WordedProblem[] {
  const ko = session.language === "ko";
  const unknown = unknownNames(document, requestSurroundings(session, uri));
  const out: WordedProblem[] = [...document.problems, ...unknown, ...bodyProblems(session, document)].map(p => ({
    span: p.span,
    severity: p.severity,
    code: p.code,
    message: requestText(p.code, p.args, session.language),
  }));
  for (const request of document.requests) {
    const { service, method } = request.target ?? {};
    if (!service || !method || service.text.includes("{{") || method.text.includes("{{")) continue;
    const found = findMethod(session.db, service.text, method.text);
    if (found.ok) continue;
    const { span } = found.missing === "service" ? service : method;
    const message = ko ? found.messageKo : found.message;
    if (found.missing === "method") out.push({ span, severity: "error", code: "R1100", message });
    else out.push({ span, severity: "warning", code: "R1101", message: `${message}${ko ? askedKo : asked}` });
  }
  return out;
}

/** Servers with reflection describe what no .proto file of the workspace does. */
const asked = "; the server is asked for it when the request is sent";
const askedKo = ". 요청을 보낼 때 서버에 물어봅니다";
