/** The calls under way: at most one for each request, each of which can be cancelled. */
import * as vscode from "vscode";

const contextKey = "protocall.calling";

export class RunningCalls implements vscode.Disposable {
  readonly #calls = new Map<string, AbortController>();

  /** Runs a call under a key; a call of the same key that is under way is cancelled first. */
  async run<Result>(key: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
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
  }

  #tellEditor(): void {
    void vscode.commands.executeCommand("setContext", contextKey, this.#calls.size > 0);
  }
}
