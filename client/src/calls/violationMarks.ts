/** Shows what a server complained about at the places of the request, until the request is changed or sent again. */
import * as vscode from "vscode";
import type { PreparedCall } from "../../../server/src/protocol/requests.ts";
import type { Answer } from "./answer.ts";
import { findViolations } from "./violations.ts";

export class ViolationMarks implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection("protocall-answers");
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    // Places move with the text; they were those of the text that was sent.
    if (contentChanges.length > 0) this.#marks.delete(document.uri);
  });

  async show(uri: vscode.Uri, { range }: Pick<PreparedCall, "range">, answer: Answer): Promise<void> {
    this.#marks.delete(uri);
    if (!answer.failure) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.offsetAt(new vscode.Position(range.start.line, range.start.character));
    const end = document.offsetAt(new vscode.Position(range.end.line, range.end.character));
    const text = document.getText().slice(start, end);
    const diagnostics = findViolations(text, answer.failure.details).map(violation => {
      const place = new vscode.Range(
        document.positionAt(start + violation.start),
        document.positionAt(start + violation.end),
      );
      const diagnostic = new vscode.Diagnostic(place, violation.message, vscode.DiagnosticSeverity.Error);
      diagnostic.source = answer.request.address;
      diagnostic.code = answer.status.name;
      return diagnostic;
    });
    this.#marks.set(uri, diagnostics);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#marks.dispose();
  }
}
