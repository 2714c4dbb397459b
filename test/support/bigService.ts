/** A service with 500 methods whose request has 300 fields of all kinds. */
export const METHODS = 500;
const FIELDS = 300;

const types = ["string", "int64", "double", "bool", "bytes", "repeated string", "map<string, Part>", "Part", "Kind"];

export function bigService(): string {
  const indices = (count: number) => Array.from({ length: count }, (_, index) => index);
  return [
    'syntax = "proto3";',
    "package big.v1;",
    "",
    "service Big {",
    ...indices(METHODS).flatMap(i => [
      `  // Does the work of method ${i}.`,
      `  rpc Call${i}(Request) returns (Request);`,
    ]),
    "}",
    "",
    "enum Kind {",
    "  KIND_UNSPECIFIED = 0;",
    "  KIND_SMALL = 1;",
    "}",
    "",
    "message Part {",
    "  string name = 1;",
    "  Part part = 2;",
    "}",
    "",
    "message Request {",
    ...indices(FIELDS).flatMap(i => [`  // Field ${i}.`, `  ${types[i % types.length]} field_${i} = ${i + 1};`]),
    "}",
    "",
  ].join("\n");
}
