/** Each code of request documents is mended by a fix, which is applied here and judged again, or stands in the table with the reason. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Fix, Problem } from "../../server/src/base/problem.ts";
import { Explanations } from "../../server/src/explanations/explanations.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { methodFixes } from "../../server/src/features/methodFixes.ts";
import { bodyFixes } from "../../server/src/request/bodyFixes.ts";
import { checkBody } from "../../server/src/request/checkBody.ts";
import { requestMessages } from "../../server/src/request/messages.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { requestFixes } from "../../server/src/request/requestFixes.ts";
import { unknownNames } from "../../server/src/request/unknownNames.ts";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";
import { schemaOf } from "./bodyWorkspace.ts";

const noFix: Readonly<Record<string, string>> = {
  R1002: "what it asks for is no call of gRPC",
  R1003: "where and what to call is the author's",
  R1004: "what to call is the author's; completion proposes it",
  R2017: "which message it is only the author knows",
};

const body = (text: string): string => `GRPC a:1/t.S/M\n\n${text}\n`;

/** Text, and what is left of it once the first fix is made. */
const fixtures: Readonly<Record<string, readonly [before: string, after: string]>> = {
  R1001: ["a:1/t.S/M\n\n{}", "GRPC a:1/t.S/M\n\n{}"],
  R1005: ["GRPC a:1/t.S/M x-trace: 1\n\n{}", "GRPC a:1/t.S/M\nx-trace: 1\n\n{}"],
  R1006: ["GRPC /t.S/M\n\n{}", "GRPC localhost:50051/t.S/M\n\n{}"],
  R1010: ["GRPC a:1/t.S/M\nx-trace 1\n\n{}", "GRPC a:1/t.S/M\nx-trace: 1\n\n{}"],
  R1011: ["GRPC a:1/t.S/M\n{}", "GRPC a:1/t.S/M\n\n{}"],
  R1012: ["GRPC a:1/t.S/M\nX trace: 1\n\n{}", "GRPC a:1/t.S/M\nx-trace: 1\n\n{}"],
  R1013: ["GRPC a:1/t.S/M\ngrpc-timeout: 1S\n\n{}", "GRPC a:1/t.S/M\n\n{}"],
  R1014: ["GRPC a:1/t.S/M\nx-bin: ???\n\n{}", "GRPC a:1/t.S/M\nx-bin: Pz8/\n\n{}"],
  R1015: ["GRPC a:1/t.S/M\nte: trailers\nx: 1\n\n{}", "GRPC a:1/t.S/M\nx: 1\n\n{}"],
  R1016: ["GRPC a:1/t.S/M\nx-name: 김\n\n{}", "GRPC a:1/t.S/M\nx-name-bin: 6rmA\n\n{}"],
  R1020: [
    "GRPC a:1/t.S/M\nauthorization: Bearer abcdef1234567890\n\n{}",
    "GRPC a:1/t.S/M\nauthorization: Bearer {{secret:token}}\n\n{}",
  ],
  R1030: ["@host a:1\nGRPC {{host}}/t.S/M\n\n{}", "@host = a:1\nGRPC {{host}}/t.S/M\n\n{}"],
  R1031: ["@h = a:1\n@h = b:1\nGRPC {{h}}/t.S/M\n\n{}", "@h = b:1\nGRPC {{h}}/t.S/M\n\n{}"],
  R1032: ["GRPC {{tokem}}/t.S/M\n\n{}", "GRPC {{token}}/t.S/M\n\n{}"],
  R1040: ["# @timout 5 s\nGRPC a:1/t.S/M\n\n{}", "# @timeout 5 s\nGRPC a:1/t.S/M\n\n{}"],
  R1041: ["# @timeout 5 seconds\nGRPC a:1/t.S/M\n\n{}", "# @timeout 5 s\nGRPC a:1/t.S/M\n\n{}"],
  R1042: ["# @expect NotFound\nGRPC a:1/t.S/M\n\n{}", "# @expect NOT_FOUND\nGRPC a:1/t.S/M\n\n{}"],
  R1043: ["# @name\nGRPC a:1/t.S/M\n\n{}", "GRPC a:1/t.S/M\n\n{}"],
  R1044: ["# @profile stagin\nGRPC a:1/t.S/M\n\n{}", "# @profile staging\nGRPC a:1/t.S/M\n\n{}"],
  R1050: ["GRPC a:1/t.S/M\n\n{}\n===\n===\n{}", "GRPC a:1/t.S/M\n\n{}\n===\n{}"],
  R1051: ["GRPC a:1/t.S/M\n\n{}\n> {%\n  x();\n%}\n", "GRPC a:1/t.S/M\n\n{}\n"],
  R1052: ["GRPC a:1/t.S/M\n\n{}\n>> out.json\n", "GRPC a:1/t.S/M\n\n{}\n"],
  R1100: ["GRPC a:1/t.S/Gett\n\n{}", "GRPC a:1/t.S/Get\n\n{}"],
  R2001: [body('{ "name" "a" }'), body('{ "name": "a" }')],
  R2002: [body('{ "child": 5 }'), body('{ "child": {} }')],
  R2003: [body('{ "name": 5 }'), body('{ "name": "5" }')],
  R2004: [body('{ "color": "unspecified" }'), body('{ "color": "COLOR_UNSPECIFIED" }')],
  R2005: [body('{ "unsigned": -3 }'), body('{ "unsigned": 0 }')],
  R2006: [body('{ "data": "한" }'), body('{ "data": "7ZWc" }')],
  R2007: [body('{ "created": "2026-01-31 12:00:00" }'), body('{ "created": "2026-01-31T12:00:00Z" }')],
  R2008: [body('{ "took": "5m" }'), body('{ "took": "300s" }')],
  R2009: [body('{ "mask": "name, snake_name" }'), body('{ "mask": "name,snakeName" }')],
  R2010: [body('{ "name": "a", "name": "b" }'), body('{ "name": "a" }')],
  R2011: [body('{ "nonsense": 1, "name": "b" }'), body('{ "name": "b" }')],
  R2012: [body('{ "textChoice": "a", "childChoice": {} }'), body('{ "textChoice": "a" }')],
  R2013: [body('{ "tags": "a" }'), body('{ "tags": ["a"] }')],
  R2014: ['GRPC a:1/t2.S/M\n\n{ "note": "x" }\n', 'GRPC a:1/t2.S/M\n\n{ "note": "x", "id": 0 }\n'],
  R2015: [body('{ "counts": { "x": 1 } }'), body('{ "counts": { "0": 1 } }')],
  R2016: [body('{ "tags": ["a", null] }'), body('{ "tags": ["a"] }')],
  R2018: [body('{ "any": { "@type": "t.Child" } }'), body('{ "any": { "@type": "type.googleapis.com/t.Child" } }')],
  R2019: [body("{}"), body('{ "textChoice": "" }')],
};

