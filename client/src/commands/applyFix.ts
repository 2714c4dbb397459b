import { X509Certificate } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import type { TlsProfile } from "../../rpc/call.ts";
import type { App } from "../app.ts";
import type { Answer, Fix } from "../calls/answer.ts";
import { setRequestProfile, writeProfile } from "../calls/profileEdits.ts";
import { sendRequest } from "../calls/sendRequest.ts";
import { askCertificateFiles } from "../platform/askFile.ts";
import { requireTrust } from "../platform/trust.ts";
import { showNote } from "./showNote.ts";

/** Mends what made a call fail, and sends the request again. */
export async function applyFix(app: App, answerId: string, fix: Fix): Promise<Answer | undefined> {
  if (fix.kind === "note") {
    await showNote(fix.note);
    return undefined;
  }
  if (!requireTrust()) return undefined;
  const answer = app.answers.shown.find(({ id }) => id === answerId);
  if (!answer || !(await mend(app, answer, fix))) return undefined;
  const uri = vscode.Uri.parse(answer.request.uri, true);
  return sendRequest(app, { uri, position: new vscode.Position(answer.request.line, 0) });
}

/** False: the user changed their mind. */
async function mend(app: App, answer: Answer, fix: Exclude<Fix, { kind: "note" }>): Promise<boolean> {
  switch (fix.kind) {
    case "profile":
      await changeProfile(answer, fix.tls);
      return true;
    case "clientCertificate": {
      const files = await askCertificateFiles();
      if (!files) return false;
      await changeProfile(answer, { mode: "mtls", ...files });
      return true;
    }
    case "passphrase": {
      const name = `passphrase:${fix.file}`;
      await app.secrets.forget(name);
      return (await app.secrets.ask(name, vscode.l10n.t("Passphrase of {0}", path.basename(fix.file)))) !== undefined;
    }
    case "trust":
      return trust(answer, fix.pem);
  }
}

/**
 * Changes the profile of a request. One without a profile gets one of its own, named after its server; and so does one that
 * needs another mode: a profile is shared, and nobody else's calls may lose their protection.
 */
async function changeProfile(answer: Answer, tls: Partial<Omit<TlsProfile, "passphrase">>): Promise<void> {
  const { request } = answer;
  const uri = vscode.Uri.parse(request.uri, true);
  const changesMode = tls.mode !== undefined && tls.mode !== "mtls";
  if (request.profile !== undefined && !changesMode) {
    await writeProfile(uri, request.profile, tls);
    return;
  }
  const name = serverName(request.address);
  await writeProfile(uri, name, { mode: request.mode, ...tls });
  await setRequestProfile(uri, request.line, name);
}

/** Keeps a certificate beside the profiles and makes it their authority, if the user confirms its fingerprint. */
async function trust(answer: Answer, pem: string): Promise<boolean> {
  const certificate = new X509Certificate(pem);
  const yes = vscode.l10n.t("Trust for This Profile");
  const detail = vscode.l10n.t(
    "Subject: {0}\nValid until: {1}\nSHA-256: {2}\n\nCompare the fingerprint with one you got another way: whoever is between you and the server could have sent this certificate.",
    certificate.subject.replaceAll("\n", ", "),
    certificate.validTo,
    certificate.fingerprint256,
  );
  const question = vscode.l10n.t("Trust the certificate that {0} sent?", answer.request.address);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return false;

  const uri = vscode.Uri.parse(answer.request.uri, true);
  const folder =
    vscode.workspace.getWorkspaceFolder(uri.with({ scheme: "file" })) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error(vscode.l10n.t("Open a folder first: profiles are kept in it."));
  const file = vscode.Uri.joinPath(folder.uri, "certificates", `${serverName(answer.request.address)}.pem`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(pem));
  const mode = answer.request.mode === "plaintext" ? "tls" : answer.request.mode;
  await changeProfile(answer, { mode, roots: "files", caFiles: [file.fsPath] });
  return true;
}

/** A name for profiles and files: the host and port, without what names may not hold. */
const serverName = (address: string): string =>
  address
    .replace(/^[a-z][a-z0-9+.-]*:\/+/i, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^-|-$/g, "") || "server";
