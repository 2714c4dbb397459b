/**
 * Secrets of the user: values of `{{secret:name}}` and passphrases of keys. They live in the editor's secret storage and
 * in memory; names alone are remembered elsewhere, so that they can be listed and forgotten.
 */
import * as vscode from "vscode";

const indexKey = "protocall.secretNames";

export class Secrets {
  readonly #storage: vscode.SecretStorage;
  readonly #state: vscode.Memento;
  /** Values that the user gave without storing them: gone with the window. */
  readonly #session = new Map<string, string>();

  constructor(context: vscode.ExtensionContext) {
    this.#storage = context.secrets;
    this.#state = context.globalState;
  }

  async get(name: string): Promise<string | undefined> {
    return this.#session.get(name) ?? (await this.#storage.get(name));
  }

  async store(name: string, value: string): Promise<void> {
    await this.#storage.store(name, value);
    const names = new Set(this.#state.get<string[]>(indexKey, []));
    await this.#state.update(indexKey, [...names.add(name)]);
  }

  remember(name: string, value: string): void {
    this.#session.set(name, value);
  }

  /** Forgets one value wherever it is kept, for example a passphrase that turned out wrong. */
  async forget(name: string): Promise<void> {
    this.#session.delete(name);
    await this.#storage.delete(name);
    const names = this.#state.get<string[]>(indexKey, []).filter(other => other !== name);
    await this.#state.update(indexKey, names);
  }

  async forgetAll(): Promise<number> {
    const names = new Set([...this.#state.get<string[]>(indexKey, []), ...this.#session.keys()]);
    for (const name of names) await this.forget(name);
    return names.size;
  }

  /** The stored value, or what the user types now; undefined if the prompt was dismissed. */
  async ask(name: string, prompt: string): Promise<string | undefined> {
    const known = await this.get(name);
    if (known !== undefined) return known;
    const value = await vscode.window.showInputBox({ password: true, ignoreFocusOut: true, prompt });
    if (value === undefined) return undefined;
    const keep = vscode.l10n.t("Store in secret storage");
    const once = vscode.l10n.t("Keep until the window closes");
    const choice = await vscode.window.showQuickPick([keep, once], {
      placeHolder: vscode.l10n.t("Keep this secret?"),
      ignoreFocusOut: true,
    });
    if (choice === keep) await this.store(name, value);
    else this.remember(name, value);
    return value;
  }
}
