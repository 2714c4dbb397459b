/**
 * Fields, oneofs and enum values of all files by a few letters of their names. Distinct names are few and judged once each; only of the best ones
 * the declarations are looked for, in the outlines of the files that have them.
 */
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import { type MemberOutline, memberOf, membersOf } from "../workspace/memberNames.ts";
import type { NameIndex } from "../workspace/nameIndex.ts";
import { Best, byScore, type Match } from "./bestMatches.ts";
import { lengthCost, type Query, Rank, namedScope, rankOf, scopeScore } from "./nameMatch.ts";

export interface MemberMatch extends Match {
  readonly file: FileId;
  /** The name below that of its message or enum. */
  readonly path: string;
  readonly member: MemberOutline;
}

type Outlines = (file: FileId) => Outline | undefined;
/** How well a message or an enum is met; undefined where it is another than was asked for. */
type ScopeScore = (container: string) => number | undefined;

/** What a scope names in full comes first, whatever its name is met by; elsewhere the best names tell. */
export function searchMembers(
  names: NameIndex,
  outline: Outlines,
  query: Query,
  limit: number,
): readonly MemberMatch[] {
  if (!query.isDotted) return byNames(names, outline, query, limit, () => 0);
  const named = inNamedScopes(names, outline, query, limit);
  if (named.length >= limit || query.own === "") return named;
  const elsewhere = byNames(names, outline, query, limit, container => {
    const score = scopeScore(container, query);
    return score === undefined || score > 0 ? undefined : score;
  });
  return [...named, ...elsewhere].sort(byScore).slice(0, limit);
}

/** Below what is met alike of other declarations, whatever the case is, and above all that these are met worse by. */
function memberRank(rank: number): number {
  if (rank >= Rank.wholeInOtherCase) return 7400 + (rank - Rank.wholeInOtherCase) / 5;
  if (rank >= Rank.startInOtherCase) return 5300 + (rank - Rank.startInOtherCase) / 5;
  return rank - 500;
}

/** As many files are looked through at most, so that a common name holds nobody up. */
const MAX_FILES = 1000;

/** The best names first, each from the shortest packages on, until enough is found. */
function byNames(
  names: NameIndex,
  outline: Outlines,
  query: Query,
  limit: number,
  scopeOf: ScopeScore,
): readonly MemberMatch[] {
  const judged = new Best<Match & { readonly id: number }>(limit);
  names.members.each(query.own, (path, id) => {
    const rank = rankOf(path, 0, query.own, query.ownLetters, judged.worst);
    if (rank !== undefined) judged.add({ path, id, score: memberRank(rank) - lengthCost(path.length, 0) });
  });
  // In each of its files a name is declared, if not in the scope that is asked for.
  const enough = query.isDotted ? MAX_FILES : limit;
  let files = 0;
  const wanted = judged.all().filter(({ id }) => {
    const isNeeded = files < enough;
    files += names.members.filesOf(id);
    return isNeeded;
  });
  const filesOf = names.filesWithMembers(wanted.map(w => w.id));
  const best = new Best<MemberMatch>(limit);
  let found = 0;
  let looked = 0;
  for (const { path: name, id, score } of wanted)
    for (const file of found < limit ? filesOf(id) : []) {
      if (found >= limit || looked++ >= MAX_FILES) return best.all();
      for (const type of outline(file)?.types.values() ?? []) {
        const member = memberOf(type, name);
        const scope = member && scopeOf(type.fullName);
        if (!member || scope === undefined) continue;
        const path = `${type.fullName}.${name}`;
        best.add({ file, path, member, score: score + scope - lengthCost(0, path.length) });
        found++;
      }
    }
  return best.all();
}

function inNamedScopes(names: NameIndex, outline: Outlines, query: Query, limit: number): readonly MemberMatch[] {
  const best = new Best<MemberMatch>(limit);
  names.eachType(`.${query.scope}`, (container, file) => {
    const scope = namedScope(container, query);
    if (scope === undefined) return;
    for (const member of membersOf(outline(file)?.types.get(container))) {
      const rank = query.own === "" ? 0 : rankOf(member.name, 0, query.own, query.ownLetters, best.worst - scope);
      if (rank === undefined) continue;
      const path = `${container}.${member.name}`;
      best.add({ file, path, member, score: memberRank(rank) + scope - lengthCost(member.name.length, path.length) });
    }
  });
  return best.all();
}
