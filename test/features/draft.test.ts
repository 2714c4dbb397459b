/** Drafts: replaced, amended in the coordinates of their own text, and followed back to the old one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Draft } from "../../server/src/features/draft.ts";

const old = "0123456789abcdefghijklmnopqrstuvwxyz";
const texts = { text: (file: string) => (file === "a" ? old : undefined) };

const cut = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** The same numbers in each run. */
function* numbers(seed: number): Generator<number> {
  for (let n = seed; ; ) {
    n = (n * 1103515245 + 12345) & 0x7fffffff;
    yield n >> 8;
  }
}

function between(random: Generator<number>, low: number, high: number): number {
  return low + ((random.next().value as number) % (high - low + 1));
}

test("a text amended a thousand times in any order reads as if each had been made at once", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = numbers(seed);
    const draft = new Draft();
    for (let at = between(random, 0, 3); at < old.length; at += between(random, 1, 9)) {
      const end = Math.min(old.length, at + between(random, 0, 3));
      draft.replace("a", { start: at, end }, "<".repeat(between(random, 0, 2)), "XY".slice(between(random, 0, 2)));
      at = end;
    }
    let expected = draft.textAfter(texts, "a");
    const downwards = seed % 2 === 0;
    let from = expected.length;
    for (let i = 0; i < 12; i++) {
      const end = between(random, 0, downwards ? from : expected.length);
      const start = Math.max(0, end - between(random, 0, 6));
      const by = "_#@".slice(0, between(random, 0, 3));
      draft.amend("a", { start, end }, by);
      expected = cut(expected, start, end, by);
      from = start;
      if (between(random, 0, 4) === 0) assert.equal(draft.textAfter(texts, "a"), expected, `seed ${seed}`);
    }
    assert.equal(draft.textAfter(texts, "a"), expected, `seed ${seed}`);
    // Old text that is still there is where it says.
    for (let at = 0; at < old.length; at++) {
      const place = draft.place("a", at);
      if (place) assert.equal(expected[place.offset], old[at], `seed ${seed}, ${old[at]}`);
      else assert.ok(!expected.includes(old[at] as string), `seed ${seed}, ${old[at]}`);
    }
  }
});

test("a new file is amended too, and its copies are followed", () => {
  const draft = new Draft();
  draft.create("b", "head ", { text: "cdef", from: { file: "a", start: 12, end: 16 } }, " tail");
  draft.amend("b", { start: 7, end: 8 }, { text: "long", from: { file: "a", start: 14, end: 15 } });
  draft.amend("b", { start: 0, end: 4 }, "top");
  draft.amend("b", { start: 3, end: 3 }, "-");
  assert.equal(draft.created[0]?.text, "top- cdlongf tail");
  assert.deepEqual(draft.place("a", 13), { file: "b", offset: 6 });
  assert.deepEqual(draft.place("a", 14), { file: "b", offset: 7 });
  assert.deepEqual(draft.place("a", 15), { file: "b", offset: 11 });
});

test("what is copied to two places is followed to the first", () => {
  const draft = new Draft();
  draft.create("b", { text: "abc", from: { file: "a", start: 10, end: 13 } });
  draft.create("c", { text: "bcd", from: { file: "a", start: 11, end: 14 } });
  assert.deepEqual(draft.place("a", 12), { file: "b", offset: 2 });
  assert.deepEqual(draft.place("a", 13), { file: "c", offset: 2 });
});
