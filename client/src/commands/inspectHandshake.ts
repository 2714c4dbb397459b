import * as vscode from "vscode";
import { inspectionText } from "../../rpc/inspect/inspectionText.ts";
import type { App } from "../app.ts";
import { namedServer, type ServerPlace, serverPlace } from "../calls/serverPlace.ts";
import { handshakePage } from "../panels/handshakePage.ts";
import { showReport } from "../panels/reportPanel.ts";
import { askWithProgress } from "../platform/askWithProgress.ts";
import { notesLanguage } from "../platform/settings.ts";
import { notesTranslate } from "../platform/translate.ts";
import { requireTrust } from "../platform/trust.ts";
import { noteHtml } from "../views/noteHtml.ts";
import type { ProfileNode } from "../views/profilesView.ts";

/** Draws the handshake with the server of a request, or of an address that the user types. From the view of profiles: with that profile. */
export async function inspectHandshake(app: App, from?: unknown, position?: unknown): Promise<void> {
  if (!requireTrust()) return;
  const node = from as Partial<ProfileNode> | undefined;
  const place =
    node?.profile && node.file
      ? await namedServer(app, { name: node.profile.name, file: node.file })
      : await serverPlace(app, from, position);
  if (place) await inspect(app, place);
}

async function inspect(app: App, place: ServerPlace): Promise<void> {
  const { address, tls, channel, profile } = place;
  const title = vscode.l10n.t("Inspecting the handshake with {0}", address);
  const inspection = await askWithProgress(title, signal =>
    app.runner.ask({ type: "inspect", server: { address, tls, ...(channel ? { channel } : {}) } }, signal),
  );
  if (!inspection) return;
  const language = notesLanguage();
  const note = tls.mode === "mtls" ? "mtls-flow" : "tls-flow";
  const page = handshakePage(inspection, {
    language,
    t: notesTranslate(),
    profile,
    noteHtml: await noteHtml(app, note),
  });
  showReport(app.context.extensionUri, {
    name: "sequence",
    page,
    actions: {
      again: () => void inspect(app, place),
      copy: () => void vscode.env.clipboard.writeText(inspectionText(inspection, language)),
      note: () => void vscode.commands.executeCommand("protocall.showNote", note),
    },
  });
}
