/** Messages that are given to a call while it lasts: pushed on one side, taken on the other, until the queue is ended. */

export class BodyQueue implements AsyncIterable<string> {
  readonly #bodies: string[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  /** `body`: JSON text. Nothing happens once the queue has ended. */
  push(body: string): void {
    if (this.#ended) return;
    this.#bodies.push(body);
    this.#wake?.();
  }

  /** Half-closes the call: what was pushed is still sent, and then the server is told that nothing more comes. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const body = this.#bodies.shift();
      if (body !== undefined) yield body;
      else if (this.#ended) return;
      else
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
    }
  }
}
