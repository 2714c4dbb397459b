/** Shows a call while it lasts, if it lasts: that it is under way, then what a stream has brought so far. */
import type { App } from "../app.ts";
import type { AnswerRequest } from "./answer.ts";
import type { AnswerGatherer } from "./gather.ts";

/** An answer that comes sooner is shown at once, without a flicker before. */
const patienceMs = 300;
/** A long stream is shown when it is over: its document would be rendered anew each time. */
const mostShown = 500;

/** Returns what stops it. */
export function follow(app: App, request: AnswerRequest, gatherer: AnswerGatherer): () => void {
  let isPending = false;
  let shown = 0;
  const timer = setInterval(() => {
    const { messages } = gatherer.answer;
    if (!isPending) {
      isPending = true;
      void app.answers.showPending(request);
    } else if (messages.length > shown && messages.length <= mostShown) {
      shown = messages.length;
      app.answers.updateLatest(gatherer.answer);
    }
  }, patienceMs);
  return () => clearInterval(timer);
}
