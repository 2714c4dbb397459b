/** Random but repeatable changes of texts. */

/** A generator of numbers in [0, 1) from a seed (mulberry32). */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const protoPieces = [
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  "<",
  ">",
  ";",
  ",",
  "=",
  ".",
  ":",
  "-",
  "/",
  '"',
  "'",
  "\\",
  "//",
  "/*",
  "*/",
  "\n",
  "\r\n",
  "\t",
  "\u0000",
  "\ufeff",
  "\ud800",
  "é",
  "漢",
  "😀",
  "message",
  "enum",
  "oneof",
  "map<string, int32>",
  "optional",
  "repeated",
  "required",
  "group",
  "extend",
  "extensions",
  "reserved",
  "to",
  "max",
  "option",
  "import",
  "public",
  "weak",
  "package",
  "syntax",
  "edition",
  '"2024"',
  '"proto3"',
  "service",
  "rpc",
  "stream",
  "returns",
  "export",
  "local",
  "default",
  "json_name",
  "features.field_presence",
  "(a.b).c",
  "0",
  "1",
  "-1",
  "0x7fffffff",
  "99999999999999999999",
  "1e999",
  "inf",
  "nan",
  "true",
  "false",
  ".google.protobuf.Any",
  "google.protobuf.FieldOptions",
  '"google/protobuf/descriptor.proto"',
];

const requestPieces = [
  "###",
  "### again",
  "\n\n",
  "\r\n",
  "\n",
  "#",
  "//",
  "GRPC",
  "GET",
  "localhost:1/a.B/C",
  "fuzz.service.v1.Things/Watch",
  "/",
  "{{",
  "}}",
  "{{host}}",
  "{{$uuid}}",
  "{{$env NAME}}",
  "@host =",
  "# @name x",
  "# @timeout 5 s",
  "# @profile p",
  "# @expect status OK",
  '# @expect body.list[0].s == "y"',
  "# @",
  "authorization: Bearer x",
  "x-bin: AQ",
  ":",
  "=== wait-for-server",
  "< body.json",
  "{",
  "}",
  "[",
  "]",
  ",",
  '"',
  '"',
  "\\",
  "\\u00e9",
  '"self": {',
  '"list": [{',
  '"byName": {"k": {}}',
  '"@type": "type.googleapis.com/fuzz.service.v1.Everything"',
  '"at": "2024-02-30T25:00:00Z"',
  "1e999",
  "-1",
  "NaN",
  "true",
  "null",
  "/*",
  "*/",
  "\u0000",
  "\ufeff",
  "\ud800",
  "漢",
  "😀",
];

/** What is put in, by what a text is taken for. */
const pieces = { proto: protoPieces, request: requestPieces } as const;
type Kind = keyof typeof pieces;

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** One to eight changes: parts deleted, doubled, moved, replaced, pieces put in. */
export function mutate(next: () => number, text: string, kind: Kind = "proto"): string {
  let out = text;
  const count = 1 + Math.floor(next() * 8);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(next() * (out.length + 1));
    const length = Math.floor(next() ** 3 * 60);
    const part = out.slice(at, at + length);
    switch (Math.floor(next() * 5)) {
      case 0:
        out = out.slice(0, at) + out.slice(at + length);
        break;
      case 1:
        out = out.slice(0, at) + part + out.slice(at);
        break;
      case 2: {
        const to = Math.floor(next() * out.length);
        out = out.slice(0, at) + out.slice(at + length);
        out = out.slice(0, to) + part + out.slice(to);
        break;
      }
      case 3:
        out = out.slice(0, at) + pick(next, pieces[kind]) + out.slice(at + length);
        break;
      default:
        out = `${out.slice(0, at)} ${pick(next, pieces[kind])} ${out.slice(at)}`;
    }
  }
  return out;
}

/** A text of random pieces and characters. */
export function noise(next: () => number, kind: Kind = "proto"): string {
  let out = "";
  const count = Math.floor(next() * 200);
  for (let i = 0; i < count; i++)
    out += next() < 0.7 ? `${pick(next, pieces[kind])} ` : String.fromCharCode(Math.floor(next() ** 4 * 65536));
  return out;
}
