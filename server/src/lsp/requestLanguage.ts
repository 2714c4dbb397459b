/** Request documents as a language: completion, definition, hover and problems of the body, by the schema of the workspace. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type Connection,
  type Hover,
  InsertTextFormat,
  type LocationLink,
  type Position,
  type Range,
} from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import type { Fix, Problem } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { findDeclSpan } from "../features/declSpan.ts";
import { findMethod } from "../features/findMethod.ts";
import { methodFixes } from "../features/methodFixes.ts";
import { commentOf } from "../features/hover.ts";
import { hoverTable } from "../features/hoverTables.ts";
import { renderSignature } from "../features/signature.ts";
import type { DeclId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { Outline } from "../outline/outline.ts";
import { Requests, type RequestsParams, type RequestsResult } from "../protocol/requests.ts";
import type { BodyMessage, BodySchema } from "../request/bodySchema.ts";
import { bodyFixes } from "../request/bodyFixes.ts";
import { checkBody } from "../request/checkBody.ts";
import { completeRequest, type RequestContext, type RequestProposal } from "../request/completeRequest.ts";
import { fieldAt } from "../request/fieldAt.ts";
import { requestText } from "../request/requestText.ts";
import { type RequestBlock, type RequestDocument, requestAt } from "../request/requestDocument.ts";
import { requestFixes } from "../request/requestFixes.ts";
import { requestInfos } from "../request/requestInfos.ts";
import { unknownNames } from "../request/unknownNames.ts";
import { variableAt } from "../request/variableAt.ts";
import { workspaceSchema } from "../request/workspaceSchema.ts";
import { hoverParts } from "./hoverParts.ts";
import { requestSurroundings } from "./requestSurroundings.ts";
import { offsetOf, rangeOf, type Session, spanIn } from "./session.ts";
import { uriOf } from "./uri.ts";

export function handleRequestList(connection: Connection): void {
  connection.onRequest<RequestsResult, void>(Requests.requests, ({ text }: RequestsParams) => {
    const index = new LineIndex(text);
    return requestInfos(text, span => rangeOf(index, span));
  });
}

export function completeRequestAt(
  session: Session,
  uri: string,
  document: RequestDocument,
  position: Position,
): CompletionList {
  const index = new LineIndex(document.source);
  const offset = offsetOf(index, position);
  const proposals = completeRequest(contextOf(session, uri), document, offset);
  // Asked again with each letter, an editor closes its list once a word is written to its end.
  return {
    isIncomplete: proposals.length <= FEW,
    items: proposals.map((p, order) => completionItem(index, p, order)),
  };
}

/** As many proposals cost little to make and send again. */
const FEW = 100;

/** Problems of all bodies of a document whose method is known. */
export function bodyProblems(session: Session, document: RequestDocument): Problem[] {
  const schema = schemaOf(session);
  return document.requests.flatMap(request => {
    const root = rootOf(session, schema, request);
    return root ? request.messages.flatMap(message => checkBody(schema, root, message)) : [];
  });
}

/** Fixes of the problems in a range of a document. */
export function requestActions(session: Session, uri: string, document: RequestDocument, range: Range): CodeAction[] {
  const index = new LineIndex(document.source);
  const { start, end } = spanIn(index, range);
  const isHere = ({ span }: { readonly span: Span }): boolean => span.start <= end && start <= span.end;
  return [...fixesOf(session, uri, document, isHere)].flatMap(fixes =>
    fixes.map(({ code, args, edits }) => ({
      title: requestText(code, args, session.language),
      kind: CodeActionKind.QuickFix,
      isPreferred: fixes.length === 1,
      edit: { changes: { [uri]: edits.map(edit => ({ range: rangeOf(index, edit.span), newText: edit.text })) } },
    })),
  );
}

