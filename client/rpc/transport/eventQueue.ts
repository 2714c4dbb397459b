/** Events of a stream, taken one by one: the stream rests while more wait than are taken. */
const HIGH = 64;
const LOW = 16;

export class EventQueue<T> implements AsyncIterable<T> {
  private readonly items: T[] = [];
  private ended = false;
  private paused = false;
  private wake: (() => void) | undefined;
  private readonly pause: () => void;
  private readonly resume: () => void;

  constructor(pause: () => void, resume: () => void) {
    this.pause = pause;
    this.resume = resume;
  }

  push(item: T): void {
    if (this.ended) return;
    this.items.push(item);
    if (this.items.length >= HIGH && !this.paused) {
      this.paused = true;
      this.pause();
    }
    this.wake?.();
  }

  /** The last item; what comes later is dropped. */
  end(item: T): void {
    this.push(item);
    this.ended = true;
    this.wake?.();
  }

  /** Written by hand, as a generator would cost each event several turns. */
  [Symbol.asyncIterator](): AsyncIterator<T> {
    const next = async (): Promise<IteratorResult<T>> => {
      for (;;) {
        if (this.items.length > 0) return { done: false, value: this.take() };
        if (this.ended) return { done: true, value: undefined };
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
        this.wake = undefined;
      }
    };
    return { next };
  }

  private take(): T {
    const item = this.items.shift() as T;
    if (this.paused && this.items.length <= LOW) {
      this.paused = false;
      this.resume();
    }
    return item;
  }
}
