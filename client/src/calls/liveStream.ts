/** The live view of an answer stream that lasts: messages as they come, with a pause that holds the server back. */
import type { BodyQueue } from "../../rpc/bodyQueue.ts";
import type { BodyProblem } from "../../rpc/codec/bodyProblem.ts";
import { bodyProblemText } from "../../rpc/codec/bodyText.ts";
import type { App } from "../app.ts";
import { notesLanguage } from "../platform/settings.ts";
import { notesTranslate } from "../platform/translate.ts";
import { TranscriptPanel } from "../panels/transcriptPanel.ts";
import type { AnswerRequest } from "./answer.ts";
import type { SessionEvent } from "./gather.ts";
import { Pause } from "./pause.ts";

/** A stream that is over sooner is shown as an answer like any other. */
const patienceMs = 300;

export interface LiveStreamOptions {
  readonly app: App;
  readonly request: AnswerRequest;
  /** Messages that are sent at the start. */
  readonly bodies: readonly string[];
  cancel(): void;
  /** Aborted where the call is cancelled, from wherever. */
  readonly signal: AbortSignal;
  /** Takes messages while the call lasts; the panel opens at once then. */
  readonly more?: BodyQueue;
}

export class LiveStream {
  readonly #options: LiveStreamOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #started = performance.now();
  readonly #t = notesTranslate();
  #early: SessionEvent[] = [];
  #panel: TranscriptPanel | undefined;
  /** Typed messages whose fate is not known yet, in order. */
  readonly #typed: string[] = [];
  readonly #pause: Pause;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
    this.#pause = new Pause(options.signal);
    if (options.more) this.#open();
    else this.#timer = setTimeout(() => this.#open(), patienceMs);
  }

  /** Whether the user sees the stream, so that its answer need not be shown again. */
  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Resolves when the next event may be taken. Not taking events is what makes the server wait. */
  async add(event: SessionEvent): Promise<void> {
    if (this.#panel) this.#show(this.#panel, event);
    else this.#early.push(event);
    await this.#pause.over;
  }

  /** The call is over, however it ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#early = [];
    this.#panel?.update({ isOver: true, isPaused: false });
  }

  #open(): void {
    const { app, request, bodies, more, cancel } = this.#options;
    const input = more && {
      draft: bodies.at(-1) ?? "{}",
      send: (text: string) => {
        this.#typed.push(text);
        more.push(text);
      },
      halfClose: () => {
        more.end();
        this.#panel?.update({ input: "closed" });
        this.#panel?.add({
          direction: "note",
          atMs: performance.now() - this.#started,
          text: this.#t("half-closed"),
        });
      },
    };
    this.#panel = new TranscriptPanel(app.context.extensionUri, request.method, {
      cancel,
      pause: () => this.#pause.begin(),
      resume: () => this.#pause.end(),
      ...(input ? { input } : {}),
    });
    for (const text of bodies) this.#panel.add({ direction: "sent", atMs: 0, text });
    for (const event of this.#early) this.#show(this.#panel, event);
    this.#early = [];
  }

  #show(panel: TranscriptPanel, event: SessionEvent): void {
    const { atMs } = event;
    switch (event.type) {
      case "connected":
        panel.update({ state: this.#t("open") });
        panel.add({ direction: "note", atMs, text: this.#t("connected to {0}", event.peer) });
        break;
      case "headers":
        break;
      case "sent":
        panel.add({ direction: "sent", atMs, bytes: event.bytes, text: this.#typed.shift() ?? "" });
        panel.answer(undefined);
        break;
      case "rejected":
        this.#typed.shift();
        panel.answer(event.problems.map(problemLine).join("\n"));
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

function problemLine(problem: BodyProblem): string {
  const text = bodyProblemText(problem, notesLanguage());
  return problem.path ? `${problem.path}: ${text}` : text;
}
