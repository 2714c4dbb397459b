import * as vscode from "vscode";
import { log, logError } from "../platform/log.ts";

type Run = (...args: never[]) => unknown;

/**
 * Registers commands by their name without the `protocall.` prefix. A module is loaded when its command first runs. What a
 * command throws is our own mistake or a server that is down: the log has it whole, the user one line.
 */
export function registerCommands(commands: Readonly<Record<string, () => Promise<Run>>>): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, load]) =>
      vscode.commands.registerCommand(`protocall.${name}`, async (...args: unknown[]) => {
        try {
          const run = await load();
          return await run(...(args as never[]));
        } catch (error) {
          if (error instanceof vscode.CancellationError) return undefined;
          logError(name, error);
          const message = error instanceof Error ? error.message : String(error);
          const showLog = vscode.l10n.t("Show Log");
          void vscode.window.showErrorMessage(message, showLog).then(choice => choice && log.show());
          return undefined;
        }
      }),
    ),
  );
}
