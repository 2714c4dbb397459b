/** Ranges of numbers, to ask which of them holds a number or touches another range; each answer in logarithmic time. */
import type { RangeOutline } from "../outline/outline.ts";
import type { RangeNode } from "../syntax/ast.ts";

/** A range beside the node that writes it. */
export interface Ranged {
  readonly range: RangeOutline;
  readonly node: RangeNode;
}

export class RangeIndex {
  private readonly sorted: readonly Ranged[];
  /** At each place the range that reaches furthest among those up to it. */
  private readonly furthest: readonly Ranged[];

  constructor(ranges: readonly Ranged[]) {
    this.sorted = [...ranges].sort((a, b) => a.range.start - b.range.start);
    let best: Ranged | undefined;
    this.furthest = this.sorted.map(r => {
      if (!best || r.range.end > best.range.end) best = r;
      return best;
    });
  }

  /** A range that has a number between `start` and `end`, both inclusive. */
  touching(start: number, end: number): Ranged | undefined {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.sorted[mid] as Ranged).range.start <= end) low = mid + 1;
      else high = mid;
    }
    const found = this.furthest[low - 1];
    return found && found.range.end >= start ? found : undefined;
  }

  /** Each range that touches one before it, with that one; of two the one that is written later comes first in the pair. */
  *overlaps(): Generator<readonly [later: Ranged, earlier: Ranged]> {
    for (let i = 1; i < this.sorted.length; i++) {
      const own = this.sorted[i] as Ranged;
      const other = this.furthest[i - 1] as Ranged;
      if (own.range.start > other.range.end) continue;
      yield own.node.first > other.node.first ? [own, other] : [other, own];
    }
  }
}
