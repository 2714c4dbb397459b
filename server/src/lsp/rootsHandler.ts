/** The import roots of a file, for people. */
import type { Connection } from "vscode-languageserver";
import { evidenceOf, rootReason, shownPath } from "../features/rootReasons.ts";
import { Requests, type RootsParams, type RootsResult } from "../protocol/requests.ts";
import type { Session } from "./session.ts";
import { fileIdOf, uriOf } from "./uri.ts";

export function handleRoots(connection: Connection, session: Session): void {
  connection.onRequest(Requests.roots, ({ uri }: RootsParams): RootsResult => {
    const { workspace, language } = session;
    const shown = (path: string): string => shownPath(workspace, path);
    return workspace.rootsOf(fileIdOf(uri)).map(root => {
      const evidence = evidenceOf(root);
      return {
        uri: uriOf(root.path),
        shown: shown(root.path),
        reason: rootReason(root, language, shown),
        exists: workspace.isFolder(root.path),
        ...(root.prefix === undefined ? {} : { prefix: root.prefix }),
        ...(evidence === undefined ? {} : { evidence: uriOf(evidence) }),
      };
    });
  });
}
