import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../support/checked.ts";

test("custom strings are one for each number, and no other number", () => {
  assert.equal(
    problemsOf(`
edition = "2026";
import option "google/protobuf/json_options.proto";
enum E {
  A = 0 [(pb.enumvalue.json).string = "B"];
  B = 1;
  C = 2 [(pb.enumvalue.json).string = "B"];
  D = 3 [(pb.enumvalue.json).string = " 5"];
  F = 6 [(pb.enumvalue.json).string = "6"];
  G = 7 [(pb.enumvalue.json).string = "x\\0"];
}
enum Alias {
  option allow_alias = true;
  AA = 0 [(pb.enumvalue.json).string = "a"];
  AB = 0;
  AC = 1;
  AD = 1 [(pb.enumvalue.json).string = "d"];
  AE = 2 [(pb.enumvalue.json).string = "e"];
  AF = 2 [(pb.enumvalue.json).string = "e"];
}
`),
    `5:3 P3207 «B» default, B, custom, A
6:10 P3207 «(pb.enumvalue.json).string = "B"» custom, B, custom, A
7:10 P3209 «(pb.enumvalue.json).string = " 5"»  5, D, 3
9:10 P3214 «(pb.enumvalue.json).string = "x\\0"» G
14:3 P3208 «AB» AB, , AA, a
16:11 P3208 «(pb.enumvalue.json).string = "d"» AD, d, AC, `,
  );
});
