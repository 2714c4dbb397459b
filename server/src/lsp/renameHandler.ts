/** Rename, with the reason where it is refused. */
import { type Connection, ErrorCodes, ResponseError, type TextEdit } from "vscode-languageserver";
import { rename, type RenameResult, renameTarget } from "../features/rename.ts";
import { everywhere, withTexts } from "./everywhere.ts";
import type { Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

export function handleRename(connection: Connection, session: Session): void {
  connection.onPrepareRename(({ textDocument, position }) => {
    const file = fileIdOf(textDocument.uri);
    const target = renameTarget(everywhere(session), file, session.offset(file, position));
    return target ? { range: session.range(file, target.span), placeholder: target.name } : null;
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const file = fileIdOf(textDocument.uri);
    const offset = session.offset(file, position);
    const isOwn = (f: string): boolean => session.workspace.isOwn(f);
    const result = rename(everywhere(session), file, offset, newName, isOwn, withTexts(session));
    if (!result.ok) return new ResponseError(ErrorCodes.InvalidRequest, refusal(session, result));
    const changes: Record<string, TextEdit[]> = {};
    for (const e of result.edits)
      (changes[uriOf(e.file)] ??= []).push({ range: session.range(e.file, e.span), newText: e.text });
    if (result.consequence !== "none")
      void connection.window.showWarningMessage(consequence(session, result.consequence));
    return { changes };
  });
}

function refusal(session: Session, result: RenameResult & { ok: false }): string {
  const ko = session.language === "ko";
  switch (result.reason) {
    case "not-here":
      return ko ? "여기에는 이름이 없습니다" : "there is no name here";
    case "not-a-name":
      return ko
        ? `"${result.detail}"은(는) 이름이 아닙니다. 글자나 밑줄로 시작하고 글자, 숫자, 밑줄만 쓸 수 있습니다`
        : `"${result.detail}" is no name: a letter or an underscore, then letters, digits and underscores`;
    case "taken":
      return ko ? `\`${result.detail}\`이(가) 이미 있습니다` : `\`${result.detail}\` is declared already`;
    case "changes-meaning":
      return ko
        ? `이름을 바꾸면 \`${result.detail}\`이(가) 다른 선언을 가리키게 됩니다`
        : `after this rename \`${result.detail}\` would stand for another declaration`;
    case "shipped":
      return ko
        ? `\`${result.detail}\`은(는) protobuf에 속합니다. 바꿀 수 없습니다`
        : `\`${result.detail}\` belongs to protobuf and cannot be renamed`;
  }
}

function consequence(session: Session, what: "json" | "path"): string {
  const ko = session.language === "ko";
  if (what === "json")
    return ko
      ? "바이트는 그대로지만 JSON, 텍스트 형식, FieldMask의 이름이 바뀝니다. 그대로 두려면 json_name을 쓰세요"
      : "bytes stay as they are, but the name in JSON, text format and field masks changes; json_name keeps it";
  return ko
    ? "호출 경로(:path)가 바뀝니다. 예전 이름으로 호출하는 클라이언트는 UNIMPLEMENTED를 받습니다"
    : "the path of the call changes: clients that call the old name get UNIMPLEMENTED";
}
