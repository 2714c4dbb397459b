/** Past calls of this workspace, kept across restarts. Metadata is never kept, nor values whose name says that they are secret. */
import type * as vscode from "vscode";
import { historySize } from "../platform/settings.ts";
import type { Answer } from "./answer.ts";
import { redactJson } from "./redactJson.ts";

const key = "protocall.history";
/** UTF-16 units of all messages of one answer; what is longer is kept without its messages. */
const longest = 64 * 1024;

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
    const kept = [withoutSecrets(answer), ...this.answers].slice(0, historySize());
    await this.#state.update(key, kept);
  }

  async clear(): Promise<void> {
    await this.#state.update(key, undefined);
  }
}

function withoutSecrets(answer: Answer): Answer {
  const length = answer.messages.reduce((sum, { json }) => sum + json.length, 0);
  const messages =
    length > longest
      ? []
      : // The bytes hold what the JSON must not.
        answer.messages.map(({ raw: _, ...message }) => ({ ...message, json: redactJson(message.json) }));
  return {
    ...answer,
    headers: [],
    trailers: [],
    messages,
    dropped: answer.dropped + answer.messages.length - messages.length,
  };
}
