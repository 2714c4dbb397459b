/** Events of a stream, taken one by one: the stream rests while more wait than are taken. */
const HIGH = 64;
const LOW = 16;

/** Where the events come from. */
export interface EventSource {
  /** The first event is wanted. */
  start?(): void;
  /** There is room again, after a push that left none. */
  resume?(): void;
  /** Nobody wants more events, though the last has not come. */
  stop?(): void;
}

/** An iterator written by hand, as each layer of generators costs each event several turns. It is read by one reader. */
export class EventQueue<T> implements AsyncIterableIterator<T> {
  readonly #source: EventSource;
  readonly #items: T[] = [];
  #state: "new" | "open" | "ended" = "new";
  #isFull = false;
  #failure: { readonly error: unknown } | undefined;
  #waiting:
    | { readonly resolve: (result: IteratorResult<T>) => void; readonly reject: (error: unknown) => void }
    | undefined;

  constructor(source: EventSource = {}) {
    this.#source = source;
  }

  /** Whether there is room for more; if not, `resume` tells when. */
  push(item: T): boolean {
    if (this.#state === "ended") return true;
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = undefined;
      waiting.resolve({ done: false, value: item });
      return true;
    }
    this.#isFull = this.#items.push(item) >= HIGH;
    return !this.#isFull;
  }

  /** The last item; what comes later is dropped. */
  end(item: T): void {
    this.push(item);
    this.#state = "ended";
  }

  /** Instead of a last item: whoever reads gets the error. */
  fail(error: unknown): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#failure = { error };
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#state === "new") {
      this.#state = "open";
      this.#source.start?.();
    }
    if (this.#items.length > 0) return Promise.resolve({ done: false, value: this.#take() });
    if (this.#failure) return Promise.reject(this.#failure.error);
    if (this.#state === "ended") return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<T>> {
    const wasOpen = this.#state === "open";
    this.#state = "ended";
    this.#items.length = 0;
    this.#waiting?.resolve({ done: true, value: undefined });
    this.#waiting = undefined;
    if (wasOpen) this.#source.stop?.();
    return Promise.resolve({ done: true, value: undefined });
  }

  #take(): T {
    const item = this.#items.shift() as T;
    if (this.#isFull && this.#items.length <= LOW) {
      this.#isFull = false;
      this.#source.resume?.();
    }
    return item;
  }
}
