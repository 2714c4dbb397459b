/** The server's session on files that only live in memory, without a connection but for what a test gives. */
import type { Connection } from "vscode-languageserver";
import { Histories } from "../../server/src/lsp/histories.ts";
import { Session } from "../../server/src/lsp/session.ts";
import { loadNotes } from "../../server/src/notes/notes.ts";
import { memoryDisk } from "./memoryDisk.ts";

/** `files`: texts by absolute path; those below `/w` are the workspace's. They may change while the session lasts. */
export function memorySession(files: Readonly<Record<string, string>>, connection: object): Session {
  const none = async function* (): AsyncGenerator<string> {};
  const noHistory = new Histories(none, none);
  const options = { folders: ["/w"], bundled: "/bundled" };
  return new Session(connection as Connection, memoryDisk(files), options, loadNotes({ en: {}, ko: {} }), noHistory);
}
