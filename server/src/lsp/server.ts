/** Puts the server together: capabilities, handlers, background work. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Explanations } from "../explanations/explanations.ts";
import type { FileId } from "../link/world.ts";
import type { Notes } from "../notes/notes.ts";
import {
  type ServerOptions as ClientOptions,
  type ExplainParams,
  type ExplainResult,
  type NotesParams,
  type NotesResult,
  Requests,
} from "../protocol/requests.ts";
import type { Disk } from "../workspace/workspace.ts";
import { indexFolders, type ReadFolder } from "./backgroundIndex.ts";
import { handleCalls } from "./callHandlers.ts";
import { noticingRequests } from "./noticingRequests.ts";
import { answeringInParts } from "./partialResults.ts";
import { type Lacking, lackingOf, plainWhereLacking } from "./plainAnswers.ts";
import { DiagnosticRegistration } from "./diagnosticRegistration.ts";
import { PullDiagnostics } from "./pullDiagnostics.ts";
import { PushDiagnostics } from "./pushDiagnostics.ts";
import { ConfigurationWarnings } from "./configurationWarnings.ts";
import { surviving } from "./survive.ts";
import { handleCompletion } from "./completionHandler.ts";
import { Histories, type ReadNamesakes, type ReadVersions } from "./histories.ts";
import { handleSettings, useSettings } from "./settingsHandler.ts";
import { actionCommands, actionKinds, handleActions } from "./actionHandler.ts";
import { handleNavigation } from "./navigationHandlers.ts";
import { handleRename } from "./renameHandler.ts";
import { handleFormatting, typedCharacters } from "./formattingHandlers.ts";
import { handleStructure, tokenLegend } from "./structureHandlers.ts";
import { handleSymbols } from "./symbolHandlers.ts";
import { handleHierarchies } from "./hierarchyHandlers.ts";
import { handleLanguage } from "./languageHandlers.ts";
import { handleMethods } from "./methodsHandler.ts";
import { handleRequestList } from "./requestLanguage.ts";
import { abilitiesOf } from "./abilities.ts";
import { handleFileRename, fileRenames } from "./fileRenameHandler.ts";
import { handleRoots } from "./rootsHandler.ts";
import { type FindSources, handleImplementation } from "./implementationHandler.ts";
import { handleTyping } from "./typingHandlers.ts";
import { type ChangeListener, type ReadRequests, Session } from "./session.ts";
import { syncTexts } from "./textSync.ts";
import { fileIdOf, idOfPath } from "./uri.ts";
import { watchers, watchFiles } from "./watchFiles.ts";

export interface ServerEnvironment {
  readonly disk: Disk;
  readonly readFolder: ReadFolder;
  readonly readRequests: ReadRequests;
  readonly readVersions: ReadVersions;
  readonly readNamesakes: ReadNamesakes;
  readonly sources: FindSources;
  /** Folder of the .proto files that ship with the product. */
  readonly bundled: string;
  /** Folder in which Buf keeps the modules that it has fetched. */
  readonly bufCache?: string;
  readonly notes: Notes;
  readonly explanations: Explanations;
  readonly version: string;
}

