import * as vscode from "vscode";
import type { TlsProfile } from "../../rpc/call.ts";

/** The path of a file that the user chooses. */
export async function askFile(title: string): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const files = await vscode.window.showOpenDialog({
    title,
    openLabel: title,
    ...(folder ? { defaultUri: folder } : {}),
  });
  return files?.[0]?.fsPath;
}

/** The files of a client certificate: a PFX, or a certificate and its key. */
export async function askCertificateFiles(): Promise<
  Pick<TlsProfile, "pfxFile" | "certFile" | "keyFile"> | undefined
> {
  const certificate = await askFile(vscode.l10n.t("Your certificate (PEM, or .p12/.pfx)"));
  if (!certificate) return undefined;
  if (/\.(p12|pfx)$/i.test(certificate)) return { pfxFile: certificate };
  const key = await askFile(vscode.l10n.t("The key of your certificate (PEM)"));
  return key ? { certFile: certificate, keyFile: key } : undefined;
}
