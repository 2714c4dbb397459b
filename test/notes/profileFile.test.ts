import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { profileConstructAt } from "../../server/src/features/profileConstructAt.ts";
import { noteForConstruct } from "../../server/src/notes/constructs.ts";

const source = `{
  // shared by the team
  "defaultProfile": "local",
  "profiles": {
    "local": { "tls": { "mode": "plaintext" } },
    "open": { "tls": { "mode": "tls", "roots": "system" } },
    "internal": {
      "tls": {
        "mode": "mtls",
        "caFiles": ["ca.pem"],
        "certFile": "me.pem",
        "keyFile": "me.key",
        "skipVerify": false
      }
    },
    "odd": { "color": "red" }
  },
  "other": 1
}`;

function noteAt(text: string): string | undefined {
  const offset = source.indexOf(text) + 1;
  assert.ok(offset > 0, text);
  const at = profileConstructAt(source, offset);
  if (at) assert.ok(at.span.start <= offset && offset < at.span.end);
  return at && noteForConstruct(at.construct)?.id;
}

const places: Readonly<Record<string, string | undefined>> = {
  '"defaultProfile"': "grpc-auth",
  '"profiles"': "grpc-auth",
  '"internal"': "grpc-auth",
  '"tls": {\n': "tls-flow",
  '"mode": "mtls"': "grpc-auth",
  '"mtls"': "mtls",
  '"tls", "roots"': "tls-flow",
  '"plaintext"': "grpc-auth",
  '"caFiles"': "tls-flow",
  '"ca.pem"': "tls-flow",
  '"certFile"': "mtls-flow",
  '"me.key"': "mtls-flow",
  "alse\n": "tls-flow",
  "shared by": undefined,
  '"color"': undefined,
  '"other"': undefined,
};

for (const [text, id] of Object.entries(places)) {
  test(`${JSON.stringify(text)} of a profile file shows ${id ?? "no note"}`, () => assert.equal(noteAt(text), id));
}

test("each key of a profile has a note", () => {
  const schema = JSON.parse(readFileSync("syntaxes/protocall.schema.json", "utf8"));
  const keys = Object.keys(schema.definitions.tls.properties);
  assert.ok(keys.length > 5);
  for (const key of keys) assert.ok(noteForConstruct({ kind: "profile", key }), key);
});
