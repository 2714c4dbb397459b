/** Work that a person waits for: with a notification from which it can be cancelled. */
import * as vscode from "vscode";

/** Undefined: it was cancelled. */
export async function askWithProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const cancelled = new Promise<undefined>(resolve =>
      controller.signal.addEventListener("abort", () => resolve(undefined)),
    );
    return Promise.race([work(controller.signal), cancelled]);
  });
}
