/** What all handlers share: the workspace, its database, the connection, and the user's language. */
import type { Connection, Position, Range } from "vscode-languageserver";
import { LineIndex } from "../base/lineIndex.ts";
import { relativeTo } from "../base/path.ts";
import type { Span } from "../base/span.ts";
import { type Checked, checkFile } from "../check/checkFile.ts";
import { type FieldHistory, withoutPackage } from "../features/fieldHistory.ts";
import type { FileId } from "../link/world.ts";
import type { NoteLinks, Notes } from "../notes/notes.ts";
import type { RequestDocument } from "../request/requestDocument.ts";
import { CompiledSets } from "../features/compiledSets.ts";
import { Database } from "../workspace/database.ts";
import { ImportGraph } from "../workspace/importGraph.ts";
import { defaultSettings, type ServerSettings } from "../protocol/requests.ts";
import { type Disk, Workspace, type WorkspaceOptions } from "../workspace/workspace.ts";

import type { Histories } from "./histories.ts";
import type { Language } from "../shared/language.ts";

/** What the editor can do with edits and long work. */
export interface Abilities {
  readonly progress: boolean;
  /** Edits that explain themselves and ask before they are made. */
  readonly changeAnnotations: boolean;
  readonly createFiles: boolean;
  readonly renameFiles: boolean;
  /** Actions that are offered with the reason why they cannot be done. */
  readonly disabledActions: boolean;
  /** The client asks for diagnostics; then none are sent unasked. */
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  /** Answers about a file may speak of others. */
  readonly relatedDiagnostics: boolean;
  /** Places that say from where they were asked. */
  readonly locationLinks: boolean;
  /** Edits that are made when an action is chosen, not when it is offered. */
  readonly resolveActions: boolean;
  /** Proposals with tab stops. */
  readonly snippets: boolean;
  /** Proposals that replace the rest of a word, if the user wants that. */
  readonly insertReplace: boolean;
}

/** Whoever wants to know that texts have changed. */
export interface ChangeListener {
  opened(file: FileId): void;
  edited(file: FileId): void;
  closed(file: FileId): void;
  /** Files that came, went or have another text; beside them roots, or names that the background index has found, may be others. */
  changedOnDisk(files: readonly FileId[]): void;
  /** Settings, the user's or a project's. */
  everythingChanged(): void;
  /** Of a request document, opened or edited. */
  requestChanged(uri: string): void;
  requestClosed(uri: string): void;
}

/** Texts of request documents below a folder. */
export type ReadRequests = (folder: string) => AsyncIterable<{ readonly file: string; readonly text: string }>;

export class Session {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly db: Database<Checked>;
  readonly notes: Notes;
  readonly imports: ImportGraph;
  /** Whether the editor runs the product's commands from links in hovers. */
  noteLinks: NoteLinks = "none";
  /** Whether commands that VS Code brings along may be run from proposals and lenses. */
  editorCommands = false;
  settings: ServerSettings = defaultSettings;
  abilities: Abilities = {
    progress: false,
    changeAnnotations: false,
    createFiles: false,
    renameFiles: false,
    disabledActions: false,
    pullDiagnostics: false,
    refreshDiagnostics: false,
    relatedDiagnostics: false,
    locationLinks: false,
    resolveActions: false,
    snippets: false,
    insertReplace: false,
  };
  readRequests: ReadRequests = async function* () {};
  /** The text of any file; undefined where it cannot be read. */
  readText: (file: FileId) => string | undefined = () => undefined;
  readonly history: Histories;
  language: Language = "en";
  /** Whether the editor shows the pages that explain codes. */
  explanationPages = false;
  /** When the editor last asked for something, in milliseconds of `performance.now()`. */
  lastAsked = Number.NEGATIVE_INFINITY;
  private readonly logged = new Set<string>();
  private readonly lines = new Map<FileId, { readonly text: string; readonly index: LineIndex }>();
  readonly sets = new CompiledSets();
  /** Request documents by URI; they are no files of the database. */
  readonly requests = new Map<string, RequestDocument>();

  constructor(connection: Connection, disk: Disk, options: WorkspaceOptions, notes: Notes, history: Histories) {
    this.connection = connection;
    this.workspace = new Workspace(disk, options);
    this.db = new Database<Checked>(this.workspace, checkFile);
    this.workspace.useOutlines(
      file => this.db.outline(file),
      file => this.db.isOpen(file),
    );
    this.notes = notes;
    this.history = history;
    this.imports = new ImportGraph(this.db, () => this.workspace.names.files);
  }

  lineIndex(file: FileId): LineIndex {
    const text = this.db.text(file) ?? "";
    const kept = this.lines.get(file);
    if (kept?.text === text) return kept.index;
    const index = new LineIndex(text);
    this.lines.set(file, { text, index });
    return index;
  }

  range(file: FileId, span: Span): Range {
    return rangeOf(this.lineIndex(file), span);
  }

  offset(file: FileId, position: { line: number; character: number }): number {
    return offsetOf(this.lineIndex(file), position);
  }

  /** What a message or an enum of a file had in earlier commits, as far as they are read. */
  historyOf(file: FileId, fullName: string): FieldHistory | undefined {
    const outline = this.db.outline(file);
    return outline && this.history.of(file)?.get(withoutPackage(fullName, outline));
  }

  /** An open file's names count at once, whether the background index has come by or not. */
  indexOpenFile(file: FileId): void {
    this.workspace.names.set(file, this.db.outline(file));
  }

  /** Runs work that nobody waits for; an error in it is logged and goes no further. */
  async survive(what: string, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logOnce(what, error);
    }
  }

  /** The same mistake of ours is told once, however often it is made. */
  logOnce(what: string, error: unknown): void {
    const text = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (this.logged.has(text)) return;
    this.logged.add(text);
    this.connection.console.error(text);
  }

  /** Lets go of all that is known of a file that is not open, as it may differ or be gone; it is read again when somebody asks. */
  forgetFile(file: FileId): void {
    this.db.putAway(file);
    this.db.changed(file);
    this.forgetLines(file);
  }

  /** Lets go of files that lie in no open folder any more, and in no module that one depends on. */
  forgetOutside(): void {
    const { names, folders, bundled, dependencies } = this.workspace;
    const kept = [...folders, bundled, ...dependencies];
    for (const file of [...names.files]) {
      if (this.db.isOpen(file) || kept.some(f => relativeTo(f, file) !== undefined)) continue;
      this.forgetFile(file);
      names.remove(file);
    }
  }

  /** Lets go of what is kept for a closed file's text. */
  forgetLines(file: FileId): void {
    this.lines.delete(file);
  }
}

export const offsetOf = (index: LineIndex, { line, character }: Position): number => index.offset(line, character);

export const spanIn = (index: LineIndex, { start, end }: Range): Span => ({
  start: offsetOf(index, start),
  end: offsetOf(index, end),
});

export function rangeOf(index: LineIndex, span: Span): Range {
  const start = index.at(span.start);
  const end = index.at(span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}
