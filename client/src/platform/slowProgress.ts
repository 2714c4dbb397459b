import * as vscode from "vscode";

/** Work that takes longer than this shows itself. */
const patienceMs = 500;

/** A notification with a cancel button for as long as `work` takes, if that is long enough to notice. */
export async function withSlowProgress<Result>(
  title: string,
  work: Promise<Result>,
  cancel: () => void,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<"slow">(resolve => {
    timer = setTimeout(resolve, patienceMs, "slow");
  });
  try {
    const settled = work.then(
      () => "settled" as const,
      () => "settled" as const,
    );
    if ((await Promise.race([settled, slow])) === "slow") {
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      void vscode.window.withProgress(options, (_progress, token) => {
        token.onCancellationRequested(cancel);
        return settled;
      });
    }
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
