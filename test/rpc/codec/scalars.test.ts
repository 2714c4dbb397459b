/** Numbers, text and bytes between JSON and the wire: exact, whole ranges, both alphabets. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BothWays } from "./bothWays.ts";

const types = [
  "int32",
  "sint32",
  "sfixed32",
  "uint32",
  "fixed32",
  "int64",
  "sint64",
  "sfixed64",
  "uint64",
  "fixed64",
  "float",
  "double",
  "bool",
  "string",
  "bytes",
];
const all = new BothWays(`syntax = "proto3";
message All {
${types.map((type, index) => `  optional ${type} ${type}_field = ${index + 1};`).join("\n")}
}`);

const limits: Readonly<Record<string, readonly [least: string, most: string]>> = {
  int32: ["-2147483648", "2147483647"],
  sint32: ["-2147483648", "2147483647"],
  sfixed32: ["-2147483648", "2147483647"],
  uint32: ["0", "4294967295"],
  fixed32: ["0", "4294967295"],
  int64: ["-9223372036854775808", "9223372036854775807"],
  sint64: ["-9223372036854775808", "9223372036854775807"],
  sfixed64: ["-9223372036854775808", "9223372036854775807"],
  uint64: ["0", "18446744073709551615"],
  fixed64: ["0", "18446744073709551615"],
};

const beyond = (text: string): string => String(BigInt(text) + (text.startsWith("-") || text === "0" ? -1n : 1n));

for (const [type, [least, most]] of Object.entries(limits))
  test(`${type}: its whole range, quoted and bare, and nothing beyond`, () => {
    const key = `${type}Field`;
    const shown = (value: string): string => (type.endsWith("64") ? `{"${key}":"${value}"}` : `{"${key}":${value}}`);
    for (const value of [least, most, "1"]) {
      assert.equal(all.again("All", `{"${key}":${value}}`), shown(value));
      assert.equal(all.again("All", `{"${key}":"${value}"}`), shown(value));
    }
    for (const value of [beyond(least), beyond(most)])
      for (const text of [value, `"${value}"`])
        assert.deepEqual(all.complaints("All", `{"${key}":${text}}`), [
          `${key} ${text}: ${type} goes from ${least} to ${most}`,
        ]);
  });

test("no digit of a bare 64-bit integer is lost", () => {
  assert.equal(all.again("All", '{"int64Field":9007199254740993}'), '{"int64Field":"9007199254740993"}');
  assert.equal(all.again("All", '{"uint64Field":12345678901234567891}'), '{"uint64Field":"12345678901234567891"}');
});

test("integers may have an exponent or zeros behind the point", () => {
  const cases = [
    ["1e3", "1000"],
    ["2.50e2", "250"],
    ["2.0", "2"],
    ['"1E2"', "100"],
    ["9.007199254740993e15", "9007199254740993"],
    ["0.0", "0"],
  ];
  for (const [given, value] of cases)
    assert.equal(all.again("All", `{"int64Field":${given}}`), `{"int64Field":"${value}"}`, given);
  for (const given of ["1.5", "1e-1", '"1.5"', '" 1"', '"0x10"', '""', '"1_000"', '"+1"'])
    assert.deepEqual(
      all.problems("All", `{"int32Field":${given}}`).map(p => p.code),
      ["integer-format"],
      given,
    );
  assert.deepEqual(
    all.problems("All", '{"int32Field":1e400000}').map(p => p.code),
    ["integer-range"],
  );
});

test("floating point: NaN and infinities, zeros of both signs, shortest digits, limits", () => {
  for (const type of ["float", "double"] as const) {
    for (const value of ['"NaN"', '"Infinity"', '"-Infinity"', "0", "-0", "0.1", "1e-7", "123456.7"])
      assert.equal(all.again("All", `{"${type}Field":${value}}`), `{"${type}Field":${value}}`);
    assert.equal(all.again("All", `{"${type}Field":"1.5"}`), `{"${type}Field":1.5}`);
    for (const value of ['"nan"', '"inf"', '"1.5 "', '"0x1p3"'])
      assert.deepEqual(
        all.problems("All", `{"${type}Field":${value}}`).map(p => p.code),
        ["number-format"],
      );
  }
  assert.deepEqual(
    all.problems("All", '{"floatField":3.5e38}').map(p => p.code),
    ["number-range"],
  );
  assert.deepEqual(
    all.problems("All", '{"doubleField":1e309}').map(p => p.code),
    ["number-range"],
  );
  assert.equal(all.again("All", '{"doubleField":1.7976931348623157e308}'), '{"doubleField":1.7976931348623157e+308}');
  assert.equal(all.again("All", '{"floatField":16777216}'), '{"floatField":16777216}');
});

test("bytes: both alphabets, with padding and without", () => {
  for (const text of ["-_8=", "-_8", "+/8=", "+/8"])
    assert.equal(all.again("All", `{"bytesField":"${text}"}`), '{"bytesField":"+/8="}', text);
  assert.equal(all.again("All", '{"bytesField":""}'), '{"bytesField":""}');
  for (const text of ["a", "ab=", "a===", "====", "a b=", "é"])
    assert.deepEqual(
      all.problems("All", `{"bytesField":"${text}"}`).map(p => p.code),
      ["base64"],
      text,
    );
});

test("text: all of Unicode, but no half of a character", () => {
  const text = JSON.stringify('한글 😀 "quoted" \u0000 \n');
  assert.equal(all.again("All", `{"stringField":${text}}`), `{"stringField":${text}}`);
  assert.equal(all.again("All", '{"stringField":"\\ud83d\\ude00"}'), '{"stringField":"😀"}');
  assert.deepEqual(
    all.problems("All", '{"stringField":"\\ud83d"}').map(p => p.code),
    ["surrogate"],
  );
});

test("a value of another kind is told with both", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['"int32Field":true', "int32Field true: expected an integer (int32), not `true`"],
    ['"int64Field":{}', "int64Field {}: expected an integer (int64), not an object"],
    ['"doubleField":[]', "doubleField []: expected a number (double), not an array"],
    ['"boolField":"true"', 'boolField "true": expected `true` or `false`, not a string'],
    ['"boolField":1', "boolField 1: expected `true` or `false`, not a number"],
    ['"stringField":5', "stringField 5: expected a string, not a number"],
    ['"bytesField":false', "bytesField false: expected bytes as base64 text, not `false`"],
  ];
  for (const [given, complaint] of cases) assert.deepEqual(all.complaints("All", `{${given}}`), [complaint]);
});
