/** Request documents in canonical style: what changes, what stays, and that a second time has nothing to do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { formatRequests, formatRequestText, type RequestStyle } from "../../server/src/request/formatRequests.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";

const style: RequestStyle = { indent: "  ", otherKinds: "problem" };

function formats(source: string, expected: string, own: RequestStyle = style): void {
  const { edits, text, refusal } = formatRequestText(source, own);
  assert.equal(refusal, undefined);
  assert.equal(text, expected);
  assert.equal(applyEdits(source, edits), text);
  for (const { span, text: written } of edits)
    assert.equal(source.slice(span.start, span.end).replaceAll(/\s/g, ""), written.replaceAll(/\s/g, ""));
  assert.deepEqual(formatRequestText(text, own).edits, []);
}

const head = "GRPC localhost:50051/shop.v1.Shop/Create\n\n";
const body = (source: string, expected: string, own?: RequestStyle): void =>
  formats(head + source, `${head}${expected}\n`, own);

test("a line for each member and element, lists of plain values in a row while they fit", () => {
  body(
    '{"name":"Kim",  "address" :{"city":"Seoul"},"empty":{ },"none":[ ]}',
    `{
  "name": "Kim",
  "address": {
    "city": "Seoul"
  },
  "empty": {},
  "none": []
}`,
  );
  body(
    '{"tags":[ "a","b" ,true,null, -1.5e3],"lines":[1,\n2],"items":[{"a":1},[2]]}',
    `{
  "tags": ["a", "b", true, null, -1.5e3],
  "lines": [
    1,
    2
  ],
  "items": [
    {
      "a": 1
    },
    [2]
  ]
}`,
  );
  const long = Array.from({ length: 9 }, () => '"123456"');
  body(`{"long":[${long.join(",")}]}`, `{\n  "long": [\n    ${long.join(",\n    ")}\n  ]\n}`);
  body("{}", "{}");
  formats(head, head.slice(0, -1));
});

test("the indentation and the line ends that are asked for", () => {
  body('{"a":{"b":1}}', '{\n\t"a": {\n\t\t"b": 1\n\t}\n}', { ...style, indent: "\t" });
  formats(
    'GRPC h/a.B/C\r\n\r\n{"a":1,\r\n\r\n\r\n"b":2}',
    'GRPC h/a.B/C\r\n\r\n{\r\n  "a": 1,\r\n\r\n  "b": 2\r\n}\r\n',
  );
});

test("comments of all kinds keep their lines, and one empty line stays", () => {
  body(
    `// before
{ // of the object
# with a hash
      "a": 1, /* behind */


  /* two
     lines */
  "b": [ // why
    1 // one
    , 2
  ]
  // last
}
# after`,
    `// before
{ // of the object
  # with a hash
  "a": 1, /* behind */

  /* two
     lines */
  "b": [ // why
    1 // one
    ,
    2
  ]
  // last
}
# after`,
  );
});

test("references stand for values, in texts and alone", () => {
  body(
    '{"count":{{count}},"name":"a {{first}} b{}","all":[{{ one }},{{$uuid}}]}',
    `{
  "count": {{count}},
  "name": "a {{first}} b{}",
  "all": [{{ one }}, {{$uuid}}]
}`,
  );
  body("{{body}}", "{{body}}");
});

test("what is no JSON, a path of a file, and a message that another client's lines are in stay as they are", () => {
  for (const left of [
    '{ "a" :1\n   "b":2 }',
    '{"a":',
    "  < ./body.json",
    '{ "a":1,\n> script.js\n "b":2 }',
    "{'a':1}",
  ])
    body(left, left);
});

test("directives, variables, metadata and the request line have single blanks, and keep their order", () => {
  formats(
    `\n\n@  host=localhost:50051
@b  =

 #plain   comment
###Create
#@timeout   30 s
//   @name =  An order
   # @expect   OK
GRPC     {{host}}/shop.v1.Shop/Create    HTTP/2
x-b:2
   x-a   :  1  2
#  between
empty:
{"not":"parted"}
`,
    `@host = localhost:50051
@b =

#plain   comment

### Create
# @timeout 30 s
// @name = An order
# @expect OK
GRPC {{host}}/shop.v1.Shop/Create HTTP/2
x-b: 2
x-a: 1  2
#  between
empty:
{
  "not": "parted"
}
`,
  );
});

test("messages of a stream, and an empty line before each request", () => {
  formats(
    'GRPC h/a.B/C\n\n\n{}\n\n\n===wait-for-server\n{"a":1}\n====\n\n{}\n###\nGRPC h/a.B/C',
    'GRPC h/a.B/C\n\n{}\n\n=== wait-for-server\n{\n  "a": 1\n}\n====\n\n{}\n\n###\nGRPC h/a.B/C\n',
  );
});

test("scripts and handlers of other clients stay as they are", () => {
  const scripts = `< {%
   let  a;


   // more
%}
GRPC h/a.B/C

{}

> {%
     client.log("x");


%}
  >> answer.json
<> old.json
`;
  formats(scripts, scripts);
});

test("a script that is never closed ends before the empty lines above the next request", () => {
  const request = "GRPC h/a.B/C\n\n{}\n\n";
  formats(`${request}> {%\n###\n`, `${request}> {%\n\n###\n`);
  formats(`${request}> {%\n  let  a;\n\n  b\n \n\n\n###\n`, `${request}> {%\n  let  a;\n\n  b\n\n###\n`);
  formats(`< {%\n  a\n\n\n###\n${request}> {%\n  a\n\n\n`, `< {%\n  a\n\n###\n${request}> {%\n  a\n`);
});

test("requests of other kinds are left alone in a file that has them", () => {
  const other = '@base=http://h\n\n\n###\nGET   {{base}}/x\nA:b\n\n\n{"a":1}\n###   two\nPOST   {{base}}\n';
  const grpc = "###  rpc\nGRPC   h/a.B/C\n";
  const own: RequestStyle = { ...style, otherKinds: "ignore" };
  formats(
    other + grpc,
    `${other.replace("@base=http://h\n\n\n", "@base = http://h\n\n\n")}\n### rpc\nGRPC h/a.B/C\n`,
    own,
  );
});

test("what is broken stays: a line without a colon, a variable without a name, a request without a verb", () => {
  for (const left of [
    "GRPC h/a.B/C\nno   header\n",
    "GRPC h/a.B/C\n{{secret:token}}\n",
    "@ =  x\nGRPC h/a.B/C\n",
    "hello   there\n\n\nyou\n",
    "GRPC\n",
  ])
    formats(left, left);
});

test("of a range only the lines that it touches", () => {
  const source = '###   a\nGRPC   h/a.B/C\nx:1\n\n{"a":1,\n"b":2}\n\n###   b\nGRPC   h/a.B/C\n';
  const within = (text: string): string => {
    const start = source.indexOf(text);
    return formatRequests(parseRequests(source), style, { start, end: start + text.length }).text;
  };
  assert.equal(within("x:1"), source.replace("x:1", "x: 1"));
  assert.equal(within("GRPC   h/a.B/C\nx:1"), source.replace("GRPC   h/a.B/C\nx:1", "GRPC h/a.B/C\nx: 1"));
  assert.equal(within('"b":2'), source.replace(',\n"b":2}', ',\n  "b": 2\n}'));
  assert.equal(within("###   b"), source.replace("###   b", "### b"));
});
