import assert from "node:assert/strict";
import { test } from "node:test";
import { Transcript } from "../../client/src/panels/transcript.ts";
import { cpuMs } from "../support/cpuTime.ts";

const received = (text: string) => ({ direction: "received", atMs: 0, bytes: text.length, text }) as const;

test("keeps the newest entries within its limits and counts all", () => {
  const transcript = new Transcript({ entries: 100, length: 1e9 });
  for (let i = 0; i < 1000; i++) transcript.add(received(`{"n": ${i}}`));
  assert.equal(transcript.received, 1000);
  assert.ok(transcript.rows >= 100 && transcript.rows <= 125, `${transcript.rows}`);
  assert.equal(transcript.forgotten + transcript.rows, 1000);
  assert.equal(transcript.window(transcript.rows - 1, transcript.rows)[0]?.preview, '{"n": 999}');
  assert.equal(transcript.textOf(0), undefined);
  assert.equal(transcript.textOf(999), '{"n": 999}');
});

test("is bounded by size too, but keeps the newest entry however long", () => {
  const transcript = new Transcript({ entries: 100, length: 1000 });
  for (let i = 0; i < 50; i++) transcript.add(received("x".repeat(100)));
  assert.ok(transcript.rows <= 10, `${transcript.rows}`);
  transcript.add(received("y".repeat(5000)));
  assert.equal(transcript.rows, 1);
  assert.equal(transcript.textOf(50)?.length, 5000);
});

test("a filter shows what matches, also of what comes later and after forgetting", () => {
  const transcript = new Transcript({ entries: 10, length: 1e9 });
  transcript.add(received("even 0"));
  transcript.filter = "EVEN";
  for (let i = 1; i < 40; i++) transcript.add(received(`${i % 2 ? "odd" : "even"} ${i}`));
  const rows = transcript.window(0, 100);
  assert.equal(rows.length, transcript.rows);
  assert.ok(rows.length >= 5);
  for (const { preview, number } of rows) assert.equal(preview, `even ${number}`);
  transcript.filter = "";
  assert.equal(transcript.forgotten + transcript.rows, 40);
});

test("a preview is one short line", () => {
  const transcript = new Transcript();
  transcript.add(received(`{\n  "a": "${"x".repeat(10_000)}"\n}`));
  const preview = transcript.window(0, 1)[0]!.preview;
  assert.match(preview, /^\{ "a": "x+$/);
  assert.ok(preview.length <= 240);
});

test("takes a hundred thousand messages in a moment", () => {
  const transcript = new Transcript();
  const before = cpuMs();
  for (let i = 0; i < 100_000; i++) transcript.add(received('{\n  "n": "12345678"\n}'));
  // 50,000 a second have to fit in with much else; this takes some 20 ms.
  assert.ok(cpuMs() - before < 1000);
  assert.equal(transcript.received, 100_000);
});