const known = { variables: ["token"], profiles: ["staging", "production"] };
const { db } = new MemoryWorkspace(
  { "s.proto": 'syntax = "proto3";\npackage t;\nmessage M {}\nservice S { rpc Get(M) returns (M); }\n' },
  checkFile,
);
const methods = {
  outline: (file: string) => db.outline(file),
  whoDeclares: (name: string) => (name === "t.S" ? ["s.proto"] : []),
};

interface Found {
  readonly problem: Problem;
  readonly fixes: readonly Fix[];
}

function judge(source: string, code: string): readonly Found[] {
  const document = parseRequests(source);
  if (code === "R1100")
    return document.requests.flatMap(request => {
      const fixes = methodFixes(methods, ["t.S"], request);
      const span = request.target?.method?.span ?? { start: 0, end: 0 };
      return fixes.length > 0 ? [{ problem: { code, severity: "error" as const, span, args: [] }, fixes }] : [];
    });
  const schema = schemaOf();
  const own = [...document.problems, ...unknownNames(document, known)].map(problem => ({
    problem,
    fixes: requestFixes(document, problem, known),
  }));
  const ofBodies = document.requests.flatMap(({ messages, target }) => {
    const root = schema.findMessage(target?.service?.text === "t2.S" ? "t2.Old" : "t.All");
    assert.ok(root);
    return messages.flatMap(message =>
      checkBody(schema, root, message).map(problem => ({
        problem,
        fixes: bodyFixes(schema, root, message, problem),
      })),
    );
  });
  return [...own, ...ofBodies].filter(f => f.problem.code === code);
}

const folder = "server/explanations";
const explanations = new Explanations(readdirSync(folder).map(f => readFileSync(path.join(folder, f), "utf8")));
const codes = explanations.codes.filter(code => code.startsWith("R"));

test("each code has a fix that mends it, or a reason why it has none", () => {
  const said: string[] = [];
  for (const code of codes) {
    const [before, after] = fixtures[code] ?? [];
    if (code in noFix || before === undefined) {
      if (!(code in noFix)) said.push(`${code} is in no table`);
      continue;
    }
    const [found] = judge(before, code);
    const [fix] = found?.fixes ?? [];
    if (!fix) {
      said.push(`${code} ${found ? "has no fix" : "is not found"}`);
      continue;
    }
    const now = applyEdits(before, fix.edits);
    if (now !== after) said.push(`${code} ${JSON.stringify(now)}`);
    if (judge(now, code).length > 0) said.push(`${code} is still there`);
    assert.ok(Object.hasOwn(requestMessages, fix.code), fix.code);
  }
  assert.deepEqual(said, []);
  assert.equal(Object.keys(fixtures).length + Object.keys(noFix).length, codes.length);
});

test("every fix that is offered mends its problem, not the first alone", () => {
  const said: string[] = [];
  for (const [code, [before]] of Object.entries(fixtures))
    for (const { fixes } of judge(before, code))
      for (const fix of fixes) {
        const after = judge(applyEdits(before, fix.edits), code);
        if (after.length >= judge(before, code).length) said.push(`${code} ${fix.args.join(" ")}`);
      }
  assert.deepEqual(said, []);
});

test("forms that differ: bounds, quotes, words without quotes, what is missing at the end", () => {
  const first = (text: string, code: string): string => {
    const fix = judge(body(text), code)[0]?.fixes[0];
    assert.ok(fix, text);
    return applyEdits(body(text), fix.edits).split("\n")[2] as string;
  };
  assert.equal(first('{ "count": 99999999999 }', "R2005"), '{ "count": 2147483647 }');
  assert.equal(first('{ "count": "-99999999999" }', "R2005"), '{ "count": -2147483648 }');
  assert.equal(first('{ "flag": "True" }', "R2003"), '{ "flag": true }');
  assert.equal(first('{ "count": 1.5 }', "R2003"), '{ "count": 1 }');
  assert.equal(first("{ name: 1 }", "R2001"), '{ "name": 1 }');
  assert.equal(first("{ 'name': 1 }", "R2001"), '{ "name": 1 }');
  assert.equal(first('{ "name": "a"', "R2001"), '{ "name": "a"}');
  assert.equal(first('{ "counts": [] }', "R2013"), '{ "counts": {} }');
});
