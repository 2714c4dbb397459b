import assert from "node:assert/strict";
import { test } from "node:test";
import { Pause } from "../../client/src/calls/pause.ts";

/** Whether the reader may go on at once. */
async function isOver(pause: Pause): Promise<boolean> {
  let over = false;
  void pause.over.then(() => {
    over = true;
  });
  await new Promise(resolve => setImmediate(resolve));
  return over;
}

test("rests from its beginning to its end, as often as wanted", async () => {
  const pause = new Pause(new AbortController().signal);
  assert.ok(await isOver(pause));
  for (let i = 0; i < 2; i++) {
    pause.begin();
    const waiting = pause.over;
    assert.ok(!(await isOver(pause)));
    pause.begin();
    pause.end();
    await waiting;
    assert.ok(await isOver(pause));
  }
});

test("is over where the call is cancelled, and does not begin again", async () => {
  const call = new AbortController();
  const pause = new Pause(call.signal);
  pause.begin();
  const waiting = pause.over;
  call.abort();
  await waiting;
  pause.begin();
  assert.ok(await isOver(pause));
});
