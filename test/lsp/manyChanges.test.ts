/** Changes on disk that are told in many pieces are no storm: listeners are told once, and the editor is asked once to ask again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Connection, DidChangeWatchedFilesParams } from "vscode-languageserver";
import { PullDiagnostics } from "../../server/src/lsp/pullDiagnostics.ts";
import type { ChangeListener } from "../../server/src/lsp/session.ts";
import { watchFiles } from "../../server/src/lsp/watchFiles.ts";
import { memorySession } from "../support/memorySession.ts";

const changed = 2;

test("pieces that follow each other are told as one", async () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 1000; i++) files[`/w/f${i}.proto`] = `syntax = "proto3";\nmessage M${i} {}\n`;
  const session = memorySession(files, { console: { error: assert.fail } });
  const told: (readonly string[])[] = [];
  const listener = { changedOnDisk: (of: readonly string[]) => told.push(of) } as Partial<ChangeListener>;
  let take: (params: DidChangeWatchedFilesParams) => unknown = () => assert.fail();
  const connection = { onDidChangeWatchedFiles: (handler: typeof take) => (take = handler) };
  watchFiles(connection as unknown as Connection, session, listener as ChangeListener, {
    readFolder: async function* () {},
    indexed: async () => {},
    rootsChanged: async () => {},
  });
  const names = Object.keys(files);
  const pieces: unknown[] = [];
  for (let i = 0; i < names.length; i += 10) {
    const changes = names.slice(i, i + 10).map(name => ({ uri: `file://${name}`, type: changed }) as const);
    pieces.push(take({ changes }));
  }
  await Promise.all(pieces);
  assert.deepEqual(told, [names]);
  assert.deepEqual([...session.workspace.names.files].sort(), names.sort());
});

test("changes close together ask the editor once", t => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const refresh = async (): Promise<void> => void asked++;
  const session = memorySession({}, { languages: { diagnostics: { refresh } } });
  session.abilities = { ...session.abilities, refreshDiagnostics: true };
  const pull = new PullDiagnostics(session);
  for (let i = 0; i < 100; i++) {
    pull.changedOnDisk([]);
    t.mock.timers.tick(10);
  }
  assert.equal(asked, 0);
  t.mock.timers.tick(1000);
  assert.equal(asked, 1);
  pull.everythingChanged();
  t.mock.timers.tick(1000);
  assert.equal(asked, 2);
});
