/** Help while typing: signatures, and places that are typed at together. */
import type { Connection, LinkedEditingRanges, SignatureHelp } from "vscode-languageserver";
import { linkedEditing } from "../features/linkedEditing.ts";
import { signatureHelp } from "../features/signatureHelp.ts";
import { commentOf } from "../features/hover.ts";
import type { DeclId } from "../link/world.ts";
import { everywhere } from "./everywhere.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export function handleTyping(connection: Connection, session: Session): void {
  const documentation = (id: DeclId | undefined) => {
    const value = id && commentOf(session.db, { kind: "decl", span: none, id, isDeclaration: false });
    return value ? { documentation: { kind: "markdown" as const, value } } : {};
  };
  connection.onSignatureHelp(({ textDocument, position }): SignatureHelp | null => {
    if (session.requests.has(textDocument.uri)) return null;
    const file = fileIdOf(textDocument.uri);
    const found = signatureHelp(session.db, file, session.offset(file, position));
    if (!found) return null;
    const parameters = found.parameters.map(({ start, end, decl }, i) => ({
      label: [start, end] as [number, number],
      // Only the comment of what is being written is shown.
      ...(i === found.active ? documentation(decl) : {}),
    }));
    // An index beyond the parameters marks none of them.
    const activeParameter = found.active ?? parameters.length;
    const signature = { label: found.label, parameters, ...documentation(found.decl) };
    return { signatures: [signature], activeSignature: 0, activeParameter };
  });
  connection.languages.onLinkedEditingRange(({ textDocument, position }): LinkedEditingRanges | null => {
    if (session.requests.has(textDocument.uri)) return null;
    const file = fileIdOf(textDocument.uri);
    const spans = linkedEditing(everywhere(session), file, session.offset(file, position));
    return spans.length
      ? { ranges: spans.map(span => session.range(file, span)), wordPattern: "[A-Za-z_]\\w*" }
      : null;
  });
}

const none = { start: 0, end: 0 };
