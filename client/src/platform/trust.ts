import * as vscode from "vscode";

const refusal = (): string => vscode.l10n.t("Calls and code generation need a trusted workspace.");

/** For where no command should come without having asked `requireTrust`. */
export function assertTrust(): void {
  if (!vscode.workspace.isTrusted) throw new Error(refusal());
}

/** Whether calls and generators may run. Says so where they may not: both are driven by files of the workspace. */
export function requireTrust(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Trust");
  void vscode.window
    .showWarningMessage(refusal(), manage)
    .then(choice => choice && vscode.commands.executeCommand("workbench.trust.manage"));
  return false;
}
