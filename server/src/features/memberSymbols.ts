/**
 * Fields, oneofs and enum values of all files by a few letters of their names. Distinct names are few and judged once each; only of the best ones
 * the declarations are looked for, in the outlines of the files that have them.
 */
import { codesOf } from "../base/codes.ts";
import type { FileId } from "../link/world.ts";
import type { Outline } from "../outline/outline.ts";
import { type MemberOutline, memberOf, membersOf } from "../workspace/memberNames.ts";
import type { NameIndex } from "../workspace/nameIndex.ts";
import { Best, byScore, type Match } from "./bestMatches.ts";
import { hasLetters, isWithin, lengthCost, namedScope, type Query, Rank, rankOf, scopeScore } from "./nameMatch.ts";

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
  if (named.length >= limit || query.own.text === "") return named;
  const elsewhere = byNames(names, outline, query, limit, container => {
    const { codes } = codesOf([container]);
    const { letters } = query.scope;
    // Letters that are scattered over a package say nothing of its messages.
    const isMet =
      isWithin(codes, 0, codes.length, letters) ||
      hasLetters(codes, container.lastIndexOf(".") + 1, codes.length, letters);
    const score = isMet ? scopeScore(codes, 0, codes.length, query) : undefined;
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
const MAX_FILES = 300;

/** The best names first, each from the shortest packages on, until enough is found. */
function byNames(
  names: NameIndex,
  outline: Outlines,
  query: Query,
  limit: number,
  scopeOf: ScopeScore,
): readonly MemberMatch[] {
  const { members } = names;
  const { codes, starts } = members;
  const judged = new Best<Match & { readonly id: number }>(limit);
  members.each(query.own.text, id => {
    const from = starts[id] as number;
    const to = starts[id + 1] as number;
    const rank = rankOf(codes, from, to, query.own, judged.worst);
    if (rank === undefined) return;
    judged.add({ path: members.names[id] as string, id, score: memberRank(rank) - lengthCost(to - from, 0) });
  });
  const best = new Best<MemberMatch>(limit);
  let found = 0;
  let looked = 0;
  for (const { path: name, id, score } of judged.all())
    for (const file of members.filesOf(id)) {
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
  const { table } = names;
  table.each(`.${query.scope.text}`, "types", row => {
    const scope = namedScope(table.codes, table.starts[row] as number, table.starts[row + 1] as number, query.scope);
    if (scope === undefined) return;
    const file = table.files[row] as FileId;
    const container = table.names[row] as string;
    for (const member of membersOf(outline(file)?.types.get(container))) {
      const { codes } = codesOf([member.name]);
      const rank = rankOf(codes, 0, codes.length, query.own, best.worst - scope);
      if (rank === undefined) continue;
      const path = `${container}.${member.name}`;
      best.add({ file, path, member, score: memberRank(rank) + scope - lengthCost(member.name.length, path.length) });
    }
  });
  return best.all();
}
