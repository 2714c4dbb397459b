import * as vscode from "vscode";
import { fillWith } from "../../../server/src/protocol/fillCall.ts";
import type { App } from "../app.ts";
import { prepareCall, requestPlace } from "../calls/prepare.ts";
import { requireTrust } from "../platform/trust.ts";
import type { WireMessage } from "../views/wireDocuments.ts";

/** Shows the messages of an answer, or of the request at a place, as annotated bytes. Nothing is sent. */
export async function showWire(app: App, uri?: unknown, position?: unknown): Promise<void> {
  if (!requireTrust()) return;
  const shown = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  const answer = shown && app.answers.answerOf(shown);
  if (answer) {
    const { method, descriptorHash } = answer.request;
    const messages = answer.messages.map(
      ({ json, raw }): WireMessage => ({
        path: `/${method}`,
        direction: "response",
        descriptorHash,
        message: raw ? { bytes: raw } : { json },
      }),
    );
    await app.wire.show(app, answer.id, messages);
    return;
  }
  const place = requestPlace(uri, position);
  if (!place) return;
  const ready = await prepareCall(app, {
    ...place,
    knownDescriptors: app.runner.knownDescriptors,
    // The bytes need no secrets: their places are shown as they are.
    fill: (call, environments) => fillWith(call, environments.variables, name => `{{secret:${name}}}`),
  });
  if (!ready) return;
  const { path, descriptorHash, descriptorSet } = ready.prepared;
  const messages = ready.filled.bodies.map(
    (json): WireMessage => ({
      path,
      direction: "request",
      descriptorHash,
      ...(descriptorSet === undefined ? {} : { descriptorSet }),
      message: { json },
    }),
  );
  await app.wire.show(app, `${place.uri.toString()}#${ready.prepared.name}`, messages);
}
