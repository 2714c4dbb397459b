/** Problems of a file or a request document → the protocol's diagnostics, as strongly as the user wants to see them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { Problem } from "../base/problem.ts";
import { type SeverityRules, type ShownSeverity, severityRules, shownSeverity } from "../base/severity.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { fileProblems } from "../features/fileProblems.ts";
import { placesOf } from "../features/rootReasons.ts";
import type { FileId } from "../link/world.ts";
import { renderProblem, renderRelated } from "../messages/render.ts";
import { requestProblems } from "./requestProblems.ts";
import { rangeOf, type Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

const severities: Readonly<Record<ShownSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The user's settings count before what a `protocall.json` says. */
export function rulesFor(session: Session, file: FileId): SeverityRules {
  const { rules } = session.workspace.severitiesOf(file);
  return { ...rules, ...severityRules(session.settings.diagnostics.severity).rules };
}

/** The problems of a file that the user wants to see. */
export function shownProblems(session: Session, file: FileId): readonly Problem[] {
  const rules = rulesFor(session, file);
  return fileProblems(session.db, file).filter(p => shownSeverity(p, rules) !== undefined);
}

export function fileDiagnostics(session: Session, file: FileId): Diagnostic[] {
  return shownProblems(session, file).map(p => diagnosticOf(session, file, p));
}

export function diagnosticOf(session: Session, file: FileId, problem: Problem): Diagnostic {
  const related = (problem.related ?? []).flatMap(r => {
    const at = r.file ?? file;
    const span = "decl" in r.at ? findDeclSpan(session.db, at, r.at.decl) : r.at;
    if (!span) return [];
    const location = { uri: uriOf(at), range: session.range(at, span) };
    return [{ location, message: renderRelated(r, session.language) }];
  });
  return {
    range: session.range(file, problem.span),
    severity: severities[shownSeverity(problem, rulesFor(session, file)) ?? problem.severity],
    code: problem.code,
    ...explanationOf(session, problem.code),
    source: "protocall",
    message: renderProblem(problem, session.language) + placesOf(session.workspace, file, problem, session),
    ...(related.length ? { relatedInformation: related } : {}),
    ...(problem.tag
      ? { tags: [problem.tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated] }
      : {}),
  };
}

/** Of a request document that is open. */
export function requestDiagnostics(session: Session, uri: string): Diagnostic[] {
  const document = session.requests.get(uri);
  if (document === undefined) return [];
  const index = new LineIndex(document.source);
  const rules = rulesFor(session, fileIdOf(uri));
  return requestProblems(session, uri, document).flatMap(p => {
    const severity = shownSeverity(p, rules);
    if (severity === undefined) return [];
    return [
      {
        range: rangeOf(index, p.span),
        severity: severities[severity],
        code: p.code,
        ...explanationOf(session, p.code),
        source: "protocall",
        message: p.message,
      },
    ];
  });
}

/** The page that explains a code, for clients that show such pages. */
function explanationOf(session: Session, code: string): Pick<Diagnostic, "codeDescription"> {
  if (!session.explanationPages) return {};
  return { codeDescription: { href: `protocall-explanation:/${session.language}/${code}.md` } };
}
