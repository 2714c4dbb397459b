const PATIENCE_MS = 20_000;

/** The smallest text found that still fails: parts are taken out as long as that holds. */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let best = text;
  const stop = performance.now() + PATIENCE_MS;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < best.length; ) {
      if (performance.now() > stop) return best;
      const shorter = best.slice(0, at) + best.slice(at + size);
      if (await fails(shorter)) best = shorter;
      else at += size;
    }
  return best;
}
