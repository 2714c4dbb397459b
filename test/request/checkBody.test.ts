import assert from "node:assert/strict";
import { test } from "node:test";
import { checkBody } from "../../server/src/request/checkBody.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { requestMessages } from "../../server/src/request/messages.ts";
import { schemaOf } from "./bodyWorkspace.ts";

/** Each problem as `code "the text it is about"`, with what its fix writes. */
function problemsOf(body: string, message = "t.All", severity: "error" | "hint" = "error"): string[] {
  const source = `GRPC a:1/t.S/M\n\n${body}\n`;
  const text = parseRequests(source).requests[0]!.messages[0]!;
  const schema = schemaOf();
  const problems = checkBody(schema, schema.findMessage(message)!, text).filter(p => p.severity === severity);
  return problems.map(({ code, span, fixes }) => {
    const fix = fixes?.[0]?.edits[0]?.text;
    return `${code} ${source.slice(span.start, span.end)}${fix ? ` → ${fix}` : ""}`;
  });
}

const good = [
  "{}",
  '{"name": "x", "count": 1, "big": "9007199254740993"}',
  '{"big": 9007199254740993}',
  '{"count": "12", "ratio": "NaN", "flag": true, "data": "AAEC_w"}',
  '{"count": 1.0, "unsigned": 4e3}',
  '{"color": "RED"}',
  '{"color": 7}',
  '{"child": {"child": {"name": null}}, "tags": ["a"], "children": [{}], "counts": {"1": 2}, "byName": {"x": {}}}',
  '{"tags": null, "counts": null, "child": null}',
  '{"created": "2024-02-29T23:59:59.5+09:00", "took": "-1.5s", "mask": "name,child.name"}',
  '{"extra": {"a": [1]}, "value": null, "list": [null], "wrapped": 5, "wrapped": null}'.replace(
    ', "wrapped": null',
    "",
  ),
  '{"any": {"@type": "type.googleapis.com/t.Child", "name": "x"}, "textChoice": "a"}',
  '{"any": {"@type": "type.googleapis.com/not.Known", "whatever": 1}, "snake_name": "proto name"}',
  '{"name": "{{who}}", "count": {{count}}, "color": "{{c}}", "tags": {{tags}}, "created": "{{now}}", "counts": {"{{k}}": 1}}',
  '{ // a comment\n  "name": "x", /* and one */\n}',
];

for (const body of good)
  test(`has nothing against ${body.replace(/\s+/g, " ")}`, () => assert.deepEqual(problemsOf(body), []));

const bad: Readonly<Record<string, readonly string[]>> = {
  '{"nmae": 1}': ['R2011 "nmae" → "name"'],
  '{"snakename": ""}': ['R2011 "snakename" → "snakeName"'],
  '{"zzzzzz": 1}': ['R2011 "zzzzzz"'],
  '{"name": 1}': ["R2003 1"],
  '{"count": "abc"}': ['R2003 "abc"'],
  '{"count": 1.5}': ["R2003 1.5"],
  '{"count": 2147483648}': ["R2005 2147483648"],
  '{"unsigned": -1}': ["R2005 -1"],
  '{"big": 9223372036854775808}': ["R2005 9223372036854775808"],
  '{"big": 1e999999999}': ["R2005 1e999999999"],
  '{"ratio": 1e39}': ["R2005 1e39"],
  '{"flag": "true"}': ['R2003 "true"'],
  '{"flag": 1}': ["R2003 1"],
  '{"data": "a"}': ['R2006 "a"'],
  '{"data": "a b c"}': ['R2006 "a b c"'],
  '{"color": "GREN"}': ['R2004 "GREN" → "GREEN"'],
  '{"color": true}': ["R2004 true"],
  '{"child": []}': ["R2002 []"],
  '{"child": {"nam": 1}}': ['R2011 "nam" → "name"'],
  '{"tags": "a"}': ['R2013 "a"'],
  '{"tags": [null]}': ["R2016 null"],
  '{"tags": ["a", 1]}': ["R2003 1"],
  '{"counts": []}': ["R2013 []"],
  '{"counts": {"x": 1}}': ['R2015 "x"'],
  '{"counts": {"1": "x"}}': ['R2003 "x"'],
  '{"created": "2023-02-29T00:00:00Z"}': ['R2007 "2023-02-29T00:00:00Z"'],
  '{"created": "2023-02-28"}': ['R2007 "2023-02-28"'],
  '{"created": {"seconds": 1}}': ['R2003 {"seconds": 1}'],
  '{"took": "1m"}': ['R2008 "1m"'],
  '{"mask": "a b"}': ['R2009 "a b"'],
  '{"extra": []}': ["R2003 []"],
  '{"wrapped": "x"}': ['R2003 "x"'],
  '{"name": "a", "name": "b"}': ['R2010 "name"'],
  '{"snakeName": "a", "snake_name": "b"}': ['R2010 "snake_name"'],
  '{"textChoice": "a", "childChoice": {}}': ['R2012 "childChoice"'],
  '{"any": {"name": 1}}': ["R2017 {"],
  '{"any": {"@type": "t.Child"}}': ['R2018 "t.Child" → "type.googleapis.com/t.Child"'],
  '{"any": {"@type": "type.googleapis.com/t.Child", "name": 1}}': ["R2003 1"],
  '{"name": }': ["R2001 }"],
  '{"name": "a" "count": 1}': ['R2001 "count"'],
  "[]": ["R2002 []"],
};

for (const [body, expected] of Object.entries(bad)) {
  test(`says what is wrong with ${body}`, () => {
    const problems = problemsOf(body);
    assert.deepEqual(problems, expected);
    for (const problem of problems) assert.ok(Object.hasOwn(requestMessages, problem.slice(0, 5)));
  });
}

test("asks for required fields", () => {
  assert.deepEqual(problemsOf("{}", "t2.Old"), ["R2014 {"]);
  assert.deepEqual(problemsOf('{"id": 1}', "t2.Old"), []);
});

test("hints at a oneof of which nothing is set, unless keys are references", () => {
  const hints = (body: string, message?: string): string[] => problemsOf(body, message, "hint");
  assert.deepEqual(hints('{"name": "a"}'), ["R2019 {"]);
  assert.deepEqual(hints('{"textChoice": null}'), ["R2019 {"]);
  assert.deepEqual(hints('{"textChoice": "a"}'), []);
  assert.deepEqual(hints('{"{{key}}": "a"}'), []);
  assert.deepEqual(hints("{}", "t.Child"), []);
});
