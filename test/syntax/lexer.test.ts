import assert from "node:assert/strict";
import { test } from "node:test";
import { lex } from "../../server/src/syntax/lexer.ts";
import { isTrivia, TokenKind } from "../../server/src/syntax/tokenKind.ts";

const names: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(TokenKind).map(([name, kind]) => [kind, name]),
);

/** `Ident:foo Int:1 =`, without blanks and comments. */
function rendered(source: string): string {
  const { kinds, starts, count } = lex(source);
  const out: string[] = [];
  for (let t = 0; t < count; t++) {
    const kind = kinds[t] as number;
    if (isTrivia(kind) && kind !== TokenKind.Bad) continue;
    const text = source.slice(starts[t], starts[t + 1]);
    out.push(names[kind] ? `${names[kind]}:${text}` : text);
  }
  return out.join(" ");
}

const codes = (source: string): string =>
  lex(source)
    .problems.map(p => p.code)
    .join(" ");

test("names, numbers, strings and symbols", () => {
  assert.equal(rendered("message A_1 {"), "Ident:message Ident:A_1 {");
  assert.equal(
    rendered("0 07 0x1F 1.5 .5 1e3 1.e-2"),
    "Int:0 Int:07 Int:0x1F Float:1.5 Float:.5 Float:1e3 Float:1.e-2",
  );
  assert.equal(rendered(`"a" 'b"' "\\""`), `String:"a" String:'b"' String:"\\""`);
  assert.equal(rendered("a.b /* c */ d // e\nf"), "Ident:a . Ident:b Ident:d Ident:f");
});

test("each character belongs to one token", () => {
  for (const source of [
    "",
    " ",
    "\ufeffsyntax",
    "a\r\n\tb",
    '"open',
    "/* open",
    "\u0000\u0001é漢😀",
    "1.2.3 08 0x 1e",
  ]) {
    const { starts, count } = lex(source);
    let joined = "";
    for (let t = 0; t < count; t++) joined += source.slice(starts[t], starts[t + 1]);
    assert.equal(joined, source);
  }
});

test("what is wrong with a token is said once", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a \u0001\u0002 b", "P1001"],
    ["// a\u0001b\n/* \u0002 */ '\u0003'", ""],
    ["// a\u0000\u0000b\n", "P1001"],
    ["/* \u0000 */ // a\n", "P1001"],
    ["'a\u0000' '\u0000'", "P1001 P1001"],
    ["a 漢字 b", "P1002"],
    ["0x", "P1010"],
    ["089", "P1011"],
    ["0x1.5", "P1012"],
    ["1e", "P1013"],
    ["a.5", "P1014"],
    ["1a", "P1015"],
    ["1.2.3", "P1016"],
    ["/* /* */", "P1020"],
    ["/* ", "P1021"],
    ['"a', "P1030"],
    ['"a\nb', "P1031"],
    ['"\\q"', "P1032"],
    ['"\\x"', "P1033"],
    ['"\\u12"', "P1034"],
    ['"\\U00200000"', "P1035"],
    ['"\\u00e9 \\U0001F600 \\x41 \\101 \\n"', ""],
    ["/* a * / */ // /*", ""],
  ];
  for (const [source, expected] of cases) assert.equal(codes(source), expected, source);
});
