/** A command line of grpcurl or `buf curl` that is pasted into a request document becomes a request. */
import * as vscode from "vscode";
import { type CommandLineCall, parseCommandLine } from "./grpcurlCommand.ts";
import { requestOfCommandLine } from "./requestOfCommandLine.ts";

const kind = vscode.DocumentDropOrPasteEditKind.Text.append("protocall", "request");

class RequestPaste extends vscode.DocumentPasteEdit {
  readonly call: CommandLineCall;
  readonly document: vscode.Uri;

  constructor(call: CommandLineCall, document: vscode.Uri) {
    super("", vscode.l10n.t("Paste as Request"), kind);
    this.call = call;
    this.document = document;
  }
}

export function registerPaste(): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider(
    { language: "grpc-request" },
    {
      async provideDocumentPasteEdits(document, _ranges, data, _context, token) {
        const text = await data.get("text/plain")?.asString();
        if (token.isCancellationRequested || !text || !/\b(?:grpcurl|buf\s+curl)\b/.test(text)) return undefined;
        const parsed = parseCommandLine(text);
        return parsed.ok ? [new RequestPaste(parsed.call, document.uri)] : undefined;
      },
      // The profile is written only when the user really pastes.
      async resolveDocumentPasteEdit(edit) {
        edit.insertText = await requestOfCommandLine(edit.call, edit.document);
        return edit;
      },
    } satisfies vscode.DocumentPasteEditProvider<RequestPaste>,
    { providedPasteEditKinds: [kind], pasteMimeTypes: ["text/plain"] },
  );
}
