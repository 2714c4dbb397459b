/** What a run of random trials counts, by kind of trial, and how it ends. */
export interface TrialCount {
  tried: number;
  refused: number;
  /** Files that were changed. */
  files: number;
  wrong: number;
  /** Milliseconds. */
  slowest: number;
}

export class TrialCounts {
  private readonly counts = new Map<string, TrialCount>();

  of(kind: string): TrialCount {
    const known = this.counts.get(kind) ?? { tried: 0, refused: 0, files: 0, wrong: 0, slowest: 0 };
    this.counts.set(kind, known);
    return known;
  }

  /** Tells all, and ends the process with 1 where something was wrong. */
  end(seed: number, trials: number): void {
    console.log(`seed ${seed}: ${trials} trials`);
    for (const [kind, { tried, refused, files, wrong, slowest }] of this.counts)
      console.log(
        `${kind}: ${tried} tried, ${refused} refused, ${files} files changed, ${wrong} wrong, slowest ${Math.round(slowest)} ms`,
      );
    process.exitCode = [...this.counts.values()].some(c => c.wrong > 0) ? 1 : 0;
  }
}
