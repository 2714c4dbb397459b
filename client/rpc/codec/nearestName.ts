/** The name that was probably meant, by edit distance; nothing where none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  // A third of a name may be wrong; one letter always.
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate), least);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

/** Case and underscores are what people get wrong most. */
const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      // Two letters in the wrong order are one mistake.
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1, swapped ? before[j - 2]! + 1 : limit));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
