/** The state of a profile's certificates and keys in words. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { ProfileFileState } from "../../rpc/tls/profileState.ts";

/** As short as the description of a tree item; "" where there is nothing to say. */
export function fileStateText({ file, state }: ProfileFileState): string {
  const name = path.basename(file);
  switch (state.kind) {
    case "valid":
    case "ends-soon":
      return vscode.l10n.t("{0} days left", state.days);
    case "expired":
      return vscode.l10n.t("expired {0} days ago", state.days);
    case "not-yet":
      return vscode.l10n.t("valid in {0} days", state.days);
    case "missing":
      return vscode.l10n.t("{0} is missing", name);
    case "unreadable":
      return vscode.l10n.t("{0} cannot be read", name);
    case "key-mismatch":
      return vscode.l10n.t("{0} is the key of another certificate", name);
    case "encrypted":
      return vscode.l10n.t("encrypted");
    case "key":
      return "";
  }
}

/** Each file with its state and whose certificate it is. */
export function profileTooltip(profile: string, states: readonly ProfileFileState[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const line = (of: string) => text.appendText(of).appendMarkdown("  \n");
  text.appendMarkdown("**").appendText(profile).appendMarkdown("**\n\n");
  for (const found of states) {
    const { file, subject, issuer, validTo } = found;
    const state = fileStateText(found);
    line(state ? `${path.basename(file)}: ${state}` : path.basename(file));
    if (subject && issuer) line(vscode.l10n.t("{0}, issued by {1}", subject, issuer));
    if (validTo) line(vscode.l10n.t("until {0}", new Date(validTo).toLocaleDateString(vscode.env.language)));
    text.appendMarkdown("\n");
  }
  return text;
}
