/** Offsets ↔ lines of one text. Lines end with LF, CR LF or a lone CR, as editors count them. */
export interface LineColumn {
  /** 0-based. */
  readonly line: number;
  /** 0-based, UTF-16 code units. */
  readonly column: number;
}

export class LineIndex {
  private readonly starts: number[] = [0];
  readonly length: number;

  constructor(text: string) {
    this.length = text.length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x0a) this.starts.push(i + 1);
      else if (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  at(offset: number): LineColumn {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((this.starts[mid] as number) <= offset) low = mid;
      else high = mid - 1;
    }
    return { line: low, column: offset - (this.starts[low] as number) };
  }

  /** The offset of a position, pulled into the text where it lies outside. */
  offset(line: number, column: number): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    if (start === undefined) return this.length;
    const next = this.starts[line + 1] ?? this.length + 1;
    return Math.min(start + Math.max(0, column), Math.max(start, next - 1), this.length);
  }

  lineStart(line: number): number {
    return this.starts[line] ?? this.length;
  }
}
