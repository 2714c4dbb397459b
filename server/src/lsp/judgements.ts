/**
 * What was said last of files that are not open, kept until something differs that the judgement read: its text, names, shapes and imports
 * of other files, who declares what was not found, where an import was looked for. Changes are noted, and considered when somebody asks.
 */
import type { Diagnostic } from "vscode-languageserver";
import { DESCRIPTOR_PROTO } from "../base/descriptorProto.ts";
import { lookedIn } from "../features/rootReasons.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import type { Reads } from "../workspace/database.ts";
import type { Session } from "./session.ts";
import { fileIdOf } from "./uri.ts";

export interface Judgement {
  readonly resultId: string;
  readonly isClean: boolean;
}

interface Kept extends Judgement {
  readonly names: readonly FileId[];
  readonly shapes: readonly FileId[];
  /** Absent where nothing was asked for that is not there. */
  readonly asked?: Reads["asked"];
  readonly tried?: Reads["tried"];
  /** Files into which its messages point: any new text of theirs may move the places. */
  readonly pointsTo?: readonly FileId[];
  /** What is said of where an import was looked for. */
  readonly places?: string;
  /** Whether it depends on all that its imports import, however far away. */
  readonly looksFar: boolean;
}

type Hashes = Pick<Outline, "namesHash" | "shapeHash" | "headHash">;

/** The codes of an import that is not found, and of a cycle. */
const NOT_FOUND = "P2001";
const CYCLE = "P2003";

export class Judgements {
  private readonly session: Session;
  private readonly kept = new Map<FileId, Kept>();
  /** Of each file that was judged or changed, as it was when it was considered last. */
  private readonly hashes = new Map<FileId, Hashes | undefined>();
  private readonly changed = new Set<FileId>();
  private rootsRevision = -1;
  private sharedVersion = 0;

  constructor(session: Session) {
    this.session = session;
  }

  get(file: FileId): Judgement | undefined {
    return this.kept.get(file);
  }

  /** Of a file that has just been judged and not been put away. */
  keep(file: FileId, resultId: string, diagnostics: readonly Diagnostic[]): void {
    const { db, workspace, language } = this.session;
    if (!this.changed.has(file)) this.hashes.set(file, hashesOf(db.outline(file)));
    const reads = db.readsOf(file);
    if (!reads) return;
    const { names, shapes, tried, asked } = reads;
    const pointsTo = new Set(
      diagnostics.flatMap(d => d.relatedInformation?.map(r => fileIdOf(r.location.uri)) ?? []),
    );
    pointsTo.delete(file);
    const has = (code: string): boolean => diagnostics.some(d => d.code === code);
    this.kept.set(file, {
      resultId,
      isClean: diagnostics.length === 0,
      names,
      shapes,
      ...(asked.isEmpty ? {} : { asked }),
      ...(tried.length ? { tried } : {}),
      ...(pointsTo.size ? { pointsTo: [...pointsTo] } : {}),
      ...(has(NOT_FOUND) ? { places: lookedIn(workspace, file, { language }) } : {}),
      looksFar: has(CYCLE) || hasExtensions(db.outline(file)),
    });
  }

  /** The file has another text, has appeared or is gone. */
  changeOf(file: FileId): void {
    this.kept.delete(file);
    this.changed.add(file);
  }

  clear(): void {
    this.kept.clear();
  }

  /** Lets go of judgements that might be others now. Yields where it may pause; what is noted meanwhile waits for the next time. */
  *reconsider(): Generator<void> {
    const { db, imports } = this.session;
    if (this.changed.size === 0 && this.rootsRevision === db.rootsRevision) return;
    const { revision, rootsRevision } = db;
    // Names that meet in what a file imports may be anywhere; files hardly ever come to share some.
    if (this.sharedVersion !== db.shared.version) this.clear();
    this.sharedVersion = db.shared.version;
    const changed = new Set(this.changed);
    const affected = yield* this.affectedBy(changed);
    yield* imports.updating(revision, rootsRevision);
    const moved = imports.takeMoved(revision, rootsRevision);
    yield;
    const near = new Set<FileId>();
    for (const file of moved) {
      if (this.kept.size === 0) break;
      for (const f of imports.whoSees(file, revision, rootsRevision)) near.add(f);
      yield;
    }
    const far = imports.dependents(moved, revision, rootsRevision);
    const onWay = imports.imported(moved, revision, rootsRevision);
    yield;
    const rootsMoved = this.rootsRevision !== rootsRevision;
    for (const [file, judged] of this.kept) {
      const isReached =
        near.has(file) ||
        (far.has(file) && (judged.looksFar || !db.shared.isEmpty || onWay.has(file) || this.hasOwnOptions(file)));
      if (isReached || affected(judged) || !this.isAnsweredAlike(file, judged, rootsMoved)) this.kept.delete(file);
      yield;
    }
    this.rootsRevision = rootsRevision;
    for (const file of changed) {
      this.changed.delete(file);
      this.hashes.set(file, hashesOf(db.outline(file)));
    }
  }

  /** Whether a judgement read what is another now in one of the files. */
  private *affectedBy(changed: ReadonlySet<FileId>): Generator<void, (judged: Kept) => boolean> {
    const { db } = this.session;
    const names = new Set<FileId>();
    const shapes = new Set<FileId>();
    for (const file of changed) {
      const then = this.hashes.get(file);
      const now = hashesOf(db.outline(file));
      if (then?.namesHash !== now?.namesHash || then?.headHash !== now?.headHash) names.add(file);
      if (then?.shapeHash !== now?.shapeHash) shapes.add(file);
      yield;
    }
    return judged =>
      judged.names.some(f => names.has(f)) ||
      judged.shapes.some(f => shapes.has(f)) ||
      (judged.pointsTo?.some(f => changed.has(f)) ?? false);
  }

  private isAnsweredAlike(file: FileId, { asked, tried, places }: Kept, rootsMoved: boolean): boolean {
    if (asked && !asked.isCurrent) return false;
    if (!rootsMoved) return true;
    const { db, workspace, language } = this.session;
    if (tried?.some(([path, target]) => db.resolveImport(file, path) !== target)) return false;
    return places === undefined || places === lookedIn(workspace, file, { language });
  }

  /** Where a workspace brings its own file of options along, it counts for those that import it, however far away. */
  private hasOwnOptions(file: FileId): boolean {
    const { db } = this.session;
    return db.resolveImport(file, DESCRIPTOR_PROTO) !== db.bundledFile(DESCRIPTOR_PROTO);
  }
}

const hashesOf = (outline: Outline | undefined): Hashes | undefined =>
  outline && { namesHash: outline.namesHash, shapeHash: outline.shapeHash, headHash: outline.headHash };

const hasExtensions = (outline: Outline | undefined): boolean =>
  outline !== undefined && [...outline.types.values()].some(decl => decl.kind === "field");
