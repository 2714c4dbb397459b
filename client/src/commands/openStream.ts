import type { App } from "../app.ts";
import type { Answer } from "../calls/answer.ts";
import { requestPlace } from "../calls/prepare.ts";
import { sendRequest } from "../calls/sendRequest.ts";
import { requireTrust } from "../platform/trust.ts";

/** Sends the messages of a request and keeps the sending side open, so that the user types what follows. */
export async function openStream(app: App, uri?: unknown, position?: unknown): Promise<Answer | undefined> {
  if (!requireTrust()) return undefined;
  const place = requestPlace(uri, position);
  return place && sendRequest(app, { ...place, input: "open" });
}
