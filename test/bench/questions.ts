/** What the bench asks a language server about one file of the workspace. */

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Place {
  readonly uri: string;
  /** Behind the last `needle` of the text. */
  at(needle: string): { readonly textDocument: { readonly uri: string }; readonly position: Position };
}

interface Asked {
  readonly method: string;
  readonly params: object;
}

export interface Question {
  readonly figure: string;
  /** A server that has not this capability is not asked. */
  readonly capability: string;
  readonly method: string;
  /** What is asked in the `i`th round. */
  params(place: Place, i: number): object;
  /** What is asked of the first answer, within the same time. */
  next?(answer: unknown): Asked;
  /** What p95 must reach, in words. */
  readonly reach?: string;
  readonly rounds?: number;
  /** Put in behind the text before it is asked about. */
  readonly typed?: string;
}

const types = ["Topic", "listsub", "IamPolicy", "Timestamp", "cluster", "GetOperationRequest", "speech v1", "acl"];
const members = [
  "name",
  "page_token",
  "REQUIRED",
  "field_behavior",
  "n",
  "Topic.na",
  "page_token listtopics",
  "zzzz",
];
const wholeFile = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

const ofFile = (place: Place): object => ({ textDocument: { uri: place.uri } });
const references = (at: object): object => ({ ...at, context: { includeDeclaration: true } });
const actions = ({ textDocument, position }: ReturnType<Place["at"]>): object => ({
  textDocument,
  range: { start: position, end: position },
  context: { diagnostics: [] },
});
const ofFirst = (method: string) => (answer: unknown) => ({ method, params: { item: firstOf(answer) } });

/** Throws where there is none: then nothing was measured. */
function firstOf(answer: unknown): object {
  const items = Array.isArray(answer) ? answer : ((answer as { items?: unknown[] } | null)?.items ?? []);
  if (items.length === 0) throw new Error("the answer is empty");
  return items[0] as object;
}

const completion = { capability: "completionProvider", method: "textDocument/completion", reach: "≤ 50 ms" };
const hover = { capability: "hoverProvider", method: "textDocument/hover", reach: "≤ 10 ms" };
const definition = { capability: "definitionProvider", method: "textDocument/definition", reach: "≤ 10 ms" };
const referencing = { capability: "referencesProvider", method: "textDocument/references" };
const renaming = { capability: "renameProvider", method: "textDocument/rename" };
const acting = { capability: "codeActionProvider", method: "textDocument/codeAction" };
const calls = { capability: "callHierarchyProvider", method: "textDocument/prepareCallHierarchy" };
const hierarchy = { capability: "typeHierarchyProvider", method: "textDocument/prepareTypeHierarchy" };
const tokens = { capability: "semanticTokensProvider" };

