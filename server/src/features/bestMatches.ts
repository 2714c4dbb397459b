/** The best of many things that are found, without keeping all of them. */

export interface Match {
  readonly score: number;
  /** The name that was met, with or without what it is declared in. */
  readonly path: string;
}

export class Best<T extends Match> {
  private readonly found: T[] = [];
  private readonly limit: number;
  /** What has a lower score need not be added. */
  worst = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(found: T): void {
    if (found.score < this.worst) return;
    this.found.push(found);
    if (this.found.length >= this.limit * 2) this.cut();
  }

  all(): readonly T[] {
    this.cut();
    return this.found;
  }

  private cut(): void {
    this.found.sort(byScore);
    if (this.found.length < this.limit) return;
    this.found.length = this.limit;
    this.worst = this.found.at(-1)?.score ?? this.worst;
  }
}

/** The highest score first, then by the alphabet. */
export const byScore = (a: Match, b: Match): number =>
  b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