/** What mends each problem of a place. */
function* fixesOf(
  session: Session,
  uri: string,
  document: RequestDocument,
  isHere: (at: { readonly span: Span }) => boolean,
): Generator<readonly Fix[]> {
  const known = requestSurroundings(session, uri);
  for (const problem of [...document.problems, ...unknownNames(document, known)])
    if (isHere(problem)) yield requestFixes(document, problem, known);
  const schema = schemaOf(session);
  for (const request of document.requests) {
    const root = rootOf(session, schema, request);
    for (const message of root ? request.messages.filter(isHere) : [])
      for (const problem of root ? checkBody(schema, root, message) : [])
        if (isHere(problem)) yield bodyFixes(schema, root as BodyMessage, message, problem);
    if (request.target && isHere(request.target))
      yield methodFixes(methodSource(session), services(session), request);
  }
}

const methodSource = ({ db, workspace }: Session) => ({
  outline: (file: string) => db.outline(file),
  whoDeclares: (name: string) => workspace.whoDeclares(name),
});

/** Full names of the services of the workspace. */
const services = ({ db, workspace }: Session): string[] =>
  [...workspace.names.files].flatMap(file => (db.outline(file)?.services ?? []).map(s => s.fullName));

/** The variable, method, field, enum value or message that a place of the text names. */
export function requestDefinition(
  session: Session,
  uri: string,
  document: RequestDocument,
  position: Position,
): LocationLink[] {
  const index = new LineIndex(document.source);
  const offset = offsetOf(index, position);
  const variable = variableAt(document, offset);
  if (variable?.definition) {
    const targetRange = rangeOf(index, variable.definition.span);
    const targetSelectionRange = rangeOf(index, variable.definition.name.span);
    return [
      { originSelectionRange: rangeOf(index, variable.span), targetUri: uri, targetRange, targetSelectionRange },
    ];
  }
  const found = declarationInRequest(session, document, offset);
  const span = found && findDeclSpan(session.db, found.decl.file, found.decl.name);
  if (!found || !span) return [];
  const range = session.range(found.decl.file, span);
  const targetUri = uriOf(found.decl.file);
  return [
    { originSelectionRange: rangeOf(index, found.span), targetUri, targetRange: range, targetSelectionRange: range },
  ];
}

/** The line that gives a variable its value. */
export function variableHover(document: RequestDocument, position: Position): Hover | undefined {
  const index = new LineIndex(document.source);
  const found = variableAt(document, offsetOf(index, position));
  if (!found?.definition) return undefined;
  const { name, value } = found.definition;
  const line = `@${name.text} = ${value.text}`.replaceAll("`", "'");
  return { contents: { kind: "markdown", value: `\`\`\`\n${line}\n\`\`\`` }, range: rangeOf(index, found.span) };
}

export function declarationHover(session: Session, document: RequestDocument, position: Position): Hover | undefined {
  const index = new LineIndex(document.source);
  const found = declarationInRequest(session, document, offsetOf(index, position));
  const outline = found && session.db.outline(found.decl.file);
  const decl = outline && findDecl(outline, found.decl.name);
  if (!found || !decl) return undefined;
  const symbol = { kind: "decl", span: found.span, id: found.decl, isDeclaration: false } as const;
  const texts = [
    `\`\`\`proto\n${renderSignature(decl)}\n\`\`\``,
    commentOf(session.db, symbol),
    hoverTable(session.db, found.decl.file, decl, hoverParts(session)),
  ];
  const value = texts.filter(Boolean).join("\n\n---\n\n");
  return { contents: { kind: "markdown", value }, range: rangeOf(index, found.span) };
}

