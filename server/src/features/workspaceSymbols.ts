/** Declarations of all files by a few letters of their names, best matches first. */
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline, Outline } from "../outline/outline.ts";
import type { NameIndex } from "../workspace/nameIndex.ts";
import { Best, byScore, type Match } from "./bestMatches.ts";
import { type MemberMatch, searchMembers } from "./memberSymbols.ts";
import {
  hasLetters,
  lengthCost,
  parseQueries,
  type Query,
  Rank,
  rankOf,
  SAME_SCOPE,
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
    types.add(searchNames(names.candidates(query.text), query, limit), query);
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

/** The `limit` best of full `names` for a query. */
export function searchNames(
  names: Iterable<readonly [string, FileId]>,
  query: Query,
  limit: number,
): readonly NameMatch[] {
  const best = new Best<NameMatch>(limit);
  for (const [path, file] of names) {
    const score = scoreOf(path, query, best.worst);
    if (score !== undefined) best.add({ path, file, score });
  }
  return best.all();
}

/** Undefined where the letters are not all there in order, or the score were below `floor` whatever the scope is. */
function scoreOf(name: string, query: Query, floor: number): number | undefined {
  const start = name.lastIndexOf(".") + 1;
  const { own: wanted, ownLetters, letters, isDotted, lowerScope, lowerOwn } = query;
  // Most names are not it, and this is the quickest way to tell.
  if (!hasLetters(name, isDotted ? 0 : start, letters)) return undefined;
  const cost = lengthCost(name.length - start, name.length);
  if (!isDotted) {
    const rank = wanted === "" ? 0 : rankOf(name, start, wanted, ownLetters, floor);
    return rank === undefined ? undefined : rank - cost;
  }
  const own = wanted === "" ? 0 : rankOf(name, start, wanted, ownLetters, floor - SAME_SCOPE);
  if (own !== undefined && own + SAME_SCOPE < floor) return undefined;
  const scope = own === undefined ? undefined : scopeScore(name.slice(0, Math.max(0, start - 1)), query);
  if (scope !== undefined && own !== undefined) return own + scope - cost;
  // A package and what begins with it, whose names have nothing of the query.
  if (Rank.letters < floor || query.isByWords) return undefined;
  return `.${name.toLowerCase()}`.includes(`.${lowerScope}.${lowerOwn}`) ? Rank.letters - cost : undefined;
}
