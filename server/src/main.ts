/** The language server's process: over Node's IPC for VS Code, over standard input and output with `--stdio` for any other editor. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { bufCache } from "./host/bufCache.ts";
import { disk } from "./host/disk.ts";
import { findFiles, readSource } from "./host/findFiles.ts";
import { gitNamesakes, gitVersions } from "./host/gitVersions.ts";
import { readProtoFiles } from "./host/readProtoFiles.ts";
import { readRequestFiles } from "./host/readRequestFiles.ts";
import { Explanations } from "./explanations/explanations.ts";
import { serve } from "./lsp/server.ts";
import { idOfPath } from "./lsp/uri.ts";
import { loadNotes } from "./notes/notes.ts";

declare const PROTOCALL_VERSION: string | undefined;

/** The bundle is `server/out/server.js`; what ships beside it lies in `server/`. */
const home = path.resolve(import.meta.dirname ?? __dirname, "..");

const explanations = path.join(home, "explanations");

function readFolder(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of readdirSync(folder))
    if (name.endsWith(".md")) out[name.slice(0, -3)] = readFileSync(path.join(folder, name), "utf8");
  return out;
}

const connection = createConnection(ProposedFeatures.all);
const logOnce = serve(connection, {
  disk,
  readFolder: readProtoFiles,
  readRequests: readRequestFiles,
  readVersions: gitVersions,
  readNamesakes: gitNamesakes,
  sources: { findFiles, readSource },
  bundled: path.join(home, "protos").replaceAll("\\", "/"),
  bufCache: idOfPath(bufCache()),
  notes: loadNotes({ en: readFolder(path.join(home, "notes/en")), ko: readFolder(path.join(home, "notes/ko")) }),
  explanations: new Explanations(
    readdirSync(explanations).map(name => readFileSync(path.join(explanations, name), "utf8")),
  ),
  version: typeof PROTOCALL_VERSION === "string" ? PROTOCALL_VERSION : "0",
});
// Work that nobody waits for may fail; the server goes on.
process.on("uncaughtException", error => logOnce("uncaught", error));
process.on("unhandledRejection", error => logOnce("unhandled", error));
connection.listen();
