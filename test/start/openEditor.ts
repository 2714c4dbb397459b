/** Opens an editor with the packaged extension on the sample: VS Code where it is installed, else one in the browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchCodeServer } from "../setup/codeServer.ts";
import { findProgram } from "../setup/findProgram.ts";
import { run } from "../setup/run.ts";
import { remoteUri, startHost, workbenchUrl } from "../vscode/host.mts";
import { protoFile, requestsFile, type Sample } from "./makeSample.ts";

export interface OpenOptions {
  /** The packaged extension. */
  readonly vsix: string;
  /** `any`: on the desktop where it is installed. */
  readonly where: "any" | "browser";
  readonly print: (line: string) => void;
  /** Resolves when the user wants to end it. */
  readonly stopped: Promise<void>;
}

/** Resolves when the editor is closed, or the user ends it. Throws where none can be opened. */
export async function openEditor(sample: Sample, options: OpenOptions): Promise<void> {
  const code = options.where === "browser" ? undefined : findProgram("code");
  if (code) await openDesktop(code, sample, options);
  else await openInBrowser(sample, options);
}

/** With settings and extensions of its own, so that the user's VS Code stays as it is. */
async function openDesktop(code: string, { folder }: Sample, { vsix, print, stopped }: OpenOptions): Promise<void> {
  const own = mkdtempSync(path.join(tmpdir(), "protocall-code-"));
  const closing = new AbortController();
  const folders = ["--user-data-dir", path.join(own, "data"), "--extensions-dir", path.join(own, "extensions")];
  try {
    const installed = await run(code, [...folders, "--install-extension", vsix]);
    if (installed.code !== 0) throw new Error(`${code} does not install the extension:\n${installed.output}`);
    print(`VS Code opens on ${folder}. Close its window or press Ctrl-C here to end.`);
    const files = [requestsFile, protoFile].map(name => path.join(folder, name));
    const flags = ["--disable-workspace-trust", "--new-window", "--wait"];
    const window = run(code, [...folders, ...flags, folder, ...files], { signal: closing.signal });
    await Promise.race([window, stopped]);
  } finally {
    closing.abort();
    rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function openInBrowser({ folder }: Sample, { vsix, print, stopped }: OpenOptions): Promise<void> {
  const missing = await fetchCodeServer(print);
  if (missing) throw new Error(`there is no \`code\` on the PATH, and ${missing}`);
  const host = await startHost({ driver: false, vsix, idleSeconds: 24 * 60 * 60 });
  try {
    const file = remoteUri(host, path.join(folder, protoFile));
    print(`\nVS Code is at\n\n    ${workbenchUrl(host, folder, [["openFile", file]])}\n\nCtrl-C ends it.`);
    await Promise.race([host.gone, stopped]);
  } finally {
    await host.stop();
  }
}
