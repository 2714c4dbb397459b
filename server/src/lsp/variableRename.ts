/** Rename of a variable within its request document. What an environment gives is named in other files, and not renamed. */
import type { Position, PrepareRenameResult, WorkspaceEdit } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { isVariableName, type VariableAt, variableAt, variablePlaces } from "../request/variableAt.ts";
import { refusal } from "./longWork.ts";
import { refusalText } from "./renameWording.ts";
import { requestSurroundings } from "./requestSurroundings.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";

export function prepareVariable(document: RequestDocument, position: Position): PrepareRenameResult | undefined {
  const found = ownVariable(document, position);
  return found && { range: rangeOf(new LineIndex(document.source), found.span), placeholder: found.name };
}

/** Undefined where no variable of the document is named. */
export function renameVariable(
  session: Session,
  uri: string,
  position: Position,
  newName: string,
): WorkspaceEdit | ReturnType<typeof refusal> | undefined {
  const document = session.requests.get(uri);
  const found = document && ownVariable(document, position);
  if (!found) return undefined;
  if (!isVariableName(newName)) return refusal(refusalText("not-a-name", newName, session.language));
  const others = [...document.variables.map(v => v.name.text), ...requestSurroundings(session, uri).variables];
  if (newName !== found.name && others.includes(newName))
    return refusal(refusalText("taken", newName, session.language));
  const index = new LineIndex(document.source);
  const edits = variablePlaces(document, found.name).map(p => ({ range: rangeOf(index, p.span), newText: newName }));
  return { changes: { [uri]: edits } };
}

function ownVariable(document: RequestDocument, position: Position): VariableAt | undefined {
  const found = variableAt(document, offsetOf(new LineIndex(document.source), position));
  return found?.definition ? found : undefined;
}
