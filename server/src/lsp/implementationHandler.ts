/** Go to implementation: from a declaration to the code generated of it. */
import type { Connection, Location, LocationLink } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { implementations } from "../features/generated/implementations.ts";
import { generatedNames } from "../features/generated/sourceFiles.ts";
import { findDecl } from "../outline/findDecl.ts";
import { asLocations } from "./asLocations.ts";
import { declarationUnder } from "./declarationUnder.ts";
import { rangeOf, type Session } from "./session.ts";
import { uriOf } from "./uri.ts";

/** What looking for generated code needs of the file system. */
export interface FindSources {
  findFiles(folders: readonly string[], wanted: (name: string) => boolean): Promise<readonly string[]>;
  readSource(path: string): Promise<string | undefined>;
}

export function handleImplementation(connection: Connection, session: Session, sources: FindSources): void {
  connection.onImplementation(async ({ textDocument, position }, token): Promise<LocationLink[] | Location[]> => {
    const under = declarationUnder(session, textDocument.uri, position);
    const id = under?.id;
    const outline = id && session.db.outline(id.file);
    const decl = outline && findDecl(outline, id.name);
    if (!under || !id || !decl) return [];
    const protoPath = session.db.importName(id.file);
    const names = generatedNames(protoPath, outline);
    const paths = await sources.findFiles(session.workspace.folders, name => names.has(name));
    const files: { path: string; text: string }[] = [];
    for (const path of paths) {
      if (token.isCancellationRequested) return [];
      const text = await sources.readSource(path);
      if (text !== undefined) files.push({ path, text });
    }
    const links = implementations(protoPath, outline, decl, files).map(({ path, span }) => {
      const index = new LineIndex(files.find(f => f.path === path)?.text ?? "");
      const targetRange = rangeOf(index, span);
      return {
        originSelectionRange: under.range,
        targetUri: uriOf(path),
        targetRange,
        targetSelectionRange: targetRange,
      };
    });
    return asLocations(session, links);
  });
}
