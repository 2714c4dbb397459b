import * as vscode from "vscode";
import { balanceText } from "../../rpc/balance/balanceText.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { App } from "../app.ts";
import { prepareCall, type ReadyCall, requestPlace } from "../calls/prepare.ts";
import { withPassphrase } from "../calls/profiles.ts";
import { balancePage } from "../panels/balancePage.ts";
import { showReport } from "../panels/reportPanel.ts";
import { askWithProgress } from "../platform/askWithProgress.ts";
import { notesLanguage } from "../platform/settings.ts";
import { notesTranslate } from "../platform/translate.ts";
import { requireTrust } from "../platform/trust.ts";
import { noteHtml } from "../views/noteHtml.ts";

const note = "load-balancing";

/** Sends the request at a place many times in three ways, and draws who answered. The user says how often. */
export async function probeBalancing(app: App, uri?: unknown, position?: unknown, count?: unknown): Promise<void> {
  if (!requireTrust()) return;
  const place = requestPlace(uri, position);
  const ready = place && (await prepareCall(app, { ...place, knownDescriptors: app.runner.knownDescriptors }));
  if (!ready) return;
  if (ready.prepared.kind !== "unary") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Only unary methods can be probed: a stream stays with one server anyway."),
    );
    return;
  }
  const calls = typeof count === "number" ? count : await askCount(ready);
  const tls = calls === undefined ? undefined : await withPassphrase(app, ready.tls);
  if (calls !== undefined && tls) await probe(app, { ...ready, tls }, calls);
}

/** A call is sent for real: who asks for hundreds of them should know. */
async function askCount({ prepared, filled }: ReadyCall): Promise<number | undefined> {
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t("Probe Load Balancing"),
    prompt: vscode.l10n.t(
      "How many times shall {0} be called at {1}, in each of three ways?",
      prepared.path.slice(1),
      filled.address,
    ),
    value: "100",
    validateInput: value =>
      /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 10_000
        ? undefined
        : vscode.l10n.t("A number from 1 to {0}", 10_000),
  });
  return given === undefined ? undefined : Number(given);
}

async function probe(app: App, ready: ReadyCall, calls: number): Promise<void> {
  const { prepared, filled, tls, channel, credentials } = ready;
  const { address, metadata, bodies } = filled;
  const title = vscode.l10n.t("Finding out who answers {0}", address);
  const result = await askWithProgress(title, signal =>
    app.runner.ask(
      {
        type: "balance",
        descriptorHash: prepared.descriptorHash,
        ...(prepared.descriptorSet === undefined ? {} : { descriptorSet: prepared.descriptorSet }),
        server: {
          address,
          path: prepared.path,
          metadata,
          tls,
          calls,
          timeoutMs: prepared.timeoutMs ?? 10_000,
          ...(channel ? { channel } : {}),
          ...(credentials ? { credentials } : {}),
        },
        body: bodies[0] ?? "{}",
      },
      signal,
    ),
  );
  if (!result) return;
  const language = notesLanguage();
  if (!result.ok) {
    const { title: why, advice } = failureText(result.failure, language);
    void vscode.window.showErrorMessage([why, ...advice].join(" "));
    return;
  }
  const { balance } = result;
  const options = {
    language,
    t: notesTranslate(),
    method: prepared.path.slice(1),
    noteHtml: await noteHtml(app, note),
  };
  showReport(app.context.extensionUri, {
    name: "balance",
    page: balancePage(balance, options),
    actions: {
      again: () => void probe(app, ready, calls),
      copy: () => void vscode.env.clipboard.writeText(balanceText(balance, language)),
      note: () => void vscode.commands.executeCommand("protocall.showNote", note),
    },
  });
}
