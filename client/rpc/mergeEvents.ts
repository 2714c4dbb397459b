/** Events of a call turned into others, and two sources of events as one. */

/** Each event as another. Written by hand, as a generator would cost each event several turns. */
export function mapEvents<T, U>(events: AsyncIterable<T>, map: (event: T) => U | Promise<U>): AsyncIterable<U> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = events[Symbol.asyncIterator]();
      const stop = async (): Promise<IteratorResult<U>> => {
        await iterator.return?.();
        return { done: true, value: undefined };
      };
      const mapped = (result: IteratorResult<T>): IteratorResult<U> | Promise<IteratorResult<U>> => {
        if (result.done) return result;
        try {
          const value = map(result.value);
          return value instanceof Promise ? value.then(value => ({ done: false, value })) : { done: false, value };
        } catch (error) {
          // Whoever reads is told, and asks for no more.
          void stop();
          throw error;
        }
      };
      return { next: () => iterator.next().then(mapped), return: stop };
    },
  };
}

/** What is noticed beside the events of a call. */

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
