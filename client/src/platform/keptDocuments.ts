/** Read-only documents of one scheme, each a text of something that is kept until the document is closed. */
import * as vscode from "vscode";

export class KeptDocuments<Content> implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #contents = new Map<string, Content>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly #render: (content: Content | undefined) => string;
  readonly onDidChange = this.#changed.event;

  /** `render`: the text of a document; of undefined for one whose content is no longer kept. */
  constructor(scheme: string, render: (content: Content | undefined) => string) {
    this.#render = render;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#contents.delete(uri.toString());
      }),
      this.#changed,
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#render(this.get(uri));
  }

  get(uri: vscode.Uri): Content | undefined {
    return this.#contents.get(uri.toString());
  }

  get all(): readonly Content[] {
    return [...this.#contents.values()];
  }

  keep(uri: vscode.Uri, content: Content): void {
    this.#contents.set(uri.toString(), content);
  }

  /** Shows a content in its document, which may be open with another one, without taking the focus. */
  async show(uri: vscode.Uri, content: Content, viewColumn = vscode.ViewColumn.Beside): Promise<void> {
    this.keep(uri, content);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // The editor hears of changes to open documents alone: another content may have come while this one opened.
    if (document.getText() !== this.provideTextDocumentContent(uri)) this.#changed.fire(uri);
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
