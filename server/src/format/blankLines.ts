/** How many line ends stand before each comment of a gap and before the token behind it: one, or two for a blank line. */
import { closes, type Gap, groupEnd, leadingStart, trailingCount } from "./gap.ts";
import { Break, type Layout } from "./layout.ts";
import { opens } from "./spacing.ts";

/** A blank line is two line ends. */
export const BLANK = 2;

/** Between declarations, such that each comment keeps its owner. */
export function declarationLines({ tree }: Layout, gap: Gap, how: Break, after: number): number[] {
  const count = gap.comments.length;
  const lines = atMostBlank(gap);
  lines[count] = how === Break.closing ? 1 : Math.max(1, lines[count] as number);
  if (count === 0) {
    if (how === Break.first || how === Break.listed) lines[0] = 1;
    if (how === Break.section) lines[0] = BLANK;
    return lines;
  }
  // Comments side by side before the next declaration begin lines of their own.
  if (count > 1 && gap.lines.every(n => n === 0)) lines[1] = 1;
  if (how === Break.first) {
    const isLeading = groupEnd(tree, gap, 0) === count && lines[count] === 1 && !closes(tree, after);
    if (isLeading && lines[0] === BLANK) lines[0] = 1;
  } else if (how === Break.section || how === Break.listed) {
    const trailing = trailingCount(tree, gap, after);
    const isBelow = trailing > 0 && (lines[0] as number) > 0;
    const hasDetached = leadingStart(tree, gap, trailing) > trailing;
    lines[trailing] = how === Break.section || isBelow || hasDetached ? BLANK : 1;
  }
  return lines;
}

/** Between entries of literals and options, which own no comments: they stay at the end of a line, or go before the next entry. */
export function entryLines(layout: Layout, gap: Gap, how: Break, before: number): number[] {
  const count = gap.comments.length;
  const lines = atMostBlank(gap);
  const isOpened = opens(layout.tree.tokens.kinds[before] as number);
  const isBesideNext = lines.every(n => n === 0);
  if (isBesideNext || (isOpened && !opensOptions(layout, before)))
    for (let i = 0; i < count && lines[i] === 0; i++) lines[i] = 1;
  if (isOpened) lines[0] = Math.min(lines[0] as number, 1);
  lines[count] = how === Break.closingEntry || lines[count] === 0 ? 1 : (lines[count] as number);
  return lines;
}

/** Whether a bracket opens options, whose first comment may stand behind it; that of a literal has a line of its own. */
const opensOptions = ({ breaks }: Layout, bracket: number): boolean => breaks[bracket] === Break.space;

export const atMostBlank = ({ lines }: Gap): number[] => lines.map(n => Math.min(n, BLANK));
