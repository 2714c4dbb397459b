/** Where a rename that starts in a request document starts from: the names there stand for declarations and packages of .proto files. */
import type { Position, PrepareRenameResult } from "vscode-languageserver";
import { lastPart } from "../base/lastPart.ts";
import { LineIndex } from "../base/lineIndex.ts";
import { type Span, spanOf } from "../base/span.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { packageSpan } from "../features/packages.ts";
import { isShippedPackage } from "../features/rename.ts";
import type { DeclId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { everywhere } from "./everywhere.ts";
import { refusal } from "./longWork.ts";
import { refusalText } from "./renameWording.ts";
import { declarationInRequest } from "./requestLanguage.ts";
import { offsetOf, rangeOf, type Session } from "./session.ts";

interface Named {
  readonly kind: "decl" | "package";
  /** A package has the name alone, in a file of its own. */
  readonly id: DeclId;
  readonly span: Span;
  /** The last part of the name, as its .proto file has it. */
  readonly placeholder: string;
}

/** The name of a package, a service, a method, a field, an enum value or the message of a type URL, or why it is not renamed. */
export function prepareInRequest(
  session: Session,
  document: RequestDocument,
  position: Position,
): PrepareRenameResult | ReturnType<typeof refusal> {
  const index = new LineIndex(document.source);
  const named = namedAt(session, document, offsetOf(index, position));
  if (!named) return refusal(refusalText("not-here", "", session.language));
  const { kind, id, span, placeholder } = named;
  const { names } = session.workspace;
  const isOwn = (file: string): boolean => session.workspace.isOwn(file);
  const isShipped =
    kind === "decl" ? !isOwn(id.file) : isShippedPackage(everywhere(session), names.files, isOwn, id.name);
  if (isShipped) return refusal(refusalText("shipped", id.name, session.language));
  return { range: rangeOf(index, span), placeholder };
}

/** The place in a .proto file that declares what the document names. */
export function startInRequest(
  session: Session,
  document: RequestDocument,
  position: Position,
): { readonly file: string; readonly offset: number } | undefined {
  const offset = offsetOf(new LineIndex(document.source), position);
  const named = namedAt(session, document, offset);
  if (!named) return undefined;
  const { file, name } = named.id;
  const tree = session.db.tree(file);
  const span = named.kind === "decl" ? findDeclSpan(session.db, file, name) : tree && packageSpan(tree, name);
  return span && { file, offset: span.start };
}

/** Of `package.Service` the part at the offset, of a text what is between the quotes. */
function namedAt(session: Session, document: RequestDocument, offset: number): Named | undefined {
  const found = declarationInRequest(session, document, offset);
  if (!found) return undefined;
  const isQuoted = document.source[found.span.start] === '"';
  const quote = isQuoted ? 1 : 0;
  const first = found.span.start + quote;
  let end = found.span.end - quote;
  const { file } = found.decl;
  const outline = session.db.outline(file);
  for (let { name } = found.decl; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const start = Math.max(first, document.source.lastIndexOf(".", end - 1) + 1);
    if (offset >= start && offset <= end) {
      const kind = outline && findDecl(outline, name) ? "decl" : "package";
      return { kind, id: { file, name }, span: spanOf(start, end), placeholder: lastPart(name) };
    }
    end = start - 1;
    if (end < first) return undefined;
  }
  return undefined;
}
