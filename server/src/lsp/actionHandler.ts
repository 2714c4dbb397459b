/** Fixes that problems bring along, as quick fixes. */
import { type CodeAction, CodeActionKind, type Connection } from "vscode-languageserver";
import { organizeImports } from "../features/actions/organizeImports.ts";
import type { FileId } from "../link/world.ts";
import { renderFix } from "../messages/render.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { requestActions } from "./requestLanguage.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export const actionKinds: readonly CodeActionKind[] = [CodeActionKind.QuickFix, CodeActionKind.SourceOrganizeImports];

export function handleActions(connection: Connection, session: Session): void {
  connection.onCodeAction(({ textDocument, range }): CodeAction[] => {
    const request = session.requests.get(textDocument.uri);
    if (request !== undefined) return requestActions(session, textDocument.uri, request, range);
    const file = fileIdOf(textDocument.uri);
    const start = session.offset(file, range.start);
    const end = session.offset(file, range.end);
    const quickFixes = session.db
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
    return [...quickFixes, ...organize(session, file, textDocument.uri)];
  });
}

/** Sorts imports and drops what nothing uses; offered where that would change something. */
function organize(session: Session, file: FileId, uri: string): CodeAction[] {
  const tree = session.db.tree(file);
  if (!tree) return [];
  const unused = session.db.problems(file).filter(p => p.tag === "unnecessary");
  const edits = organizeImports(
    tree,
    unused.map(p => p.span),
  );
  if (edits.length === 0) return [];
  return [
    {
      title: session.language === "ko" ? "가져오기 정리" : "Organize imports",
      kind: CodeActionKind.SourceOrganizeImports,
      edit: { changes: { [uri]: edits.map(e => ({ range: session.range(file, e.span), newText: e.text })) } },
    },
  ];
}
