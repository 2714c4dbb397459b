/** What completion proposes, and what it needs to know of the workspace for that. */
import type { TextEdit } from "../../base/problem.ts";
import type { Span } from "../../base/span.ts";
import type { DeclId, FileId } from "../../link/world.ts";
import type { FieldOutline } from "../../outline/outline.ts";
import type { Semantics } from "../symbolAt.ts";
import type { FieldHistory } from "../fieldHistory.ts";

export interface Proposal {
  readonly label: string;
  readonly kind:
    | "keyword"
    | "scalar"
    | "message"
    | "enum"
    | "file"
    | "folder"
    | "value"
    | "enumValue"
    | "field"
    | "option"
    | "package"
    | "snippet";
  readonly span: Span;
  readonly text: string;
  /** `text` holds tab stops. */
  readonly snippet?: boolean;
  readonly detail?: string;
  /** For documentation, which is looked up only for the proposal that is shown. */
  readonly decl?: DeclId;
  readonly moreEdits?: readonly TextEdit[];
  readonly deprecated?: boolean;
  /** What is typed to find it, where that is neither its label nor its text. */
  readonly filter?: string;
  /**
   * Characters that take the proposal as they are typed. None where the user may be writing a name that is not there yet: of a
   * declaration, or of a message that comes after the rpc that takes it.
   */
  readonly commit?: readonly string[];
  /** Further proposals are worth asking for once this one is taken. */
  readonly askAgain?: boolean;
  /** Smaller first; of the same rank those that are proposed first. */
  readonly rank: number;
}

export interface Completions {
  readonly proposals: readonly Proposal[];
  /** With more letters there may be others: too many fit, or they are not looked up before something is typed. */
  readonly cut: boolean;
}

/** What completion needs beyond names: the files of the workspace. */
export interface Candidates extends Semantics {
  /** Takes the full names of messages, enums and others of all files that have the letters of `text` in any order. */
  eachType(text: string, take: (fullName: string, file: FileId) => void): void;
  /** Packages of all files. */
  packages(): Iterable<string>;
  /** Full names of messages, enums and others that files of a package declare. */
  typesOf(pkg: string): Iterable<readonly [string, FileId]>;
  /** Extensions that any file declares. */
  extensions(): Iterable<readonly [FieldOutline, FileId]>;
  /** The path by which a file imports another; undefined where it cannot. */
  pathTo(from: FileId, file: FileId): string | undefined;
  /** Paths that an import in `from` may name. */
  importPaths(from: FileId): Iterable<string>;
  /** What a message or an enum of a file had at other times; undefined where nobody knows (yet). */
  history(file: FileId, fullName: string): FieldHistory | undefined;
}

/** Of types that are not imported: more are not read, and each costs its part of the answer. */
export const MAX_PROPOSALS = 150;

export const keyword = (word: string, span: Span): Proposal => ({
  label: word,
  kind: "keyword",
  span,
  text: word,
  rank: 2,
});

export const value = (text: string, span: Span, rank = 0, more: Partial<Proposal> = {}): Proposal => ({
  label: text,
  kind: "value",
  span,
  text,
  rank,
  ...more,
});

/** Text that stands for itself in a snippet. */
export const plain = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
