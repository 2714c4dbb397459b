/** Past calls of this workspace, kept across restarts without what may be secret. */
import type * as vscode from "vscode";
import { historySize } from "../platform/settings.ts";
import type { Answer } from "./answer.ts";
import { keptAnswer } from "./keptAnswer.ts";

const key = "protocall.history";

export class History {
  readonly #state: vscode.Memento;

  constructor(context: vscode.ExtensionContext) {
    this.#state = context.workspaceState;
  }

  /** The latest first. */
  get answers(): readonly Answer[] {
    return this.#state.get<Answer[]>(key, []);
  }

  async add(answer: Answer): Promise<void> {
    const kept = [keptAnswer(answer), ...this.answers].slice(0, historySize());
    await this.#state.update(key, kept);
  }

  async clear(): Promise<void> {
    await this.#state.update(key, undefined);
  }
}
