/** What the editor says of itself when it starts the server, as far as edits and long work depend on it. */
import type { ClientCapabilities } from "vscode-languageserver";
import type { Abilities } from "./session.ts";

export function abilitiesOf({ workspace, window, textDocument }: ClientCapabilities): Abilities {
  const edits = workspace?.workspaceEdit;
  return {
    progress: window?.workDoneProgress ?? false,
    changeAnnotations: (edits?.documentChanges ?? false) && edits?.changeAnnotationSupport !== undefined,
    createFiles: (edits?.documentChanges ?? false) && (edits?.resourceOperations?.includes("create") ?? false),
    renameFiles: (edits?.documentChanges ?? false) && (edits?.resourceOperations?.includes("rename") ?? false),
    disabledActions: textDocument?.codeAction?.disabledSupport ?? false,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDiagnostics: textDocument?.diagnostic?.relatedDocumentSupport ?? false,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    locationLinks: textDocument?.definition?.linkSupport ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    insertReplace: textDocument?.completion?.completionItem?.insertReplaceSupport ?? false,
    resolveActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") ?? false,
  };
}
