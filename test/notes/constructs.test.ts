import assert from "node:assert/strict";
import { test } from "node:test";
import { type Construct, noteForConstruct } from "../../server/src/notes/constructs.ts";
import { type NoteId, noteIds } from "../../server/src/notes/noteId.ts";
import { loadNotes } from "../../server/src/notes/notes.ts";
import { noteForTerm } from "../../server/src/notes/terms.ts";
import { shippedNotes } from "./files.ts";

const keyword = (word: string, scope?: string): Construct => ({ kind: "keyword", word, ...(scope ? { scope } : {}) });

const cases: readonly (readonly [Construct, NoteId | undefined])[] = [
  [keyword("service"), "rpc"],
  [keyword("rpc"), "grpc-flow"],
  [keyword("returns"), "rpc-flow"],
  [keyword("stream"), "channel"],
  [keyword("message"), "protobuf"],
  [keyword("optional"), "protobuf"],
  [keyword("syntax"), "protobuf"],
  [keyword("edition"), "protobuf"],
  [keyword("package"), "grpc"],
  [keyword("import"), "stub"],
  [keyword("option", "File"), "stub"],
  [keyword("option", "Service"), "grpc-auth"],
  [keyword("option", "Method"), "grpc-advantages"],
  [keyword("option", "Message"), undefined],
  [keyword("reserved"), undefined],
  [keyword("constructor"), undefined],
  [{ kind: "name", of: "service" }, "stub"],
  [{ kind: "name", of: "method" }, "grpc-flow"],
  [{ kind: "name", of: "field" }, undefined],
  [{ kind: "type", fullName: "google.protobuf.StringValue" }, "protobuf"],
  [{ kind: "type", fullName: "google.protobuf.UInt64Value" }, "protobuf"],
  [{ kind: "type", fullName: "google.protobuf.Timestamp" }, undefined],
  [{ kind: "type", fullName: "acme.google.protobuf.StringValue" }, undefined],
  [{ kind: "type", fullName: "string" }, undefined],
  [{ kind: "option", name: "java_package" }, "stub"],
  [{ kind: "option", name: "cc_enable_arenas" }, "stub"],
  [{ kind: "option", name: "go_package" }, "stub"],
  [{ kind: "option", name: "(google.api.http).get" }, "grpc-advantages"],
  [{ kind: "option", name: "(google.api.default_host)" }, "load-balancing"],
  [{ kind: "option", name: "(google.api.oauth_scopes)" }, "grpc-auth"],
  [{ kind: "option", name: "deprecated" }, undefined],
  [{ kind: "option", name: "features.(pb.java).utf8_validation" }, "stub"],
  [{ kind: "option", name: "(java_style)" }, undefined],
  [{ kind: "prose", text: "// Needs mTLS.", offset: 9 }, "mtls"],
  [{ kind: "prose", text: "// Over TLS only.", offset: 9 }, "tls-flow"],
  [{ kind: "prose", text: "// Needs a client certificate.", offset: 20 }, "mtls-flow"],
  [{ kind: "prose", text: "// Calls are load-balanced.", offset: 20 }, "load-balancing"],
  [{ kind: "request", part: "verb" }, "grpc-flow"],
  [{ kind: "request", part: "address", text: "{{host}}" }, "channel"],
  [{ kind: "request", part: "address", text: "dns:///shop:50051" }, "load-balancing"],
  [{ kind: "request", part: "address", text: "grpcs://shop" }, "tls-flow"],
  [{ kind: "request", part: "service" }, "stub"],
  [{ kind: "request", part: "method" }, "grpc-flow"],
  [{ kind: "request", part: "separator" }, "channel"],
  [{ kind: "request", part: "directive", text: "profile" }, "grpc-auth"],
  [{ kind: "request", part: "header", text: "Authorization" }, "grpc-auth"],
  [{ kind: "request", part: "header", text: "x-request-id" }, undefined],
  [{ kind: "profile", key: "tls" }, "tls-flow"],
  [{ kind: "profile", key: "mode", value: "mtls" }, "mtls"],
  [{ kind: "profile", key: "mode" }, "grpc-auth"],
  [{ kind: "profile", key: "caFiles" }, "tls-flow"],
  [{ kind: "profile", key: "certFile" }, "mtls-flow"],
  [{ kind: "profile", key: "toString" }, undefined],
];

for (const [construct, id] of cases) {
  test(`${JSON.stringify(construct)} → ${id ?? "no note"}`, () => {
    assert.equal(noteForConstruct(construct)?.id, id);
  });
}

const isProto = ({ kind }: Construct): boolean => kind !== "request" && kind !== "profile";

test("each note is shown by some hover in a .proto file", () => {
  const shown = new Set(cases.filter(([construct]) => isProto(construct)).map(([, id]) => id));
  assert.deepEqual(
    noteIds.filter(id => !shown.has(id)),
    [],
  );
});

test("each note is in reach of the keywords alone, by the links below their notes", () => {
  const notes = loadNotes(shippedNotes());
  const reached = new Set<string>();
  const queue = ["service", "rpc", "message", "stream"].map(word => noteForConstruct(keyword(word)));
  for (const choice of queue) {
    if (!choice || reached.has(choice.id)) continue;
    reached.add(choice.id);
    for (const [, id = ""] of notes.hover("en", choice).matchAll(/showNote\?%5B%22([a-z-]+)%22%5D/g))
      queue.push({ id: id as NoteId, also: [] });
  }
  assert.deepEqual(
    noteIds.filter(id => !reached.has(id)),
    [],
  );
});

test("the note of a method has that method's path", () => {
  const choice = noteForConstruct({ kind: "keyword", word: "rpc" }, { path: "/shop.v1.Shop/GetItem" });
  assert.deepEqual(choice?.slots, { path: "/shop.v1.Shop/GetItem" });
});

test("a term is a whole word", () => {
  const termAt = (text: string, word: string) => {
    const found = noteForTerm(text, text.indexOf(word));
    return found && `${found.id} ${text.slice(found.span.start, found.span.end)}`;
  };
  assert.equal(termAt("uses mTLS here", "mTLS"), "mtls mTLS");
  assert.equal(termAt("the RPCs of it", "RPCs"), "rpc RPCs");
  assert.equal(termAt("gRPC는 빠릅니다", "gRPC"), "grpc gRPC");
  assert.equal(termAt("서버는 로드밸런싱을 합니다", "로드밸런싱"), "load-balancing 로드밸런싱");
  assert.equal(termAt("it is serialized twice", "serialized"), "protobuf serialized");
  assert.equal(termAt("a stubborn rpcField", "stubborn"), undefined);
  assert.equal(termAt("a stubborn rpcField", "rpcField"), undefined);
  assert.equal(termAt("grpc_stub", "stub"), undefined);
  assert.equal(termAt("the service sends a message", "message"), undefined);
});
