/** Each request that the language server answers, at places all over a text; rejects where something is wrong. */
import path from "node:path";
import { LineIndex } from "../../server/src/base/lineIndex.ts";
import { service } from "./seeds/service.ts";
import { RecordedServer } from "./recordedServer.ts";

const folder = "/fuzz";
/** Where a text is: what it is taken for follows from that. */
export const protoUri = `file://${folder}/fuzz.proto`;
export const requestUri = `file://${folder}/fuzz.grpc`;
const PLACES = 5;

/** Asked with what another request has answered. */
const followUps: Readonly<Record<string, readonly string[]>> = {
  onCompletion: ["onCompletionResolve"],
  onCodeLens: ["onCodeLensResolve"],
  onCodeAction: ["onCodeActionResolve"],
  onWorkspaceSymbol: ["onWorkspaceSymbolResolve"],
  "languages.callHierarchy.onPrepare": [
    "languages.callHierarchy.onIncomingCalls",
    "languages.callHierarchy.onOutgoingCalls",
  ],
  "languages.typeHierarchy.onPrepare": ["languages.typeHierarchy.onSupertypes", "languages.typeHierarchy.onSubtypes"],
};

/** No questions, or answered from other things than a text. */
const left = new Set([
  "onInitialize",
  "onInitialized",
  "onDidChangeWatchedFiles",
  "workspace.onDidChangeWorkspaceFolders",
  "onExecuteCommand",
  "protocall/settings",
  "protocall/notes",
  "onDidOpenTextDocument",
  "onDidChangeTextDocument",
  "onDidCloseTextDocument",
  "onWillSaveTextDocument",
  "onWillSaveTextDocumentWaitUntil",
  "onDidSaveTextDocument",
]);

const server = new RecordedServer(
  folder,
  [folder, path.resolve("node_modules/google-proto-files")],
  new Map([
    [
      `${folder}/other.proto`,
      'syntax = "proto3";\npackage other;\nimport public "fuzz.proto";\nmessage Other { Item item = 1; }\n',
    ],
    [`${folder}/service.proto`, service],
  ]),
);
let started: Promise<unknown> | undefined;
let version = 0;

export async function askEverything(text: string, uri = protoUri): Promise<void> {
  started ??= server.ask("onInitialized", {});
  await started;
  await server.ask("onDidOpenTextDocument", {
    textDocument: { uri, languageId: "proto", version: ++version, text: "" },
  });
  try {
    await server.ask("onDidChangeTextDocument", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text }],
    });
    const index = new LineIndex(text);
    const positionOf = (offset: number): { line: number; character: number } => {
      const { line, column } = index.at(offset);
      return { line, character: column };
    };
    for (let place = 0; place < PLACES; place++) {
      const at = Math.floor((text.length * place) / (PLACES - 1));
      const position = positionOf(at);
      const range = { start: position, end: positionOf(Math.min(text.length, at + 40)) };
      for (const name of server.handlers.keys())
        if (!left.has(name) && !Object.values(followUps).some(list => list.includes(name)))
          await question(name, uri, { text, position, range });
    }
  } finally {
    await server.ask("onDidCloseTextDocument", { textDocument: { uri } });
  }
}

async function question(
  name: string,
  uri: string,
  given: { text: string; position: object; range: object },
): Promise<void> {
  // One object that holds what any of the requests wants, so that a new feature is asked without being listed.
  const answer = await server.ask(name, {
    ...given,
    textDocument: { uri },
    uri,
    offset: 0,
    positions: [given.position],
    ranges: [given.range],
    context: { diagnostics: [], includeDeclaration: true, triggerKind: 1, isRetrigger: false },
    options: { tabSize: 2, insertSpaces: true },
    ch: "\n",
    query: given.text.slice(0, 8),
    newName: "renamed",
    previousResultId: "",
    previousResultIds: [],
    files: [{ oldUri: uri, newUri: `file://${folder}/moved.proto` }],
    documents: [],
    language: "en",
    method: "fuzz.everything.v1.Items/Get",
    knownDescriptors: [],
    code: "P3101",
  });
  const items = (
    Array.isArray(answer) ? answer : ((answer as { items?: unknown[] } | null)?.items ?? [])
  ) as object[];
  for (const followUp of followUps[name] ?? [])
    for (const item of items.slice(0, 6))
      await server.ask(followUp, followUp.endsWith("Resolve") ? item : { item, textDocument: { uri } });
}