/** The method, service, field or enum value that a place of a request document names. */
export function declarationInRequest(
  session: Session,
  document: RequestDocument,
  offset: number,
): { decl: DeclId; span: Span } | undefined {
  const request = requestAt(document, offset);
  if (!request) return undefined;
  const { service, method } = request.target ?? {};
  for (const piece of [service, method]) {
    if (!service || !piece || offset < piece.span.start || offset > piece.span.end) continue;
    const found = findMethod(session.db, service.text, method?.text ?? "");
    if (!found.ok) return undefined;
    const decl = piece === service ? found.service : found.method;
    return { decl: { file: found.file, name: decl.fullName }, span: piece.span };
  }
  const schema = schemaOf(session);
  const root = rootOf(session, schema, request);
  const message = request.messages.find(({ span }) => span.start <= offset && offset <= span.end);
  return root && message && fieldAt(schema, root, message, offset);
}

function schemaOf(session: Session): BodySchema {
  const { db, workspace } = session;
  const links = {
    outline: (file: string) => db.declared(file)?.outline ?? db.outline(file),
    linked: (file: string) => db.linked(file),
    whoDeclares: (name: string) => workspace.whoDeclares(name),
  };
  return workspaceSchema(links, []);
}

function rootOf(session: Session, schema: BodySchema, { target }: RequestBlock): BodyMessage | undefined {
  return target?.service && target.method
    ? inputOf(session, schema, target.service.text, target.method.text)
    : undefined;
}

function inputOf(session: Session, schema: BodySchema, service: string, method: string): BodyMessage | undefined {
  const found = findMethod(session.db, service, method);
  if (!found.ok) return undefined;
  const { input, fullName } = found.method;
  const result = session.db.linked(found.file)?.scope.lookup(input, fullName, { typesOnly: false, forOption: false });
  return result?.ok && result.found.kind === "message" ? schema.message(result.found.id) : undefined;
}

/** Methods and messages of the workspace are gathered for the places that name some. */
function contextOf(session: Session, uri: string): RequestContext {
  let messages: readonly string[] | undefined;
  const schema: BodySchema = {
    ...schemaOf(session),
    get messageNames() {
      return (messages ??= messagesOf(session));
    },
  };
  return {
    schema,
    get methods() {
      return methodsOf(session);
    },
    ...requestSurroundings(session, uri),
    requestMessage: (service, method) => inputOf(session, schema, service, method),
  };
}

function* ownOutlines({ db, workspace }: Session): Generator<Outline> {
  for (const file of workspace.names.files) {
    const outline = workspace.isOwn(file) ? db.outline(file) : undefined;
    if (outline) yield outline;
  }
}

function messagesOf(session: Session): readonly string[] {
  const names: string[] = [];
  for (const { types } of ownOutlines(session))
    for (const [name, decl] of types) if (decl.kind === "message" && !decl.synthetic) names.push(name);
  return names;
}

function methodsOf(session: Session): RequestContext["methods"] {
  const methods: { path: string; detail: string }[] = [];
  for (const { services: own } of ownOutlines(session))
    for (const service of own)
      for (const { name, input, output } of service.methods)
        methods.push({ path: `${service.fullName}/${name}`, detail: `${input} → ${output}` });
  return methods;
}

const itemKinds: Readonly<Record<RequestProposal["kind"], CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  enumValue: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  type: CompletionItemKind.Struct,
  keyword: CompletionItemKind.Keyword,
  method: CompletionItemKind.Method,
  directive: CompletionItemKind.Keyword,
  header: CompletionItemKind.Property,
  variable: CompletionItemKind.Variable,
  profile: CompletionItemKind.Value,
};

function completionItem(index: LineIndex, proposal: RequestProposal, order: number): CompletionItem {
  const { label, kind, span, snippet, detail, decl, isDeprecated } = proposal;
  return {
    label,
    kind: itemKinds[kind],
    // Fields come in the order of the message.
    sortText: String(order).padStart(5, "0"),
    // A key that is being written may have its quotes already.
    filterText: kind === "field" ? `"${label}"` : label,
    textEdit: { range: rangeOf(index, span), newText: snippet },
    insertTextFormat: InsertTextFormat.Snippet,
    ...(detail ? { detail } : {}),
    ...(decl ? { data: decl } : {}),
    ...(isDeprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}
