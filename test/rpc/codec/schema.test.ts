/** Schemas: only what is needed is loaded, and sets as servers give them are repaired. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Schema } from "../../../client/rpc/codec/schema.ts";
import { descriptorsOfTexts } from "../../support/descriptors.ts";

const files = {
  "base.proto": `syntax = "proto3"; package a; enum Kind { KIND_NONE = 0; }
    message Base { Kind kind = 1; map<string, int32> counts = 2; }`,
  "shop.proto": `syntax = "proto3"; package a; import "base.proto"; import "google/protobuf/timestamp.proto";
    message Ask { Base base = 1; google.protobuf.Timestamp at = 2; }
    service Shop { rpc Get(Ask) returns (Base); }`,
  "other.proto": 'syntax = "proto3"; package b; message Other {} service Else { rpc Do(Other) returns (Other); }',
};
const set = descriptorsOfTexts(files);
const parsed = (): FileDescriptorProto[] => fromBinary(FileDescriptorSetSchema, set).file;
const schemaOf = (file: FileDescriptorProto[]): Schema =>
  new Schema(toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file })));

test("services by name, methods by path", () => {
  const schema = new Schema(set);
  assert.deepEqual(schema.services, ["a.Shop", "b.Else"]);
  assert.equal(schema.findMethod("/a.Shop/Get")?.input.typeName, "a.Ask");
  assert.equal(schema.findMethod("a.Shop/Get")?.output.typeName, "a.Base");
  for (const path of ["/a.Shop/Nope", "/a.Nope/Get", "", "/", "a.Shop"])
    assert.equal(schema.findMethod(path), undefined);
});

test("bytes that are no descriptor set are refused", () => {
  assert.throws(() => new Schema(Buffer.from("not a set")));
});

test("files out of order, and twice", () => {
  const file = parsed();
  const schema = schemaOf([...file].reverse().concat(file));
  assert.ok(schema.findMethod("a.Shop/Get"));
  assert.deepEqual(schema.repairs, []);
});

test("well-known imports that the set lacks are known all the same", () => {
  const schema = schemaOf(parsed().filter(({ name }) => !name.startsWith("google/")));
  assert.equal(schema.findMethod("a.Shop/Get")?.input.field.at?.message?.fields.length, 2);
  assert.deepEqual(schema.repairs, []);
});

test("what the set lacks otherwise is told, and the rest works", () => {
  const schema = schemaOf(parsed().filter(({ name }) => name !== "base.proto"));
  assert.equal(schema.findMethod("a.Shop/Get")?.input.field.base?.message?.fields.length, 0);
  assert.deepEqual(schema.repairs, [
    "base.proto, imported by shop.proto, is missing; what it declares is not known",
    "a.Base is missing; its content shows as unknown fields",
  ]);
});

test("relative names, an edition of the future, a map entry that is none, JSON names that lack", () => {
  const file = parsed();
  for (const { messageType } of file)
    for (const message of messageType)
      for (const field of [...message.field, ...message.nestedType.flatMap(nested => nested.field)]) {
        field.typeName = field.typeName.replace(/^\.a\./, "");
        field.jsonName = "";
      }
  const base = file.find(({ name }) => name === "base.proto")!;
  base.syntax = "editions";
  base.edition = 5000 as never;
  base.messageType[0]!.nestedType[0]!.field.pop();
  const schema = schemaOf(file);
  const message = schema.findMessage("a.Base");
  assert.deepEqual(
    message?.fields.map(field => [field.jsonName, field.fieldKind]),
    [
      ["kind", "enum"],
      ["counts", "list"],
    ],
  );
  assert.equal(schema.repairs.length, 2);
});

test("descriptors that come later are found, those before keep their place", () => {
  const schema = new Schema(descriptorsOfTexts({ "base.proto": files["base.proto"] }));
  assert.equal(schema.findMessage("b.Other"), undefined);
  schema.add(set);
  assert.ok(schema.findMessage("b.Other"));
  assert.ok(schema.findMethod("a.Shop/Get"));
});

test("google.rpc, health and reflection are part of every schema", () => {
  const schema = new Schema(new Uint8Array());
  for (const name of ["google.rpc.Status", "google.rpc.BadRequest", "grpc.health.v1.HealthCheckRequest"])
    assert.ok(schema.findMessage(name), name);
  assert.deepEqual(schema.services, []);
});
