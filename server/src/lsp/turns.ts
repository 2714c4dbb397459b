/** What takes long gives others their turn of the event loop after each slice of time. */
export class Turns {
  private readonly sliceMs: number;
  private end = 0;

  constructor(sliceMs: number) {
    this.sliceMs = sliceMs;
    this.begin();
  }

  /** A slice begins now. */
  begin(): void {
    this.end = performance.now() + this.sliceMs;
  }

  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Others have their turn, and the next slice begins behind it. */
  async pass(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve));
    this.begin();
  }
}
