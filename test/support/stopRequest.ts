/** A request that is stopped while a server works on it. */
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import type { LspClient } from "./lspClient.ts";

const TRIES = 5;
const position = { line: 0, character: 0 };

/**
 * What a request answers that was stopped: an error, or nothing. It is cancelled once the server has answered what was asked behind it, so
 * that it is worked on by then. A machine may be so slow to tell the server that the work is done before: then it is asked once more.
 * Undefined where no try came in time.
 */
export async function stoppedAnswer(client: LspClient, method: string, params: object): Promise<unknown> {
  for (let left = TRIES; left > 0; left--) {
    const source = new CancellationTokenSource();
    const answer = client.request<unknown>(method, params, source.token).catch((error: Error) => error);
    await client.request("textDocument/hover", { textDocument: { uri: "untitled:none" }, position });
    source.cancel();
    const found = await answer;
    if (found instanceof Error || found === null || (Array.isArray(found) && found.length === 0)) return found;
  }
  return undefined;
}
