import type { App } from "../app.ts";
import type { AnswerRequest } from "./answer.ts";

/** An answer that comes sooner is shown at once, without a flicker before. */
const patienceMs = 300;

/** Shows that a call is under way if it lasts. Returns what stops it. */
export function showPendingLater(app: App, request: AnswerRequest): () => void {
  const timer = setTimeout(() => void app.answers.showPending(request), patienceMs);
  return () => clearTimeout(timer);
}
