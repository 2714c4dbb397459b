import assert from "node:assert/strict";
import { test } from "node:test";
import protobuf from "protobufjs";
import { exampleRecord, exampleRecordBytes, exampleRecordSlots } from "../../server/src/notes/exampleRecord.ts";
import { slotsOf } from "../../server/src/notes/note.ts";
import type { NoteId } from "../../server/src/notes/noteId.ts";
import { loadNotes, type NoteLanguage, noteLanguages } from "../../server/src/notes/notes.ts";
import { shippedNotes } from "./files.ts";

const notes = loadNotes(shippedNotes());

test("the example record has 82 bytes as JSON and 33 as protobuf", () => {
  assert.deepEqual(exampleRecordSlots(), { jsonBytes: "82", protobufBytes: "33" });
  const { root } = protobuf.parse(
    'syntax = "proto3"; message Person { string userName = 1; int64 favouriteNumber = 2; repeated string interests = 3; }',
  );
  const encoded = root
    .lookupType("Person")
    .encode({ ...exampleRecord })
    .finish();
  assert.equal(Buffer.from(exampleRecordBytes()).toString("hex"), Buffer.from(encoded).toString("hex"));
});

for (const language of noteLanguages) {
  test(`the ${language} note on protobuf shows the record as it is encoded`, () => {
    const { summary, more } = notes.note(language, "protobuf");
    assert.ok(more.includes(JSON.stringify(exampleRecord)));
    const shown = [...more.matchAll(/^((?:[0-9a-f]{2} +)+ )field /gm)].map(([, bytes = ""]) => bytes).join("");
    assert.equal(shown.replace(/\s+/g, ""), Buffer.from(exampleRecordBytes()).toString("hex"));
    for (const { name, fallback } of slotsOf(summary + more)) assert.equal(exampleRecordSlots()[name], fallback);
  });
}

/** Facts that a note must not lose, as words that both languages have, or one pattern for each. */
const facts: Readonly<Record<NoteId, readonly (RegExp | Readonly<Record<NoteLanguage, RegExp>>)[]>> = {
  rpc: [
    /IDL/,
    /Interface Definition Language/,
    /\.proto/,
    { en: /address spaces/, ko: /주소 공간/ },
    { en: /pointer/, ko: /포인터/ },
    { en: /unmarshal/, ko: /언마샬링/ },
    { en: /local call/, ko: /로컬 호출/ },
  ],
  "rpc-flow": [/rpcgen/, /IDL/, { en: /RPC runtime/, ko: /RPC 런타임/ }, { en: /serializes/, ko: /직렬화/ }],
  grpc: [/Google/, { en: /open-source/, ko: /오픈 소스/ }, /HTTP\/2/, { en: /without RPC/, ko: /RPC 기능 없이/ }],
  "grpc-advantages": [
    /HTTP\/1\.1/,
    /keep-alive/,
    /head-of-line blocking/,
    { en: /cookies/, ko: /쿠키/ },
    { en: /does not use (?:it|server push)/, ko: /서버 푸시를 사용하지 않습니다/ },
    { en: /bidirectional-streaming/, ko: /양방향 스트리밍/ },
    { en: /compress/, ko: /압축/ },
  ],
  "grpc-flow": [
    /application\/grpc/,
    /:method POST/,
    /:path \{\{path\|\/TitleGroup\/getTitleGroup\}\}/,
    /\/package\.Service\/Method/,
    /ManagedChannel/,
    /grpc-status/,
    /grpc-message/,
    { en: /5-byte prefix/, ko: /5바이트 프리픽스/ },
    { en: /separate HTTP\/2 frames/, ko: /서로 다른 HTTP\/2 프레임/ },
  ],
  protobuf: [
    /82/,
    /33/,
    /Google/,
    /StringValue/,
    /null/,
    /1–15/,
    /optional/,
    /editions/,
    { en: /Binary/, ko: /바이너리/ },
  ],
  stub: [{ en: /proxy object/, ko: /프록시 객체/ }, { en: /deserializes/, ko: /역직렬화/ }, /\.proto/],
  channel: [
    /\[Client Stub\] --\(request\)--> \[Channel\] --\(HTTP\/2\)--> \[gRPC Server\]/,
    { en: /once, when the application starts/, ko: /애플리케이션을 시작할 때 한 번/ },
    { en: /connection pooling/, ko: /커넥션 풀링/ },
    { en: /more than a socket/, ko: /단순한 소켓이 아닙니다/ },
    { en: /opens a stream/, ko: /스트림을 하나 열고/ },
  ],
  "grpc-auth": [/TLS/, /mTLS/, /bearer|베어러/, /authorization: Bearer/],
  mtls: [/mutual/, { en: /stronger/, ko: /더 안전/ }, { en: /only the server's identity/, ko: /서버의 신원만/ }],
  "tls-flow": [{ en: /encrypted TLS connection/, ko: /암호화된 TLS 연결/ }],
  "mtls-flow": [/Zero Trust/, { en: /key pair/, ko: /키 쌍/ }, { en: /grants access/, ko: /접근을 \*\*허용/ }],
  "load-balancing": [
    /L4/,
    /L7/,
    /Traefik/,
    /round_robin/,
    { en: /stick to one server/, ko: /서버 하나에 몰립니다/ },
    { en: /terminates/, ko: /종단/ },
    { en: /third way/, ko: /세 번째 방법/ },
  ],
};

/** Steps that the summary counts. */
const steps: Partial<Record<NoteId, number>> = { "rpc-flow": 6, "grpc-flow": 7, "tls-flow": 4, "mtls-flow": 7 };

for (const language of noteLanguages) {
  for (const [id, patterns] of Object.entries(facts) as [NoteId, (typeof facts)[NoteId]][]) {
    test(`${language}/${id} tells its facts`, () => {
      const { summary, more } = notes.note(language, id);
      for (const fact of patterns)
        assert.match(`${summary}\n${more}`, fact instanceof RegExp ? fact : fact[language]);
      const wanted = steps[id];
      if (wanted !== undefined) assert.equal(summary.match(/^\d+\. /gm)?.length, wanted);
    });
  }
}
