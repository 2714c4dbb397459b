/** Whose deadline it was: the call's own, whoever says so first, or one of the server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Metadata, status } from "@grpc/grpc-js";
import { statusFailure } from "../../client/rpc/diagnose/statusFailure.ts";
import { parseTarget } from "../../client/rpc/target.ts";

const failureOf = (code: status, details: string, msLeft: number) => {
  const seen = { target: parseTarget("localhost:1"), caller: "running", contentType: undefined, msLeft } as const;
  const { kind, status: name } = statusFailure({ code, details, metadata: new Metadata() }, seen);
  return [kind, name];
};

test("a deadline that has passed is told as such, whether the server says so or cuts the stream off", () => {
  const passed = ["deadline", "DEADLINE_EXCEEDED"];
  for (const msLeft of [-3, 0, 20]) {
    assert.deepEqual(failureOf(status.DEADLINE_EXCEEDED, "Deadline exceeded after 0.2s", msLeft), passed);
    assert.deepEqual(failureOf(status.DEADLINE_EXCEEDED, "too late", msLeft), passed);
    assert.deepEqual(failureOf(status.CANCELLED, "Call cancelled", msLeft), passed);
  }
  for (const msLeft of [5000, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(failureOf(status.DEADLINE_EXCEEDED, "too late", msLeft), ["status", "DEADLINE_EXCEEDED"]);
    assert.deepEqual(failureOf(status.CANCELLED, "Call cancelled", msLeft), ["stream-reset", "CANCELLED"]);
  }
});
