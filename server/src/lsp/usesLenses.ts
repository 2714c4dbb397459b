/** The lens that says how often a type is used: placed at once, counted when it comes into view. */
import type { CancellationToken, CodeLens, Location } from "vscode-languageserver";
import { referenceLenses } from "../features/referenceLenses.ts";
import { type Reference, references } from "../features/references.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { everywhere } from "./everywhere.ts";
import { cancelled } from "./longWork.ts";
import type { Session } from "./session.ts";
import { inSlices } from "./slices.ts";
import { uriOf } from "./uri.ts";

export function usesLenses(session: Session, file: FileId): CodeLens[] {
  // What the lens does when it is clicked is a command of the editor's.
  if (!session.settings.codeLens.references || !session.editorCommands) return [];
  return referenceLenses(session.db, file).map(({ id, span }) => ({ range: session.range(file, span), data: id }));
}

export async function resolveUses(session: Session, lens: CodeLens, token: CancellationToken): Promise<CodeLens> {
  const id = lens.data as DeclId | undefined;
  if (!id) return lens;
  const locations: Location[] = [];
  const take = (r: Reference): void => {
    if (!r.isDeclaration) locations.push({ uri: uriOf(r.file), range: session.range(r.file, r.span) });
  };
  // A count of those found by then would be wrong.
  if (!(await inSlices(references(everywhere(session), id), token, take))) throw cancelled();
  const count = locations.length;
  const title = session.language === "ko" ? `참조 ${count}개` : count === 1 ? "1 reference" : `${count} references`;
  // Without uses there is nothing to show.
  const command = count ? "protocall.showReferences" : "";
  return { range: lens.range, command: { title, command, arguments: [uriOf(id.file), lens.range.start, locations] } };
}
