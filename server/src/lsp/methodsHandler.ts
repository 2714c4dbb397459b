/** `protocall/methods`, and the lens "Call" above each rpc. */
import type { CodeLens, Connection } from "vscode-languageserver";
import { methodsOf } from "../features/methods.ts";
import type { FileId } from "../link/world.ts";
import { type MethodInfo, type MethodsParams, type MethodsResult, Requests } from "../protocol/requests.ts";
import { lensTitle } from "./lensTitle.ts";
import type { Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

export function handleMethods(connection: Connection, session: Session): void {
  connection.onRequest(Requests.methods, (params: MethodsParams): MethodsResult => {
    if (params.uri) return methodInfos(session, fileIdOf(params.uri));
    const out: MethodInfo[] = [];
    for (const file of session.workspace.names.files)
      if (session.db.outline(file)?.services.length && session.workspace.isOwn(file)) {
        out.push(...methodInfos(session, file));
        if (!session.db.isOpen(file)) {
          session.db.putAway(file);
          session.forgetLines(file);
        }
      }
    return out;
  });
}

export function callLenses(session: Session, file: FileId): CodeLens[] {
  if (!session.settings.codeLens.calls) return [];
  return methodInfos(session, file).map(m => ({
    range: m.range,
    command: {
      title: lensTitle(session, { icon: "play", en: "Call", ko: "호출" }),
      command: "protocall.callRpc",
      arguments: [m.uri, `${m.service}/${m.method}`],
    },
  }));
}

function methodInfos(session: Session, file: FileId): MethodInfo[] {
  const linked = session.db.linked(file);
  return methodsOf(session.db, file).map(({ span, ...m }) => {
    const full = (at: string, typed: string): string => {
      const result = linked?.scope.lookup(typed, at, { typesOnly: false, forOption: false });
      return result?.ok && result.found.kind === "message" ? result.found.id.name : typed;
    };
    const at = `${m.service}.${m.method}`;
    return {
      ...m,
      input: full(at, m.input),
      output: full(at, m.output),
      uri: uriOf(file),
      range: session.range(file, span),
    };
  });
}
