/** Each code is explained in both languages, and its examples show it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { shownSeverity } from "../../server/src/base/severity.ts";
import { checkFile } from "../../server/src/check/checkFile.ts";
import { Explanations, headOf } from "../../server/src/explanations/explanations.ts";
import { fileProblems } from "../../server/src/features/fileProblems.ts";
import { renderFix, renderProblem, renderRelated } from "../../server/src/messages/render.ts";
import type { Wording } from "../../server/src/messages/wording.ts";
import type { Language } from "../../server/src/shared/language.ts";
import { wordingsIn } from "../../server/src/messages/wordings.ts";
import { requestMessages } from "../../server/src/request/messages.ts";
import { parseRequests } from "../../server/src/request/parseRequests.ts";
import { parseFixture } from "../support/fixture.ts";
import { MemoryWorkspace } from "../support/memoryWorkspace.ts";

const folder = "server/explanations";
const explanations = new Explanations(readdirSync(folder).map(f => readFileSync(path.join(folder, f), "utf8")));
const languages: readonly Language[] = ["en", "ko"];

/** Problems of the first file of an example. */
function problemsOf(source: string) {
  const { files } = parseFixture(source);
  const { db } = new MemoryWorkspace(files, checkFile);
  return fileProblems(db, Object.keys(files)[0] as string);
}

const ofProtos = explanations.codes.filter(code => code.startsWith("P"));
const ofRequests = explanations.codes.filter(code => code.startsWith("R"));

test("every code of a problem is explained, and no other", () => {
  const problems = Object.keys(wordingsIn("en")).filter(code => code.startsWith("P"));
  const requests = Object.keys(requestMessages).filter(code => code.startsWith("R"));
  // Of the command line, and of names in request documents: worded where they are found.
  assert.deepEqual([...explanations.codes].sort(), [...problems, "P2000", ...requests, "R1100"].sort());
});

test("the pages are in both languages, with an example where one is short enough", () => {
  for (const code of explanations.codes)
    for (const language of languages) {
      const found = explanations.of(code);
      assert.ok(found?.[language].trim(), `${code} ${language}`);
      assert.equal(/[가-힣]/.test(found?.[language] ?? ""), language === "ko", `${code} ${language}`);
      assert.equal(found?.wrong === undefined, found?.right === undefined, code);
    }
});

test("a wrong example has the problem, a right one has none that counts", () => {
  const said: string[] = [];
  for (const code of ofProtos) {
    const e = explanations.of(code);
    if (e?.wrong === undefined || e.right === undefined) continue;
    const wrong = problemsOf(headOf(e, e.wrong) + e.wrong).map(p => p.code);
    if (!wrong.includes(code)) said.push(`${code} wrong: ${wrong.join(" ")}`);
    const right = problemsOf(headOf(e, e.right) + e.right);
    const bad = right.filter(p => p.code === code || shownSeverity(p, {}) === "error");
    if (bad.length > 0) said.push(`${code} right: ${bad.map(p => `${p.code} ${p.args.join(" ")}`).join("; ")}`);
  }
  assert.deepEqual(said, []);
});

test("examples of requests show their problems too", () => {
  const said: string[] = [];
  for (const code of ofRequests) {
    const e = explanations.of(code);
    if (e?.wrong === undefined || e.right === undefined || code.startsWith("R2")) continue;
    const wrong = parseRequests(e.wrong).problems.map(p => p.code);
    if (!wrong.includes(code as never)) said.push(`${code} wrong: ${wrong.join(" ")}`);
    const right = parseRequests(e.right).problems.map(p => p.code);
    if (right.length > 0) said.push(`${code} right: ${right.join(" ")}`);
  }
  assert.deepEqual(said, []);
});

/** The indexes of args that the places of a wording name. */
const named = (wording: Wording): string[] => [
  ...new Set(
    [
      ...[wording]
        .flat()
        .join(" ")
        .matchAll(/\{(\d+)/g),
    ].map(([, index]) => index as string),
  ),
];

/**
 * Of P4002 the args go on with files that declare the name, for fixes; the first of them is said. Of P2003 there are more where the way is
 * too long to be said, of P2031 where another file has the name.
 */
const open = new Set(["P4002", "P2003", "P2031"]);

test("what examples find is said with all its args, and with no place left empty", () => {
  const texts: string[] = [];
  for (const code of ofProtos) {
    const e = explanations.of(code);
    for (const problem of e?.wrong === undefined ? [] : problemsOf(headOf(e, e.wrong) + e.wrong)) {
      const parts = [problem, ...(problem.related ?? []), ...(problem.fixes ?? [])];
      for (const part of parts) {
        if (open.has(part.code)) continue;
        const indexes = part.args.map((_, index) => `${index}`);
        assert.deepEqual(named(wordingsIn("en")[part.code] as Wording).sort(), indexes, part.code);
      }
      for (const language of languages) {
        texts.push(renderProblem(problem, language));
        for (const r of problem.related ?? []) texts.push(renderRelated(r, language));
        for (const f of problem.fixes ?? []) texts.push(renderFix(f, language));
      }
    }
  }
  assert.ok(texts.length > 500);
  assert.deepEqual(
    texts.filter(text => /``|\{\d| {2}/.test(text.replaceAll("`` ", ""))),
    [],
  );
});

test("a page", () => {
  assert.equal(
    explanations.page("P3101", "en"),
    `# P3101: field numbers start at 1

The number stands in front of each field's bytes; 0 marks no field there, and negative numbers have no encoding.

**Wrong**

\`\`\`proto
syntax = "proto3";
message A { string a = 0; }
\`\`\`

**Right**

\`\`\`proto
syntax = "proto3";
message A { string a = 1; }
\`\`\`

How strongly this is shown can be set by \`"protocall.diagnostics.severity": { "P3101": "off" }\`
`,
  );
  assert.match(explanations.page("P3104", "ko") ?? "", /^# P3104: 번호 …은\(는\) `…`의 `…`이\(가\) 쓰고 있습니다\n/);
  assert.match(explanations.page("R1013", "en") ?? "", /^# R1013: `…` is reserved[\s\S]*```grpc-request\nGRPC/);
  assert.equal(explanations.page("P9999", "en"), undefined);
});
