/** The live view of an answer stream that lasts: messages as they come, with a pause that holds the server back. */
import * as vscode from "vscode";
import type { App } from "../app.ts";
import { TranscriptPanel } from "../panels/transcriptPanel.ts";
import type { AnswerRequest } from "./answer.ts";
import type { SessionEvent } from "./gather.ts";

/** A stream that is over sooner is shown as an answer like any other. */
const patienceMs = 300;

export class LiveStream {
  readonly #request: AnswerRequest;
  readonly #cancel: () => void;
  readonly #extension: vscode.Uri;
  readonly #timer: NodeJS.Timeout;
  #early: SessionEvent[] = [];
  #panel: TranscriptPanel | undefined;
  #bodies: readonly string[];
  #paused: { readonly until: Promise<void>; readonly resume: () => void } | undefined;

  constructor(app: App, request: AnswerRequest, bodies: readonly string[], cancel: () => void) {
    this.#request = request;
    this.#bodies = bodies;
    this.#cancel = cancel;
    this.#extension = app.context.extensionUri;
    this.#timer = setTimeout(() => this.#open(), patienceMs);
  }

  /** Whether the user sees the stream, so that its answer need not be shown again. */
  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Resolves when the next event may be taken. Not taking events is what makes the server wait. */
  async add(event: SessionEvent): Promise<void> {
    if (this.#panel) this.#show(this.#panel, event);
    else this.#early.push(event);
    await this.#paused?.until;
  }

  /** The call is over, however it ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#early = [];
    this.#panel?.update({ isOver: true, isPaused: false });
  }

  #open(): void {
    const { method } = this.#request;
    this.#panel = new TranscriptPanel(this.#extension, method, {
      cancel: () => {
        this.#pause(false);
        this.#cancel();
      },
      pause: paused => this.#pause(paused),
    });
    for (const text of this.#bodies) this.#panel.add({ direction: "sent", atMs: 0, text });
    this.#bodies = [];
    for (const event of this.#early) this.#show(this.#panel, event);
    this.#early = [];
  }

  #pause(paused: boolean): void {
    this.#paused?.resume();
    this.#paused = undefined;
    if (!paused) return;
    let resume = () => {};
    const until = new Promise<void>(resolve => {
      resume = resolve;
    });
    this.#paused = { until, resume };
  }

  #show(panel: TranscriptPanel, event: SessionEvent): void {
    const { atMs } = event;
    switch (event.type) {
      case "connected":
        panel.update({ state: vscode.l10n.t("open") });
        panel.add({ direction: "note", atMs, text: vscode.l10n.t("connected to {0}", event.peer) });
        break;
      case "headers":
        break;
      case "message":
        panel.add({ direction: "received", atMs, bytes: event.message.bytes, text: event.message.json });
        break;
      case "end":
        panel.update({ state: "OK" });
        break;
      case "failed":
        panel.update({ state: event.status.name });
        panel.add({ direction: "note", atMs, text: [event.failure.title, ...event.failure.advice].join("\n") });
        break;
    }
  }
}
