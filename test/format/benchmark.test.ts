/**
 * Real files before and after they are formatted: the same descriptors, the same comments of the same declarations, and nothing left to
 * format. A sample of the benchmark workspace.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { descriptorSet } from "../../server/src/descriptor/descriptorSet.ts";
import { canonical, formatText } from "../../server/src/format/format.ts";
import { disk } from "../../server/src/host/disk.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { benchWorkspace, protoFiles } from "../bench/workspace.ts";

const STEP = 67;
const folder = benchWorkspace();
const sample = protoFiles(folder).filter((_, index) => index % STEP === 0);

function openDatabase(texts: ReadonlyMap<string, string>): Database<Checked> {
  const over = { ...disk, read: (file: string) => texts.get(file) ?? disk.read(file) };
  const workspace = new Workspace(over, {
    folders: [folder],
    roots: [folder],
    bundled: path.resolve("server/protos"),
  });
  const db = new Database<Checked>(workspace, checkFile);
  workspace.useOutlines(file => db.outline(file));
  return db;
}

function descriptorOf(db: Database<Checked>, file: string, sourceInfo: boolean): FileDescriptorProto {
  const set = descriptorSet(db, [file], { includeImports: false, sourceInfo });
  return fromBinary(FileDescriptorSetSchema, set).file[0] as FileDescriptorProto;
}

/** Imports and custom options of a file come in the order of the text, which formatting may change. */
function inOrder(file: FileDescriptorProto): FileDescriptorProto {
  const imports = [...file.dependency].sort();
  const placed = (index: number): number => imports.indexOf(file.dependency[index] as string);
  file.publicDependency = file.publicDependency.map(placed).sort((a, b) => a - b);
  file.weakDependency = file.weakDependency.map(placed).sort((a, b) => a - b);
  file.dependency = imports;
  file.options?.$unknown?.sort((a, b) => a.no - b.no);
  return file;
}

const IMPORT = 3;

/** A line for each place that has comments; those of imports are named by what is imported. */
function commentsOf({ dependency, sourceCodeInfo }: FileDescriptorProto): string[] {
  const plain = (text: string): string =>
    text
      .split("\n")
      .map(line => line.trim())
      .join("\n");
  return (sourceCodeInfo?.location ?? [])
    .filter(l => l.leadingComments || l.trailingComments || l.leadingDetachedComments.length > 0)
    .map(({ path: at, leadingComments, trailingComments, leadingDetachedComments }) => {
      const place = at[0] === IMPORT ? `import ${dependency[at[1] as number]}` : at.join(".");
      return JSON.stringify([place, [leadingComments, trailingComments, ...leadingDetachedComments].map(plain)]);
    })
    .sort();
}

test(`${sample.length} real files mean the same when they are formatted`, () => {
  const texts = new Map<string, string>();
  let changed = 0;
  for (const file of sample) {
    const source = readFileSync(file, "utf8");
    const { text, edits, refusal } = formatText(source, canonical);
    assert.equal(refusal, undefined, file);
    assert.deepEqual(formatText(text, canonical).edits, [], `${file} is formatted`);
    if (edits.length > 0) changed++;
    texts.set(file, text);
  }
  assert.ok(changed > sample.length / 4, `${changed} files differ from their source`);
  const before = openDatabase(new Map());
  const after = openDatabase(texts);
  let comments = 0;
  for (const file of sample) {
    const bytes = (db: Database<Checked>): string =>
      Buffer.from(toBinary(FileDescriptorProtoSchema, inOrder(descriptorOf(db, file, false)))).toString("hex");
    assert.equal(bytes(after), bytes(before), file);
    const expected = commentsOf(descriptorOf(before, file, true));
    assert.deepEqual(commentsOf(descriptorOf(after, file, true)), expected, file);
    comments += expected.length;
    before.putAway(file);
    after.putAway(file);
  }
  assert.ok(comments > sample.length);
});
