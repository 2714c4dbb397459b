/** Two sources of events as one: those of a call, and what is noticed beside it. */

export class Notices<T> {
  readonly #items: T[] = [];
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** The events, with the notices between them as they come. Ends with the events. */
  async *merge(events: AsyncIterable<T>): AsyncGenerator<T> {
    const iterator = events[Symbol.asyncIterator]();
    try {
      let result: IteratorResult<T> | undefined;
      let failed: { readonly error: unknown } | undefined;
      const advance = (): void => {
        result = undefined;
        iterator.next().then(
          next => {
            result = next;
            this.#wake?.();
          },
          (error: unknown) => {
            failed = { error };
            this.#wake?.();
          },
        );
      };
      advance();
      for (;;) {
        for (let item = this.#items.shift(); item !== undefined; item = this.#items.shift()) yield item;
        const next = result as IteratorResult<T> | undefined;
        const trouble = failed as { readonly error: unknown } | undefined;
        if (trouble) throw trouble.error;
        if (next?.done) return;
        if (next) {
          yield next.value;
          advance();
          continue;
        }
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    } finally {
      await iterator.return?.();
    }
  }
}
