/** The panel of a stream: what was sent and what comes, as it comes. */
import * as vscode from "vscode";
import type { FromTranscript, ToTranscript, TranscriptState, TranscriptTexts } from "./messages.ts";
import { Transcript, type TranscriptEntry } from "./transcript.ts";
import { notesTranslate } from "../platform/translate.ts";
import { escapeHtml, renderPage, uiFolder } from "./webviewPage.ts";

/** What the user does in the panel. */
export interface TranscriptActions {
  cancel(): void;
  pause(): void;
  resume(): void;
  /** Absent: the call takes no messages while it lasts. */
  readonly input?: { readonly draft: string; send(text: string): void; halfClose(): void };
}

/** As often the page is told of what is new, however much that is. */
const frameMs = 50;

export class TranscriptPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #transcript = new Transcript();
  readonly #actions: TranscriptActions;
  readonly #t = notesTranslate();
  #state: Pick<TranscriptState, "title" | "state" | "isPaused" | "isOver" | "input">;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(extension: vscode.Uri, title: string, actions: TranscriptActions) {
    this.#actions = actions;
    this.#state = {
      title,
      state: this.#t("connecting"),
      isPaused: false,
      isOver: false,
      input: actions.input ? "open" : "none",
    };
    this.#panel = vscode.window.createWebviewPanel(
      "protocall.transcript",
      title.slice(title.lastIndexOf("/") + 1),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [uiFolder(extension)], retainContextWhenHidden: true },
    );
    this.#panel.webview.onDidReceiveMessage((message: FromTranscript) => this.#receive(message));
    this.#panel.onDidDispose(() => {
      this.#isDisposed = true;
      clearTimeout(this.#timer);
      if (!this.#state.isOver) this.#actions.cancel();
    });
    this.#panel.webview.html = pageOf(this.#panel.webview, extension, { title, draft: actions.input?.draft ?? "" });
  }

  add(entry: TranscriptEntry): void {
    this.#transcript.add(entry);
    this.#schedule();
  }

  /** What became of a message that was typed: it went out, or why it did not. */
  answer(problems: string | undefined): void {
    this.#post(problems === undefined ? { type: "sent" } : { type: "rejected", problems });
  }

  update(change: Partial<Pick<TranscriptState, "state" | "isPaused" | "isOver" | "input">>): void {
    this.#state = { ...this.#state, ...change };
    this.#schedule();
  }

  #receive(message: FromTranscript): void {
    switch (message.type) {
      case "ready":
        this.#postState();
        break;
      case "rows":
        this.#post({ type: "rows", start: message.start, rows: this.#transcript.window(message.start, message.end) });
        break;
      case "detail":
        this.#post({ type: "detail", number: message.number, text: this.#transcript.textOf(message.number) ?? "" });
        break;
      case "filter":
        this.#transcript.filter = message.text;
        this.#postState();
        break;
      case "send":
        this.#actions.input?.send(message.text);
        break;
      case "resend":
        this.#actions.input?.send(this.#transcript.textOf(message.number) ?? "");
        break;
      case "halfClose":
        this.#actions.input?.halfClose();
        break;
      case "cancel":
        this.#actions.cancel();
        break;
      case "pause":
        if (message.paused) this.#actions.pause();
        else this.#actions.resume();
        this.update({ isPaused: message.paused });
        break;
    }
  }

  #schedule(): void {
    if (this.#isDisposed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#postState();
    }, frameMs);
  }

  #postState(): void {
    const { sent, received, forgotten, rows } = this.#transcript;
    this.#post({ type: "state", state: { ...this.#state, sent, received, forgotten, rows } });
  }

  #post(message: ToTranscript): void {
    if (!this.#isDisposed) void this.#panel.webview.postMessage(message);
  }
}

function pageOf(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { title, draft }: { readonly title: string; readonly draft: string },
): string {
  const t = notesTranslate();
  const texts: TranscriptTexts = {
    cancel: t("Cancel Call"),
    pause: t("Pause"),
    resume: t("Resume"),
    filter: t("Show only messages that hold…"),
    sent: t("sent"),
    received: t("received"),
    forgotten: t("{0} earlier are not kept", "{0}"),
    messages: t("Messages"),
    detail: t("The selected message"),
    compose: t("Next message, as JSON"),
    send: t("Send Message"),
    resend: t("Send Again"),
    halfClose: t("Half-Close"),
    draft,
  };
  const html = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, escapeHtml(text)]),
  ) as unknown as TranscriptTexts;
  const body = `<header><h1 id="title">${escapeHtml(title)}</h1><span id="state" role="status"></span><span id="counts"></span></header>
<div class="bar">
  <button id="pause">${html.pause}</button>
  <button id="cancel">${html.cancel}</button>
  <input id="filter" type="search" placeholder="${html.filter}" aria-label="${html.filter}">
</div>
<div id="rows" role="listbox" tabindex="0" aria-label="${html.messages}"></div>
<pre id="detail" tabindex="0" role="region" aria-label="${html.detail}"></pre>
<form id="composer" hidden>
  <textarea id="draft" rows="4" spellcheck="false" aria-label="${html.compose}" placeholder="${html.compose}" aria-describedby="problems"></textarea>
  <p id="problems" role="alert"></p>
  <div class="bar">
    <button type="submit" id="send" class="primary" title="Ctrl+Enter">${html.send}</button>
    <button type="button" id="resend">${html.resend}</button>
    <button type="button" id="halfClose">${html.halfClose}</button>
  </div>
</form>`;
  return renderPage(webview, extension, { name: "transcript", title, body, data: texts });
}
