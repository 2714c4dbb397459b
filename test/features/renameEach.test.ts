/**
 * Each declaration of the samples, which use every construct of every edition, gets another name; the reference compiler then makes the
 * same descriptors as before but for that name.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { findDeclSpan } from "../../server/src/features/declSpan.ts";
import { rename } from "../../server/src/features/rename.ts";
import type { DeclOutline, Outline } from "../../server/src/outline/outline.ts";
import { openFolder } from "../support/benchmarkFiles.ts";
import { finish } from "../support/finish.ts";
import { declarations, differenceOf, kindOf, type Trial } from "../support/renameTrial.ts";

const samples = openFolder(path.resolve("test/conformance/samples"));

/** In the style that later editions ask for. */
function ending({ kind }: DeclOutline): string {
  if (kind === "enumValue") return "_ZZ";
  return kind === "field" || kind === "oneof" ? "_zz" : "Zz";
}

const declares = (file: string): boolean => !declarations(samples.outline(file) as Outline).next().done;

for (const file of samples.files.filter(declares))
  test(path.basename(file), () => {
    const outline = samples.outline(file);
    assert.ok(outline);
    for (const decl of declarations(outline)) {
      // Its message has the same name, and stands for both.
      if (decl.kind === "field" && decl.form === "group") continue;
      const span = findDeclSpan(samples, file, decl.fullName);
      assert.ok(span, decl.fullName);
      const newName = decl.name + ending(decl);
      const trial: Trial = { kind: kindOf(decl), file, offset: span.start, name: decl.fullName, newName };
      const result = finish(
        rename(samples, file, span.start, newName, {
          isOwn: () => true,
          files: () => samples.files,
          requests: [],
          withTexts: samples.withTexts,
        }),
      );
      assert.ok(result.ok, `${decl.fullName}: ${JSON.stringify(result)}`);
      const { difference } = differenceOf(samples, trial, result.edits);
      assert.equal(difference, undefined, `${trial.kind} ${decl.fullName}`);
    }
  });
