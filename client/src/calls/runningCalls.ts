/** The calls under way: at most one for each request, each of which can be cancelled. */
import * as vscode from "vscode";

const contextKey = "protocall.calling";

export class RunningCalls implements vscode.Disposable {
  readonly #calls = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<void>();
  #latest: string | undefined;
  /** A call began or is over. */
  readonly onDidChange = this.#changed.event;

  get count(): number {
    return this.#calls.size;
  }

  /** The address of the call that began last. */
  get latestAddress(): string | undefined {
    return this.#latest;
  }

  /** Runs a call under a key; a call of the same key that is under way is cancelled first. */
  async run<Result>(
    { key, address }: { readonly key: string; readonly address: string },
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    this.#latest = address;
    this.#calls.get(key)?.abort();
    const controller = new AbortController();
    this.#calls.set(key, controller);
    this.#tellEditor();
    try {
      return await work(controller.signal);
    } finally {
      if (this.#calls.get(key) === controller) this.#calls.delete(key);
      this.#tellEditor();
    }
  }

  cancel(key: string): void {
    this.#calls.get(key)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#calls.values()) controller.abort();
  }

  dispose(): void {
    this.cancelAll();
    this.#changed.dispose();
  }

  #tellEditor(): void {
    void vscode.commands.executeCommand("setContext", contextKey, this.#calls.size > 0);
    this.#changed.fire();
  }
}
