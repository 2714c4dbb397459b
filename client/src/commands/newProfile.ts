import * as vscode from "vscode";
import type { TlsProfile } from "../../rpc/call.ts";
import type { App } from "../app.ts";
import { writeProfile } from "../calls/profileEdits.ts";
import { askCertificateFiles, askFile } from "../platform/askFile.ts";

type Writable = { -readonly [Key in keyof TlsProfile]?: TlsProfile[Key] };

/** Asks for the name, the mode and the files of a connection profile and writes it to `protocall.json`. */
export async function newProfile(_app: App): Promise<void> {
  const document = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!document) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: profiles are kept in it."));
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("New Connection Profile"),
    prompt: vscode.l10n.t("Name of the profile, as requests will write it: # @profile name"),
    placeHolder: "staging",
    validateInput: value =>
      /^[\w.-]+$/.test(value) ? undefined : vscode.l10n.t("Letters, digits, “.”, “-” and “_” only"),
  });
  if (!name) return;
  const tls = await askTls();
  if (!tls) return;
  const file = await writeProfile(document, name, tls);
  await vscode.window.showTextDocument(file);
}

async function askTls(): Promise<Writable | undefined> {
  const modes = [
    {
      label: "plaintext",
      detail: vscode.l10n.t("Nothing is encrypted. For servers on this machine."),
      mode: "plaintext" as const,
    },
    { label: "tls", detail: vscode.l10n.t("The server proves who it is."), mode: "tls" as const },
    {
      label: "mtls",
      detail: vscode.l10n.t("The server and you prove who they are, each with a certificate."),
      mode: "mtls" as const,
    },
  ];
  const picked = await vscode.window.showQuickPick(modes, {
    title: vscode.l10n.t("How does the server want to be called?"),
  });
  if (!picked) return undefined;
  const tls: Writable = { mode: picked.mode };
  if (picked.mode === "plaintext") return tls;

  const ca = await askAuthorities();
  if (!ca) return undefined;
  if (ca.length > 0) tls.caFiles = ca;
  if (picked.mode === "tls") return tls;

  const files = await askCertificateFiles();
  return files && { ...tls, ...files };
}

/** Files of authorities; empty: the bundled list. */
async function askAuthorities(): Promise<string[] | undefined> {
  const bundled = {
    label: vscode.l10n.t("Public authorities"),
    detail: vscode.l10n.t("The server has a certificate of a public authority."),
  };
  const own = {
    label: vscode.l10n.t("A CA file…"),
    detail: vscode.l10n.t("The server has a certificate of your own authority."),
  };
  const picked = await vscode.window.showQuickPick([own, bundled], {
    title: vscode.l10n.t("Who vouches for the server?"),
  });
  if (!picked) return undefined;
  if (picked === bundled) return [];
  const file = await askFile(vscode.l10n.t("Certificate of the authority (PEM)"));
  return file ? [file] : undefined;
}
