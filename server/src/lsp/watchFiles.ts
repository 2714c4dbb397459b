/**
 * Files that change outside of the editor, by ones or by thousands (a checkout of another branch, a folder that is renamed). Events are
 * collected and worked off in slices; what arrives meanwhile is the next batch.
 */
import { type Connection, FileChangeType, WatchKind } from "vscode-languageserver";
import { ancestors, baseName, folderOf, relativeTo } from "../base/path.ts";
import type { FileId } from "../link/world.ts";
import { environmentFiles } from "../protocol/environment.ts";
import { isRootEvidence } from "../workspace/rootEvidence.ts";
import { isSkippedFolder } from "../workspace/skippedFolders.ts";
import { outlineOf, type ReadFolder } from "./backgroundIndex.ts";
import type { ChangeListener, Session } from "./session.ts";
import { Turns } from "./turns.ts";
import { fileIdOf } from "./uri.ts";

const SLICE_MS = 8;
const environments = new Set<string>(environmentFiles);
const configurations = new Set(["protocall.json", "buf.yaml", "buf.work.yaml", "buf.lock", "go.mod"]);

/** What to ask the editor for. Folders that come and go are told by themselves alone, so everything that does is asked for. */
export const watchers = [
  { globPattern: "**/*.proto" },
  { globPattern: "**/{protocall.json,buf.yaml,buf.work.yaml,buf.lock,go.mod}" },
  { globPattern: `**/{${environmentFiles.join(",")}}` },
  { globPattern: "**/{Makefile,makefile,GNUmakefile,justfile,Jenkinsfile,Dockerfile,CMakeLists.txt}" },
  { globPattern: "**/{package.json,pom.xml,build.rs,build.gradle,build.gradle.kts,BUILD,BUILD.bazel,generate.go}" },
  { globPattern: "**/{Taskfile,.gitlab-ci,.travis,azure-pipelines}.{yml,yaml}" },
  { globPattern: "**/{.github/workflows,.circleci}/*.{yml,yaml}" },
  { globPattern: "**/*.{mk,sh,bash,ps1,bat,cmd,cmake}" },
  { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
];

export interface WatchEnvironment {
  readonly readFolder: ReadFolder;
  /** Resolves when no index is being made. */
  indexed(): Promise<void>;
  /** Called when configuration has changed, before anybody else is told. */
  rootsChanged(): Promise<void>;
}

export function watchFiles(
  connection: Connection,
  session: Session,
  listener: ChangeListener,
  environment: WatchEnvironment,
): void {
  const watched = new WatchedFiles(session, listener, environment);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) watched.add(fileIdOf(uri), type);
    // What the index reads meanwhile may be older than the event.
    return session.survive("file changes", async () => {
      await environment.indexed();
      await watched.work();
    });
  });
}

/** What has been worked off and nobody was told yet. */
interface Untold {
  readonly files: Set<FileId>;
  isStructure: boolean;
  hasSeverities: boolean;
}

const nothing = (): Untold => ({ files: new Set(), isStructure: false, hasSeverities: false });

class WatchedFiles {
  private readonly session: Session;
  private readonly listener: ChangeListener;
  private readonly environment: WatchEnvironment;
  private pending = new Map<FileId, FileChangeType>();
  private isWorking = false;
  private untold = nothing();
  private readonly turns = new Turns(SLICE_MS);

  constructor(session: Session, listener: ChangeListener, environment: WatchEnvironment) {
    this.session = session;
    this.listener = listener;
    this.environment = environment;
  }

  add(path: FileId, type: FileChangeType): void {
    // A file that goes and comes back within a batch has appeared as far as roots are concerned.
    const before = this.pending.get(path);
    this.pending.set(path, before === undefined || before === type ? type : FileChangeType.Created);
  }

  async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      while (this.pending.size > 0) {
        const batch = this.pending;
        this.pending = new Map();
        await this.take(batch);
      }
      this.tell();
    } finally {
      this.isWorking = false;
    }
  }

  /** Once for all batches that followed each other: whoever is told asks for everything anew. */
  private tell(): void {
    const { files, isStructure, hasSeverities } = this.untold;
    this.untold = nothing();
    if (hasSeverities) this.listener.everythingChanged();
    else if (isStructure || files.size > 0) this.listener.changedOnDisk([...files]);
  }

  private async take(batch: ReadonlyMap<FileId, FileChangeType>): Promise<void> {
    const { session } = this;
    this.turns.begin();
    const { workspace } = session;
    const files = new Set<FileId>();
    // What is told of a folder that comes or goes may be its name alone, which may look like that of a file.
    const mayBeFresh: FileId[] = [];
    const gone = new Set<FileId>();
    let isStructure = false;
    let hasEnvironments = false;
    let hasConfigurations = false;
    let hasSeverities = false;
    for (const [path, type] of batch) {
      await this.pauseIfLong();
      if (path.endsWith(".proto")) {
        files.add(path);
        isStructure ||= type !== FileChangeType.Changed;
      } else if (configurations.has(baseName(path)) || isRootEvidence(path)) {
        isStructure = true;
        hasConfigurations ||= configurations.has(baseName(path));
        hasSeverities ||= baseName(path) === "protocall.json";
      } else if (environments.has(baseName(path))) hasEnvironments = true;
      if (type === FileChangeType.Changed || !this.isIndexed(`${path}/x`)) continue;
      if (type === FileChangeType.Deleted && !workspace.names.has(path)) gone.add(path);
      if (type === FileChangeType.Created) mayBeFresh.push(path);
    }
    if (isStructure || gone.size > 0 || mayBeFresh.length > 0) workspace.forgetRoots();
    const told = files.size;
    if (gone.size > 0)
      for (const file of [...workspace.names.files]) {
        await this.pauseIfLong();
        if ([...ancestors(folderOf(file))].some(at => gone.has(at))) files.add(file);
      }
    for (const path of mayBeFresh) {
      await this.pauseIfLong();
      if (!workspace.isFolder(path)) continue;
      for await (const group of this.environment.readFolder(path)) for (const { file } of group) files.add(file);
    }
    isStructure ||= files.size > told;
    if (isStructure) session.db.rootsChanged();
    for (const file of files) await this.reread(file);
    if (hasConfigurations) await this.environment.rootsChanged();
    for (const file of files) this.untold.files.add(file);
    this.untold.isStructure ||= hasEnvironments || isStructure;
    this.untold.hasSeverities ||= hasSeverities;
  }

  private async reread(file: FileId): Promise<void> {
    const { db, workspace } = this.session;
    await this.pauseIfLong();
    // The editor's text counts.
    if (db.isOpen(file)) return;
    this.session.forgetFile(file);
    const text = workspace.names.has(file) || this.isIndexed(file) ? workspace.read(file) : undefined;
    if (text === undefined) return workspace.names.remove(file);
    const outline = await outlineOf(
      text,
      () => this.turns.isOver,
      () => this.turns.pass(),
    );
    if (db.isOpen(file)) return;
    db.preload(file, outline);
    workspace.names.set(file, outline);
  }

  /** Whether the index takes a file that appears there. */
  private isIndexed(file: FileId): boolean {
    const within = this.session.workspace.folders
      .map(folder => relativeTo(folder, file))
      .find(path => path !== undefined);
    return within !== undefined && !folderOf(within).split("/").some(isSkippedFolder);
  }

  private async pauseIfLong(): Promise<void> {
    if (this.turns.isOver) await this.turns.pass();
  }
}