export const questions: readonly Question[] = [
  {
    ...completion,
    figure: "completion of a type not imported yet",
    params: p => p.at("  Oper"),
    typed: "message Typed {\n  Oper",
  },
  {
    ...completion,
    figure: "completion of a package's beginning",
    params: p => p.at("  goog"),
    typed: "message Typed {\n  goog",
  },
  {
    ...completion,
    figure: "completion of a message option's value",
    params: p => p.at("(google.api.http) = "),
    typed: "service Typed {\n  rpc Get(Topic) returns (Topic) {\n    option (google.api.http) = ",
  },
  {
    ...completion,
    figure: "completion of an option's name",
    params: p => p.at("  option d"),
    typed: "message Typed {\n  option d",
  },
  {
    ...completion,
    figure: "completion of an option's value",
    params: p => p.at("optimize_for = "),
    typed: "option optimize_for = ",
  },
  {
    ...completion,
    figure: "completion of the next number",
    params: p => p.at("int32 b = "),
    typed: "message Typed {\n  int32 a = 1;\n  int32 b = ",
  },
  {
    ...completion,
    figure: "completion of an import's path",
    params: p => p.at('import "google/'),
    typed: 'import "google/',
  },
  { ...hover, figure: "hover on a type", params: p => p.at("message Topic") },
  { ...hover, figure: "hover on a field", params: p => p.at("MessageStoragePolicy message_stor") },
  { ...definition, figure: "definition of a type", params: p => p.at("returns (Top") },
  { ...definition, figure: "definition of an option", params: p => p.at("(google.api.http") },
  {
    figure: "type definition of a field",
    capability: "typeDefinitionProvider",
    method: "textDocument/typeDefinition",
    params: p => p.at("MessageStoragePolicy message_stor"),
  },
  {
    figure: "implementation of a service",
    capability: "implementationProvider",
    method: "textDocument/implementation",
    params: p => p.at("service Publi"),
  },
  { ...referencing, figure: "references of a message of the file", params: p => references(p.at("message Topic")) },
  {
    ...referencing,
    figure: "references of google.protobuf.Timestamp",
    reach: "≤ 1 s",
    params: p => references(p.at("google.protobuf.Timest")),
    rounds: 5,
  },
  {
    figure: "highlights",
    capability: "documentHighlightProvider",
    method: "textDocument/documentHighlight",
    params: p => p.at("message Topic"),
  },
  {
    figure: "document symbols",
    capability: "documentSymbolProvider",
    method: "textDocument/documentSymbol",
    params: ofFile,
  },
  {
    figure: "workspace symbols",
    capability: "workspaceSymbolProvider",
    method: "workspace/symbol",
    reach: "p95 ≤ 30 ms",
    params: (_, i) => ({ query: types[Math.abs(i) % types.length] }),
  },
  {
    figure: "workspace symbols that are fields and values",
    capability: "workspaceSymbolProvider",
    method: "workspace/symbol",
    reach: "p95 ≤ 30 ms",
    params: (_, i) => ({ query: members[Math.abs(i) % members.length] }),
  },
  {
    figure: "document links",
    capability: "documentLinkProvider",
    method: "textDocument/documentLink",
    params: ofFile,
  },
  { figure: "folding", capability: "foldingRangeProvider", method: "textDocument/foldingRange", params: ofFile },
  {
    figure: "selection ranges",
    capability: "selectionRangeProvider",
    method: "textDocument/selectionRange",
    params: p => {
      const { textDocument, position } = p.at("message Topic");
      return { textDocument, positions: [position] };
    },
  },
  {
    ...calls,
    figure: "which rpcs carry a message",
    params: p => p.at("message Topic"),
    next: ofFirst("callHierarchy/incomingCalls"),
  },
  {
    ...hierarchy,
    figure: "which messages embed a message",
    params: p => p.at("message Topic"),
    next: ofFirst("typeHierarchy/supertypes"),
  },
  { ...tokens, figure: "semantic tokens", method: "textDocument/semanticTokens/full", params: ofFile },
  {
    ...tokens,
    figure: "semantic tokens of a range",
    method: "textDocument/semanticTokens/range",
    params: p => ({ ...ofFile(p), range: { start: { line: 100, character: 0 }, end: { line: 160, character: 0 } } }),
  },
  {
    figure: "inlay hints",
    capability: "inlayHintProvider",
    method: "textDocument/inlayHint",
    params: p => ({ ...ofFile(p), range: wholeFile }),
  },
  { figure: "code lenses", capability: "codeLensProvider", method: "textDocument/codeLens", params: ofFile },
  {
    figure: "a code lens with its count",
    capability: "codeLensProvider",
    method: "textDocument/codeLens",
    params: ofFile,
    next: answer => ({ method: "codeLens/resolve", params: firstOf(answer) }),
  },
  {
    figure: "signature help",
    capability: "signatureHelpProvider",
    method: "textDocument/signatureHelp",
    params: p => p.at("(google.api.http) = {\n      "),
  },
  {
    figure: "linked editing",
    capability: "linkedEditingRangeProvider",
    method: "textDocument/linkedEditingRange",
    params: p => p.at("message Topic"),
  },
  {
    figure: "formatting",
    capability: "documentFormattingProvider",
    method: "textDocument/formatting",
    params: p => ({ ...ofFile(p), options: { tabSize: 2, insertSpaces: true } }),
  },
  { ...acting, figure: "code actions at a field", params: p => actions(p.at("MessageStoragePolicy message_stor")) },
  { ...renaming, figure: "rename of a message", params: p => ({ ...p.at("message Topic"), newName: "Subject" }) },
];
