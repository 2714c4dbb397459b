/** The declaration that a place names: in a .proto file, in one of its options, or in a request document. */
import type { Position, Range } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { optionAt } from "../features/optionAt.ts";
import { symbolAt } from "../features/symbolAt.ts";
import type { DeclId } from "../link/world.ts";
import { optionRefsAt } from "./everywhere.ts";
import { declarationInRequest } from "./requestLanguage.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export interface DeclarationUnder {
  readonly id: DeclId;
  /** Of the name. */
  readonly range: Range;
}

export function declarationUnder(session: Session, uri: string, position: Position): DeclarationUnder | undefined {
  const request = session.requests.get(uri);
  if (request) {
    const index = new LineIndex(request.source);
    const found = declarationInRequest(session, request, offsetOf(index, position));
    return found && { id: found.decl, range: rangeOf(index, found.span) };
  }
  const { db } = session;
  const file = fileIdOf(uri);
  const offset = session.offset(file, position);
  const symbol = optionAt(db, file, optionRefsAt(db, file, offset), offset) ?? symbolAt(db, file, offset);
  return symbol?.kind === "decl" ? { id: symbol.id, range: session.range(file, symbol.span) } : undefined;
}
