/** Numbers of repeated measurements. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export async function timed(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

export interface Row {
  readonly figure: string;
  readonly unit: string;
  readonly ours: number;
  /** What it must reach, in words. */
  readonly reach: string;
  readonly peer?: { readonly name: string; readonly value: number };
}

export function table(rows: readonly Row[]): string {
  const number = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(n >= 10 ? 1 : 2));
  const lines = rows.map(
    r =>
      `| ${r.figure} | ${number(r.ours)} ${r.unit} | ${r.peer ? `${r.peer.name}: ${number(r.peer.value)} ${r.unit}` : "–"} | ${r.peer ? `${(r.peer.value / r.ours).toFixed(2)} ×` : "–"} | ${r.reach} |`,
  );
  return ["| figure | ours | peer | peer / ours | reach |", "|---|---|---|---|---|", ...lines].join("\n");
}
