import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { produceInWorker } from "../../client/stubs/produceInWorker.ts";
import type { Generation } from "../../client/stubs/generation.ts";
import { inFolder } from "../support/cli.ts";
import { descriptorsOf } from "../support/descriptors.ts";

const produce = produceInWorker(path.resolve("client/out/stubsWorker.js"));
const never = new AbortController().signal;
const set = (): Uint8Array => descriptorsOf("test/stubs/fixtures", "acme/v1/shop.proto");

const kindOf = async (generation: Partial<Generation>, signal = never): Promise<string> => {
  const asked = { target: "ts", descriptorSet: set(), files: ["acme/v1/shop.proto"], ...generation };
  const produced = await produce(asked, signal);
  return produced.ok ? "ok" : produced.failure.kind;
};

test("produces the files asked for, without those that the runtime brings", async () => {
  const files = ["acme/v1/shop.proto", "acme/v1/money.proto", "google/protobuf/timestamp.proto"];
  const produced = await produce({ target: "ts", descriptorSet: set(), files }, never);
  assert.ok(produced.ok);
  assert.deepEqual(produced.files.map(({ name }) => name).sort(), [
    "acme/v1/money_pb.ts",
    "acme/v1/shop_grpc.ts",
    "acme/v1/shop_pb.ts",
  ]);
});

test("a file of the runtime alone is produced, as nothing else can be meant", async () => {
  const files = ["google/protobuf/timestamp.proto"];
  const produced = await produce({ target: "ts", descriptorSet: set(), files }, never);
  assert.ok(produced.ok);
  assert.deepEqual(
    produced.files.map(({ name }) => name),
    ["google/protobuf/timestamp_pb.ts"],
  );
});

test("says what is wrong with what it was given", async () => {
  assert.equal(await kindOf({ target: "cobol" }), "no-target");
  assert.equal(await kindOf({ files: ["no/such.proto"] }), "no-file");
  assert.equal(await kindOf({ descriptorSet: new Uint8Array([0xff, 0xff]) }), "bad-set");
  // google.protobuf.Empty without the files before it: what it is imported by is missing its imports.
  const cut = set();
  assert.equal(await kindOf({ descriptorSet: cut.subarray(lastFileOf(cut)) }), "bad-set");
});

/** Where the last file of a set begins: its tag and a length of two bytes come before its name. */
function lastFileOf(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf("acme/v1/shop.proto") - 5;
}

test("ends when it is told to", async () => {
  const controller = new AbortController();
  const produced = kindOf({}, controller.signal);
  controller.abort();
  assert.equal(await produced, "cancelled");
});

test("a generator that never ends, or dies, is given up", async () => {
  await inFolder({}, async folder => {
    const asked = { target: "ts", descriptorSet: new Uint8Array(), files: [] };
    const worker = (code: string): string => {
      const file = path.join(folder, `${code.length}.js`);
      writeFileSync(file, code);
      return file;
    };
    const forever = await produceInWorker(worker("for (;;);"), 0.2)(asked, never);
    assert.deepEqual(forever, { ok: false, failure: { kind: "too-slow", seconds: 0.2 } });
    const thrown = await produceInWorker(worker("throw new Error('broken')"))(asked, never);
    assert.deepEqual(thrown, { ok: false, failure: { kind: "generator", detail: "broken" } });
    const silent = await produceInWorker(worker("process.exit(3);"))(asked, never);
    assert.deepEqual(silent, {
      ok: false,
      failure: { kind: "generator", detail: { en: "it ended with code 3", ko: "코드 3(으)로 끝났습니다" } },
    });
  });
});
