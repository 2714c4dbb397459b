/** Changed and random request documents, through each feature that has to do with them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { askEverything, requestUri } from "./askEverything.ts";
import { tryRequestFrontEnd } from "./requestFrontEnd.ts";
import { mutate, noise, random } from "./mutate.ts";
import { requests } from "./seeds/service.ts";

const CASES = 150;

test("no request document makes a feature throw", async () => {
  const next = random(7);
  for (let i = 0; i < CASES; i++) {
    const text =
      i === 0
        ? requests
        : next() < 0.1
          ? `GRPC localhost:1/a.B/C\n${noise(next, "request")}`
          : mutate(next, requests, "request");
    assert.doesNotThrow(() => tryRequestFrontEnd(text), JSON.stringify(text));
    await assert.doesNotReject(askEverything(text, requestUri), JSON.stringify(text));
  }
});

test("bodies that nest 10,000 levels, and one with a word of a megabyte", async () => {
  const head = "GRPC localhost:50051/fuzz.service.v1.Things/Get\n\n";
  for (const text of [
    `${head}${'{"self":'.repeat(10_000)}{}${"}".repeat(10_000)}`,
    `${head}${'{"list":['.repeat(10_000)}`,
    `${head}${"{".repeat(10_000)}`,
    `${head}{"s":"${"x".repeat(1_000_000)}"}`,
  ])
    await askEverything(text, requestUri);
});
