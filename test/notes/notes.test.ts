import assert from "node:assert/strict";
import { test } from "node:test";
import { slotsOf } from "../../server/src/notes/note.ts";
import { type NoteId, noteIds } from "../../server/src/notes/noteId.ts";
import { loadNotes, noteLanguages } from "../../server/src/notes/notes.ts";
import { shippedNotes } from "./files.ts";

const files = shippedNotes();
const notes = loadNotes(files);

for (const language of noteLanguages) {
  test(`there is a ${language} file for each id and no other`, () => {
    assert.deepEqual(Object.keys(files[language]).sort(), [...noteIds].sort());
    assert.deepEqual(
      notes.all(language).map(note => note.id),
      [...noteIds],
    );
  });

  for (const id of noteIds) {
    test(`${language}/${id} fits a hover and has more on its page`, () => {
      const { summary, more, title } = notes.note(language, id);
      assert.ok(title.length > 2 && title.endsWith("?"), title);
      assert.ok(summary.length <= 1200, `summary has ${summary.length} characters`);
      assert.ok(summary.length >= 100);
      assert.ok(more.length > 500, `page has ${more.length} characters more`);
      // Headings belong to the page: in a hover they would outshine the signature.
      assert.doesNotMatch(summary, /^#/m);
      // The lead is one to four sentences, and then come steps or a list.
      assert.match(summary, /^(?:- |1\. )/m);
    });

    test(`${language}/${id} renders`, () => {
      for (const text of [notes.summary(language, id), notes.page(language, id)]) {
        assert.doesNotMatch(text, /\{\{[^}]*\|/, "a slot is left");
        const prose = withoutCode(text);
        assert.equal((prose.match(/\*\*/g) ?? []).length % 2, 0, "bold is not closed");
        assert.deepEqual(brokenEmphasis(prose), []);
      }
      assert.equal(notes.page(language, id).split("```").length % 2, 1, "a code block is not closed");
    });

    test(`${language}/${id} links to notes that exist`, () => {
      const { more, see } = notes.note(language, id);
      const targets = [...more.matchAll(/\]\(([^)]*)\)/g)].map(([, target = ""]) => target);
      assert.ok(targets.length > 0);
      for (const target of targets) {
        const [, to] = /^\.\/([a-z-]+)\.md$/.exec(target) ?? [];
        assert.ok(noteIds.includes(to as NoteId), target);
        assert.notEqual(to, id, "links to itself");
      }
      assert.ok(see.length === 3 && !see.includes(id) && new Set(see).size === 3);
    });
  }
}

for (const id of noteIds) {
  test(`${id} says the same in both languages`, () => {
    const [en, ko] = [notes.note("en", id), notes.note("ko", id)];
    assert.deepEqual(ko.see, en.see);
    for (const part of ["summary", "more"] as const) {
      assert.deepEqual(skeleton(ko[part]), skeleton(en[part]), part);
      assert.deepEqual(slotsOf(ko[part]), slotsOf(en[part]), part);
    }
    assert.match(ko.summary, /[가-힣].*다\.|[가-힣].*다:/s);
    assert.doesNotMatch(en.summary + en.more, /[가-힣]/);
  });
}

test("a page is title, summary and the rest", () => {
  const page = notes.page("en", "stub");
  assert.match(page, /^# What is a stub\?\n\nA \*\*stub\*\* serializes/);
  assert.ok(page.includes("## What is generated"));
});

test("a hover has one note, a link to its page and links to others", () => {
  const text = notes.hover("ko", { id: "grpc-flow", also: ["grpc"], slots: { path: "/shop.v1.Shop/GetItem" } });
  assert.match(text, /^\*\*gRPC 통신 과정은\?\*\*\n/);
  assert.equal(text.match(/`:path \/shop\.v1\.Shop\/GetItem`/g)?.length, 2);
  assert.doesNotMatch(text, /TitleGroup/);
  const links = [...text.matchAll(/\(command:protocall\.showNote\?([^)]*)\)/g)].map(([, argument = ""]) =>
    JSON.parse(decodeURIComponent(argument)),
  );
  assert.deepEqual(links, [["grpc-flow"], ["grpc"], ["channel"], ["protobuf"]]);
  assert.match(text, /\[자세히 보기\]/);
});

test("an editor without our commands gets no links", () => {
  const text = notes.hover("en", { id: "stub", also: [] }, { links: "none" });
  assert.doesNotMatch(text, /command:/);
  assert.ok(text.endsWith("many stubs can share one."));
});

/** Inline code becomes what it is to the rules of emphasis: something that begins and ends with a sign. */
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, "").replace(/`[^`]*`/g, "(x)");

/**
 * Emphasis that CommonMark does not see, as in `**스텁(Stub)**은`: stars between a sign and a letter neither close behind the sign nor open
 * before it. Korean is the language in which that happens, since particles follow without a blank.
 */
function brokenEmphasis(text: string): string[] {
  const sign = /[\p{P}\p{S}]/u;
  const letter = /[\p{L}\p{N}]/u;
  return [...text.matchAll(/(\*{1,2})(?![\s*])([^*\n]+?)(?<!\s)\1/g)].flatMap(({ 0: all, 2: inside = "", index }) => {
    const before = text[index - 1] ?? "";
    const after = text[index + all.length] ?? "";
    const opens = !(letter.test(before) && sign.test(inside[0] ?? ""));
    const closes = !(sign.test(inside.at(-1) ?? "") && letter.test(after));
    return opens && closes ? [] : [`${before}${all}${after}`];
  });
}

test("broken emphasis is found", () => {
  assert.deepEqual(brokenEmphasis("**스텁(Stub)**은 **스텁**(Stub)은 값**(x)** *a* 끝"), [
    "**스텁(Stub)**은",
    "값**(x)** ",
  ]);
});

/** What a text is made of: headings, list items, table rows, code blocks in order. Code blocks are the same in all languages. */
function skeleton(text: string): string[] {
  const out: string[] = [];
  for (const [index, part] of text.split("```").entries()) {
    if (index % 2 === 1) {
      out.push(part);
      continue;
    }
    for (const line of part.split("\n")) {
      const mark = /^(?:#+|-|\d+\.|\|)(?= |-)/.exec(line)?.[0];
      if (mark) out.push(mark === "|" ? `${line.split("|").length} cells` : mark);
    }
  }
  return out;
}
