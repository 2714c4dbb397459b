/** Declarations of all files by a few letters of their names, best matches first. */
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline, Outline } from "../outline/outline.ts";
import type { NameIndex } from "../workspace/nameIndex.ts";
import type { NameTable } from "../workspace/nameTable.ts";
import { Best, byScore, type Match } from "./bestMatches.ts";
import { type MemberMatch, searchMembers } from "./memberSymbols.ts";
import {
  beginsPart,
  lengthCost,
  parseQueries,
  type Query,
  Rank,
  rankOf,
  scopeScore,
  shownPart,
} from "./nameMatch.ts";

export interface NamedDecl {
  readonly id: DeclId;
  readonly kind: DeclOutline["kind"];
  /** The part of the name that the query is about; editors filter by it once more. */
  readonly shown: string;
  /** Where that part is declared. */
  readonly container: string;
}

/** What is searched: names of all files, and the outlines that tell what they stand for. */
export interface Searched {
  readonly names: NameIndex;
  outline(file: FileId): Outline | undefined;
}

/**
 * The `limit` best for what is typed. Fields, oneofs and enum values come behind types, services, rpcs and extensions that are met alike, and
 * push none of the first half of these out, as a common name stands in thousands of messages. Nothing typed is about types alone.
 */
export function workspaceSymbols({ names, outline }: Searched, text: string, limit: number): readonly NamedDecl[] {
  const types = new Found<NameMatch>();
  const members = new Found<MemberMatch>();
  for (const query of parseQueries(text)) {
    types.add(searchNames(names.table, query, limit), query);
    if (query.text !== "") members.add(searchMembers(names, outline, query, limit), query);
  }
  const half = Math.floor(limit / 2);
  const best = types.best(Math.max(half, limit - members.size));
  return [...best, ...members.best(limit - best.length)]
    .sort((a, b) => byScore(a.match, b.match))
    .map(({ match, query }) => {
      const { file, path } = match;
      const shown = shownPart(path, query);
      const container = path.slice(0, Math.max(0, path.length - shown.length - 1));
      const own = outline(file);
      const decl = match.member ?? (own && findDecl(own, path));
      return { id: { file, name: match.member?.fullName ?? path }, kind: decl?.kind ?? "message", shown, container };
    });
}

interface NameMatch extends Match {
  readonly file: FileId;
  /** Undefined for what the path is the full name of. */
  readonly member?: MemberMatch["member"];
}

/** What several queries find, each thing once, with the query that it meets best. */
class Found<T extends NameMatch> {
  private readonly byPath = new Map<string, { readonly match: T; readonly query: Query }>();

  add(matches: readonly T[], query: Query): void {
    for (const match of matches) {
      const key = `${match.file}:${match.path}`;
      const known = this.byPath.get(key);
      if (!known || known.match.score < match.score) this.byPath.set(key, { match, query });
    }
  }

  get size(): number {
    return this.byPath.size;
  }

  best(count: number): readonly { readonly match: T; readonly query: Query }[] {
    return [...this.byPath.values()].sort((a, b) => byScore(a.match, b.match)).slice(0, count);
  }
}

/** The `limit` best of a table for a query. */
export function searchNames(table: NameTable, query: Query, limit: number): readonly NameMatch[] {
  const best = new Best<NameMatch>(limit);
  const { codes, starts, lasts } = table;
  const containers = query.isDotted ? new Containers(query) : undefined;
  table.each(query.text, "all", row => {
    const start = starts[row] as number;
    const last = lasts[row] as number;
    const end = starts[row + 1] as number;
    containers?.look(codes, start, Math.max(start, last - 1));
    const scope = containers ? containers.score : 0;
    const own = scope === undefined ? undefined : rankOf(codes, last, end, query.own, best.worst - scope);
    const met =
      own !== undefined && scope !== undefined ? own + scope : containers?.isWhole ? Rank.letters : undefined;
    const score = met === undefined ? undefined : met - lengthCost(end - last, end - start);
    if (score !== undefined && score >= best.worst)
      best.add({ path: table.names[row] as string, file: table.files[row] as FileId, score });
  });
  return best.all();
}

/** How what names are declared in is met. Neighbours are mostly declared in the same. */
class Containers {
  private readonly query: Query;
  private from = 0;
  private to = -1;
  /** Undefined where the container is another than was asked for. */
  score: number | undefined;
  /** Whether all of the query is in the container: a package and what begins with it, whose names have nothing of the query. */
  isWhole = false;

  constructor(query: Query) {
    this.query = query;
  }

  look(codes: Uint8Array, from: number, to: number): void {
    if (this.isSame(codes, from, to)) return;
    const { query } = this;
    this.from = from;
    this.to = to;
    this.score = scopeScore(codes, from, to, query);
    this.isWhole = this.score !== undefined && !query.isByWords && beginsPart(codes, from, to, query.whole);
  }

  private isSame(codes: Uint8Array, from: number, to: number): boolean {
    if (to - from !== this.to - this.from) return false;
    for (let i = to - from - 1; i >= 0; i--) if (codes[from + i] !== codes[this.from + i]) return false;
    return true;
  }
}
