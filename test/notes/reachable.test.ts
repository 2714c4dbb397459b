import assert from "node:assert/strict";
import { test } from "node:test";
import { constructAt } from "../../server/src/features/constructAt.ts";
import { hover } from "../../server/src/features/hover.ts";
import { symbolAt } from "../../server/src/features/symbolAt.ts";
import { noteForConstruct } from "../../server/src/notes/constructs.ts";
import { type NoteId, noteIds } from "../../server/src/notes/noteId.ts";
import { loadNotes, noteLanguages } from "../../server/src/notes/notes.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { shippedNotes } from "./files.ts";

const source = `syntax = "proto3";
package shop.v1;
import "google/protobuf/wrappers.proto";
option java_package = "com.example.shop";

// Needs mTLS; plain TLS is refused. Each client certificate names a team.
// Calls are spread by round_robin.
service Shop {
  option deprecated = true;
  rpc GetItem(Item) returns (Item) { option idempotency_level = IDEMPOTENT; }
  rpc Watch(Item) returns (stream Item);
}
message Item {
  google.protobuf.StringValue note = 1;
  optional string name = 2;
}
`;
const workspace = new MemoryWorkspace({ "shop.proto": source }, () => ({ problems: [] }));
const notes = loadNotes(shippedNotes());

/** The note that hovering a word shows; `before` says which of several. */
function noteAt(word: string, before = ""): NoteId | undefined {
  const offset = source.indexOf(before + word) + before.length;
  assert.ok(offset >= before.length, word);
  const at = constructAt(workspace.db, "shop.proto", offset, symbolAt(workspace.db, "shop.proto", offset));
  return at && noteForConstruct(at.construct, at)?.id;
}

const places: readonly (readonly [string, string, NoteId | undefined])[] = [
  ["syntax", "", "protobuf"],
  ["package", "", "grpc"],
  ["import", "", "stub"],
  ["option", "\n", "stub"],
  ["java_package", "", "stub"],
  ["mTLS", "", "mtls"],
  ["TLS", "plain ", "tls-flow"],
  ["client", "Each ", "mtls-flow"],
  ["round_robin", "", "load-balancing"],
  ["service", "", "rpc"],
  ["Shop", "service ", "stub"],
  ["option", "{\n  ", "grpc-auth"],
  ["rpc", "", "grpc-flow"],
  ["GetItem", "", "grpc-flow"],
  ["returns", "", "rpc-flow"],
  ["option", "{ ", "grpc-advantages"],
  ["stream", "", "channel"],
  ["message", "", "protobuf"],
  ["StringValue", "", "protobuf"],
  ["optional", "", "protobuf"],
  ["string", "optional ", undefined],
  ["name", "string ", undefined],
  ["spread", "", undefined],
];

for (const [word, before, id] of places) {
  test(`hovering ${JSON.stringify(before + word)} shows ${id ?? "no note"}`, () =>
    assert.equal(noteAt(word, before), id));
}

test("each of the notes is shown by some place of one small file", () => {
  const shown = new Set(places.map(([word, before]) => noteAt(word, before)));
  assert.deepEqual(
    noteIds.filter(id => !shown.has(id)),
    [],
  );
});

for (const language of noteLanguages) {
  test(`a method's hover has its own path and one note, in ${language}`, () => {
    const found = hover(workspace.db, "shop.proto", source.indexOf("Watch"), {
      note: at => {
        const choice = noteForConstruct(at.construct, at);
        return choice && notes.hover(language, choice);
      },
      language,
      optionsAt: () => undefined,
    });
    assert.match(found?.markdown ?? "", /`:path \/shop\.v1\.Shop\/Watch`/);
    assert.doesNotMatch(found?.markdown ?? "", /TitleGroup/);
    assert.equal(found?.markdown.split(notes.note(language, "grpc-flow").title).length, 2);
  });
}
