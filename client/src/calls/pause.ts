/** A reader that rests for as long as the user wants, or until what it reads is cancelled: who waits for its end must not wait for ever. */
export class Pause {
  readonly #signal: AbortSignal;
  #rest: { readonly over: Promise<void>; readonly end: () => void } | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.end(), { once: true });
  }

  /** Resolves when the reader may go on. */
  get over(): Promise<void> {
    return this.#rest?.over ?? Promise.resolve();
  }

  begin(): void {
    if (this.#rest || this.#signal.aborted) return;
    let end = () => {};
    const over = new Promise<void>(resolve => {
      end = resolve;
    });
    this.#rest = { over, end };
  }

  end(): void {
    this.#rest?.end();
    this.#rest = undefined;
  }
}