/** Editors that know one folder alone give it as a URI, older ones as a path. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): FileId[] {
  if (workspaceFolders) return workspaceFolders.map(f => fileIdOf(f.uri));
  if (rootUri) return [fileIdOf(rootUri)];
  return rootPath ? [idOfPath(rootPath)] : [];
}

/** Returns where mistakes go that no handler caught. */
export function serve(raw: Connection, environment: ServerEnvironment): (what: string, error: unknown) => void {
  const guarded = surviving(raw, (what, error) => session.logOnce(what, error));
  const inParts = answeringInParts(guarded);
  let lacking: Lacking = lackingOf({});
  const connection = noticingRequests(
    plainWhereLacking(inParts, () => lacking),
    () => {
      session.lastAsked = performance.now();
    },
  );
  const { disk, bundled, notes, bufCache } = environment;
  let canWatch = false;
  let hasFolders = false;
  const session: Session = new Session(
    raw,
    disk,
    { folders: [], bundled },
    notes,
    new Histories(environment.readVersions, environment.readNamesakes),
  );
  const pull = new PullDiagnostics(session);
  const registration = new DiagnosticRegistration(connection, session);
  const warnings = new ConfigurationWarnings(session);
  let changes: ChangeListener = pull;

  connection.onInitialize((params): InitializeResult => {
    const options = params.initializationOptions as Partial<ClientOptions> | undefined;
    const folders = foldersOf(params);
    session.language = options?.language ?? (params.locale?.startsWith("ko") ? "ko" : "en");
    session.workspace.setOptions({
      folders,
      bundled,
      ...(bufCache === undefined ? {} : { bufCache }),
      ...(options?.roots ? { roots: options.roots.map(idOfPath) } : {}),
    });
    session.editorCommands = options?.commandLinks ?? false;
    useSettings(session, options?.settings);
    session.noteLinks = options?.commandLinks ? "command" : "none";
    session.explanationPages = options?.explanationPages ?? false;
    session.abilities = abilitiesOf(params.capabilities);
    lacking = lackingOf(params.capabilities);
    // Either asked for or sent unasked, never both: the editor would show each problem twice.
    changes = session.abilities.pullDiagnostics ? pull : new PushDiagnostics(session);
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    hasFolders = params.capabilities.workspace?.workspaceFolders ?? false;
    syncTexts(connection, session, changes, { isWatching: canWatch });
    watchFiles(connection, session, changes, {
      readFolder: environment.readFolder,
      indexed: () => indexing,
      async rootsChanged() {
        warnings.ofProjects();
        await indexDependencies();
      },
    });
    handleSettings(connection, session, changes, () => {
      warnings.ofSettings();
      void registration.settle();
    });
    session.readRequests = environment.readRequests;
    session.readText = file => environment.disk.read(file);
    return {
      serverInfo: { name: "protocall", version: environment.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...registration.atStart(params.capabilities),
        hoverProvider: true,
        completionProvider: {
          triggerCharacters: [".", '"', "/", "(", "<", " ", "[", "=", ":"],
          resolveProvider: true,
        },
        definitionProvider: true,
        typeDefinitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        documentLinkProvider: {},
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        renameProvider: { prepareProvider: true },
        inlayHintProvider: true,
        callHierarchyProvider: true,
        typeHierarchyProvider: true,
        semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true },
        executeCommandProvider: { commands: [...actionCommands] },
        codeActionProvider: { codeActionKinds: [...actionKinds], resolveProvider: true },
        codeLensProvider: { resolveProvider: true },
        signatureHelpProvider: { triggerCharacters: ["(", "{", "[", ",", ":", "=", "."] },
        linkedEditingRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        documentOnTypeFormattingProvider: typedCharacters,
        implementationProvider: true,
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: fileRenames },
        },
      },
    };
  });

  connection.onInitialized(async () => {
    await registration.settle();
    if (canWatch) await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    // Asking an editor for them that has none of several is a mistake.
    if (hasFolders) followFolders();
    warnings.ofSettings();
    warnings.ofProjects();
    await index([...session.workspace.folders, bundled]);
  });

  const followFolders = (): void => {
    connection.workspace.onDidChangeWorkspaceFolders(event => {
      const removed = new Set(event.removed.map(f => fileIdOf(f.uri)));
      const added = event.added.map(f => fileIdOf(f.uri)).filter(f => !session.workspace.folders.includes(f));
      const folders = session.workspace.folders.filter(f => !removed.has(f));
      session.workspace.changeFolders([...folders, ...added]);
      if (removed.size > 0) session.forgetOutside();
      void index(added);
    });
  };

  let indexing: Promise<void> = Promise.resolve();
  /** One after the other. */
  const index = (folders: readonly string[]): Promise<void> => {
    indexing = indexing.then(() => session.survive("indexing", () => indexNow(folders)));
    return indexing;
  };
  let fetched: ReadonlySet<string> = new Set();
  /** Modules from Buf's cache on which files depend now and did not before; what nobody depends on any more is let go of. */
  const indexDependencies = async (): Promise<void> => {
    const before = fetched;
    fetched = session.workspace.dependencies;
    const fresh = [...fetched].filter(folder => !before.has(folder));
    if (fresh.length > 0) await indexFolders(session, fresh, environment.readFolder);
    if ([...before].some(folder => !fetched.has(folder))) session.forgetOutside();
    if (fresh.length > 0) session.db.rootsChanged();
  };
  const indexNow = async (folders: readonly string[]): Promise<void> => {
    const { files, ms, longestSliceMs } = await indexFolders(session, folders, environment.readFolder);
    await indexDependencies();
    // By now each folder's configuration has been read.
    warnings.ofProjects();
    const rounded = Math.round(ms);
    const done = {
      en: `${files} files indexed in ${rounded} ms`,
      ko: `파일 ${files}개를 ${rounded} ms 만에 색인했습니다`,
    };
    connection.console.info(done[session.language]);
    session.db.rootsChanged();
    changes.changedOnDisk([]);
    void connection.sendNotification("protocall/indexed", { files, ms, longestSliceMs });
  };

  connection.onRequest(
    Requests.explain,
    ({ code, language }: ExplainParams): ExplainResult => environment.explanations.page(code, language) ?? null,
  );
  connection.onRequest(Requests.notes, (params: NotesParams): NotesResult => session.notes.all(params.language));
  pull.listen(connection);
  handleLanguage(connection, session);
  handleCompletion(connection, session);
  handleTyping(connection, session);
  handleFormatting(connection, session);
  handleImplementation(connection, session, environment.sources);
  handleNavigation(connection, session);
  handleSymbols(connection, session);
  handleStructure(connection, session);
  handleRename(connection, session);
  handleFileRename(connection, session);
  handleActions(connection, session);
  handleHierarchies(connection, session);
  handleMethods(connection, session);
  handleCalls(connection, session);
  handleRequestList(connection);
  handleRoots(connection, session);
  return (what, error) => session.logOnce(what, error);
}
