import type { App } from "../app.ts";
import type { Answer } from "../calls/answer.ts";
import { requestPlace } from "../calls/prepare.ts";
import { sendRequest as send } from "../calls/sendRequest.ts";
import { requireTrust } from "../platform/trust.ts";

/** From a CodeLens with the document and a place in the request; else the request at the cursor. */
export async function sendRequest(app: App, uri?: unknown, position?: unknown): Promise<Answer | undefined> {
  if (!requireTrust()) return undefined;
  const place = requestPlace(uri, position);
  return place && (await send(app, place));
}
