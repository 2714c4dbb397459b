/** Fixes that problems bring along, as quick fixes. */
import { type CodeAction, CodeActionKind, type Connection } from "vscode-languageserver";
import { renderFix } from "../messages/render.ts";
import { diagnosticOf } from "./diagnostics.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export function handleActions(connection: Connection, session: Session): void {
  connection.onCodeAction(({ textDocument, range }): CodeAction[] => {
    if (session.requests.has(textDocument.uri)) return [];
    const file = fileIdOf(textDocument.uri);
    const start = session.offset(file, range.start);
    const end = session.offset(file, range.end);
    return session.db
      .problems(file)
      .filter(p => p.span.start <= end && start <= p.span.end)
      .flatMap(p =>
        (p.fixes ?? []).map(fix => ({
          title: renderFix(fix, session.language),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnosticOf(session, file, p)],
          isPreferred: p.fixes?.length === 1,
          edit: {
            changes: {
              [textDocument.uri]: fix.edits.map(e => ({ range: session.range(file, e.span), newText: e.text })),
            },
          },
        })),
      );
  });
}
