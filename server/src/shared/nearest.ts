/**
 * The name that was probably meant, if one is near enough: one slip of the keys for each few letters, and one always. Letter case,
 * underscores and hyphens are what people get wrong most, and count for nothing. Of what is written some letter has to stay.
 */
export function nearest(
  wanted: string,
  names: Iterable<string>,
  { lettersPerSlip }: { readonly lettersPerSlip: number } = { lettersPerSlip: 4 },
): string | undefined {
  const plainWanted = plain(wanted);
  let best: string | undefined;
  const most = Math.max(1, Math.floor(wanted.length / lettersPerSlip));
  let bestDistance = Math.min(most, Math.max(0, plainWanted.length - 1)) + 1;
  for (const name of names) {
    const distance = editDistance(plainWanted, plain(name), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

const plain = (text: string): string => text.replace(/[_-]/g, "").toLowerCase();

/** Letters added, left out, changed or swapped with their neighbour; `limit` or more is not told apart. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return Math.min(row[b.length]!, limit);
}
