/** An inspection as the page that draws it. Knows nothing of VS Code. */
import type { Inspection, InspectionStep } from "../../rpc/inspect/inspection.ts";
import { inspectionRows } from "../../rpc/inspect/inspectionText.ts";
import { failureText } from "../../rpc/failureText.ts";
import type { Translate } from "../calls/renderAnswer.ts";
import type { SequencePage, SequenceStep } from "./messages.ts";
import type { Language } from "../../../server/src/shared/language.ts";

type Drawing = Pick<SequenceStep, "from" | "travels">;

/** Who acts in a step, and whether something crosses the network then. */
const drawings: Readonly<Record<InspectionStep["kind"], Drawing>> = {
  connect: { from: "client", travels: true },
  "client-hello": { from: "client", travels: true },
  "server-hello": { from: "server", travels: true },
  alpn: { from: "server", travels: true },
  "server-certificate": { from: "server", travels: true },
  "certificate-request": { from: "server", travels: true },
  "verify-server": { from: "client", travels: false },
  "client-certificate": { from: "client", travels: true },
  "verify-client": { from: "server", travels: false },
  finished: { from: "both", travels: true },
  exchange: { from: "both", travels: true },
};

export interface HandshakeOptions {
  readonly language: Language;
  readonly t: Translate;
  /** Of the connection profile. */
  readonly profile?: string | undefined;
  readonly noteHtml: string;
}

export function handshakePage(inspection: Inspection, options: HandshakeOptions): SequencePage {
  const { language, t, profile, noteHtml } = options;
  const modes = { plaintext: t("plaintext, nothing is encrypted"), tls: "TLS", mtls: "mTLS" };
  const { failure } = inspection;
  const explained = failure && failureText(failure, language);
  return {
    title: t("Handshake with {0}", inspection.address),
    subtitle: [modes[inspection.mode], profile && t("profile {0}", profile)].filter(Boolean).join(" · "),
    verdict: explained
      ? { state: "bad", text: [explained.title, ...explained.advice.map(line => `· ${line}`)].join("\n") }
      : { state: inspection.ok ? "good" : "warning", text: verdictText(inspection, t) },
    client: t("Client"),
    server: t("Server"),
    steps: inspectionRows(inspection, language).map(({ step, title, text, certificates }) => {
      const state = stateOf(step);
      const stateText = { done: "✔", failed: t("✖ failed"), skipped: t("not done") }[state];
      return { ...drawings[step.kind], ...sentNothing(step), state, stateText, title, text, lines: certificates };
    }),
    buttons: [
      { id: "again", title: t("Inspect Again") },
      { id: "copy", title: t("Copy as Text") },
      { id: "note", title: t("Open the Note") },
    ],
    noteHtml,
  };
}

function verdictText(inspection: Inspection, t: Translate): string {
  const unverified = inspection.steps.some(step => step.kind === "verify-server" && step.isSkipped && !step.ok);
  if (unverified) return t("A call gets through, but nobody verified the server.");
  return inspection.ok ? t("A call gets through.") : t("A call does not get through.");
}

function stateOf(step: InspectionStep): SequenceStep["state"] {
  if (step.kind === "certificate-request") return step.isAsked ? "done" : "skipped";
  if (step.kind === "client-certificate") return step.outcome === "sent" ? "done" : step.ok ? "skipped" : "failed";
  return "ok" in step && !step.ok ? "failed" : "done";
}

/** Steps that carried nothing this time have no arrow. */
function sentNothing(step: InspectionStep): Partial<Drawing> {
  const isEmpty =
    (step.kind === "certificate-request" && !step.isAsked) ||
    (step.kind === "client-certificate" && step.outcome !== "sent");
  return isEmpty ? { travels: false } : {};
}
