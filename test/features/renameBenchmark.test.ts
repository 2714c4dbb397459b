/**
 * Renames and moves what hundreds of real files use: all files that change compile afterwards with the reference compiler, and their
 * descriptors are what they were but for the name or the place.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { clone, toBinary } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { actionContext } from "../../server/src/features/actions/action.ts";
import { runSteps } from "../../server/src/features/actions/runSteps.ts";
import { moveDeclaration } from "../../server/src/features/actions/moveDeclaration.ts";
import { findDeclSpan } from "../../server/src/features/declSpan.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import type { FileEdit } from "../../server/src/features/draft.ts";
import { rename } from "../../server/src/features/rename.ts";
import { type BenchmarkFiles, compiled, openBenchmark } from "../support/benchmarkFiles.ts";
import { finish } from "../support/finish.ts";

let bench: BenchmarkFiles;
before(() => {
  bench = openBenchmark();
});

const operations = "google/longrunning/operations.proto";
const dayOfWeek = "google/type/dayofweek.proto";

/** The texts of the files that a rename changes. */
function renamed(file: string, offset: number, newName: string): Map<string, string> {
  const result = finish(
    rename(bench, file, offset, newName, {
      isOwn: () => true,
      files: () => bench.files,
      requests: [],
      withTexts: bench.withTexts,
    }),
  );
  assert.ok(result.ok, JSON.stringify(result));
  const edits = new Map<string, FileEdit[]>();
  for (const e of result.edits) edits.set(e.file, [...(edits.get(e.file) ?? []), e]);
  return new Map([...edits].map(([f, list]) => [f, applyEdits(bench.text(f) ?? "", list)]));
}

/** Where a declaration of a file has its name. */
function nameAt(file: string, name: string): { readonly file: string; readonly offset: number } {
  const full = `${bench.folder}/${file}`;
  const span = findDeclSpan(bench, full, name);
  assert.ok(span, name);
  return { file: full, offset: span.start };
}

/** Every type that a file names, changed by `to`; `.a.b.Name` with its dot. */
function retype(file: FileDescriptorProto, to: (name: string) => string): void {
  // What is not set stays so.
  const field = (f: FieldDescriptorProto): void => {
    if (f.typeName) f.typeName = to(f.typeName);
    if (f.extendee) f.extendee = to(f.extendee);
  };
  const message = (m: DescriptorProto): void => {
    [...m.field, ...m.extension].forEach(field);
    m.nestedType.forEach(message);
  };
  file.messageType.forEach(message);
  file.extension.forEach(field);
  for (const s of file.service)
    for (const m of s.method) {
      m.inputType = to(m.inputType);
      m.outputType = to(m.outputType);
    }
}

/** Custom options count too: they are bytes that JSON would leave out. */
const bytes = (file: FileDescriptorProto): string =>
  Buffer.from(toBinary(FileDescriptorProtoSchema, file)).toString("base64");

const known = new Map<string, FileDescriptorProto>();

/** The files as they are, each compiled once; copies, to be changed at will. */
function compiledBefore(files: readonly string[]): Map<string, FileDescriptorProto> {
  const names = new Map(files.map(f => [f.slice(bench.folder.length + 1), f]));
  const missing = [...names].filter(([name]) => !known.has(name)).map(([, f]) => f);
  if (missing.length) for (const [name, file] of compiled(bench, missing)) known.set(name, file);
  const copy = (name: string) => clone(FileDescriptorProtoSchema, known.get(name) as FileDescriptorProto);
  return new Map([...names.keys()].map(name => [name, copy(name)]));
}

function sameBut(texts: ReadonlyMap<string, string>, expect: (file: FileDescriptorProto) => void): void {
  const files = [...texts.keys()];
  const was = compiledBefore(files);
  const is = compiled(bench, files, texts);
  for (const [name, file] of was) {
    expect(file);
    assert.ok(bytes(is.get(name) as FileDescriptorProto) === bytes(file), name);
  }
}

test("a message that hundreds of files use", () => {
  const { file, offset } = nameAt(operations, "google.longrunning.Operation");
  const texts = renamed(file, offset, "Job");
  assert.ok(texts.size > 450, `${texts.size}`);
  sameBut(texts, f => {
    retype(f, name => (name === ".google.longrunning.Operation" ? ".google.longrunning.Job" : name));
    for (const m of f.name === operations ? f.messageType : []) if (m.name === "Operation") m.name = "Job";
  });
});

test("a field that options of other files set, and a value that they give it", () => {
  const info = "google/api/field_info.proto";
  const { file, offset } = nameAt(info, "google.api.FieldInfo.format");
  const texts = renamed(file, offset, "shape");
  assert.ok(texts.size > 140, `${texts.size}`);
  sameBut(texts, f => {
    for (const field of f.name === info ? (f.messageType[0]?.field ?? []) : [])
      if (field.name === "format") Object.assign(field, { name: "shape", jsonName: "shape" });
  });
  const value = nameAt(info, "google.api.FieldInfo.UUID4");
  sameBut(renamed(value.file, value.offset, "RANDOM"), f => {
    for (const v of f.name === info ? (f.messageType[0]?.enumType[0]?.value ?? []) : [])
      if (v.name === "UUID4") v.name = "RANDOM";
  });
});

test("an enum, and one of its values", () => {
  const type = nameAt(dayOfWeek, "google.type.DayOfWeek");
  const texts = renamed(type.file, type.offset, "Weekday");
  assert.ok(texts.size > 10, `${texts.size}`);
  sameBut(texts, f => {
    retype(f, name => (name === ".google.type.DayOfWeek" ? ".google.type.Weekday" : name));
    for (const e of f.name === dayOfWeek ? f.enumType : []) e.name = "Weekday";
  });
  const value = nameAt(dayOfWeek, "google.type.MONDAY");
  sameBut(renamed(value.file, value.offset, "MOON_DAY"), f => {
    for (const v of f.enumType[0]?.value ?? []) if (v.name === "MONDAY") v.name = "MOON_DAY";
  });
});

test("a field that strings of thousands of options name", () => {
  const compute = "google/cloud/compute/v1/compute.proto";
  const { file, offset } = nameAt(compute, "google.cloud.compute.v1.GetZoneOperationRequest.zone");
  const texts = renamed(file, offset, "place");
  assert.deepEqual([...texts.keys()], [file]);
  const count = (text: string, word: string): number => text.split(`operation_request_field) = "${word}"`).length - 1;
  const before = bench.text(file) ?? "";
  const after = texts.get(file) as string;
  assert.ok(count(after, "place") > 100);
  // Every zone that is asked for is that of one polling request.
  assert.deepEqual([count(after, "place"), count(after, "zone")], [count(before, "zone"), 0]);
  assert.match(after, /get: "\/compute\/v1\/projects\/\{project\}\/zones\/\{place\}\/operations\/\{operation\}"/);
  sameBut(
    new Map([
      [
        file,
        after
          .replaceAll('operation_request_field) = "place"', 'operation_request_field) = "zone"')
          .replaceAll("zones/{place}/operations/{operation}", "zones/{zone}/operations/{operation}")
          .replaceAll('"project,place,operation"', '"project,zone,operation"'),
      ],
    ]),
    f => {
      for (const m of f.messageType)
        for (const field of m.name === "GetZoneOperationRequest" ? m.field : [])
          if (field.name === "zone") Object.assign(field, { name: "place", jsonName: "place" });
    },
  );
});

test("a package, with what is below it", () => {
  const file = `${bench.folder}/google/iam/v1/policy.proto`;
  const offset = (bench.text(file) ?? "").indexOf("package google.iam.v1") + "package google.i".length;
  const texts = renamed(file, offset, "access");
  assert.ok(texts.size > 80, `${texts.size}`);
  const to = (name: string): string => name.replace(/^(\.?)google\.iam(?=\.)/, "$1google.access");
  const own = new Set(
    [...bench.files].flatMap(f => bench.outline(f)?.package ?? []).filter(p => to(`${p}.`) !== `${p}.`),
  );
  sameBut(texts, f => {
    if (own.has(f.package)) f.package = to(`${f.package}.`).slice(0, -1);
    retype(f, to);
  });
});

test("a message moves to a file of its own, and every file that names it imports that", () => {
  const { file, offset } = nameAt(operations, "google.longrunning.Operation");
  const surroundings = { ...bench, history: undefined, isOwn: () => true, allFiles: () => bench.files };
  const ctx = actionContext(surroundings, file, { start: offset, end: offset });
  assert.ok(ctx);
  const to = `${bench.folder}/google/longrunning/operation.proto`;
  assert.equal(moveDeclaration.offers(ctx)[0]?.argument, to);
  const outcome = finish(runSteps(moveDeclaration, ctx, to));
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const texts = outcome.draft.texts(bench);
  assert.ok(texts.size > 450, `${texts.size}`);
  const was = compiledBefore([...texts.keys()].filter(f => f !== to));
  const is = compiled(bench, [...texts.keys()], texts);
  const moved = is.get("google/longrunning/operation.proto");
  assert.deepEqual(
    moved?.messageType.map(m => m.name),
    ["Operation"],
  );
  const old = was.get(operations) as FileDescriptorProto;
  assert.deepEqual(
    moved.messageType[0],
    old.messageType.find(m => m.name === "Operation"),
  );
  old.messageType = old.messageType.filter(m => m.name !== "Operation");
  for (const [name, before] of was) {
    const after = is.get(name) as FileDescriptorProto;
    assert.ok(after.dependency.includes("google/longrunning/operation.proto"), name);
    before.dependency = after.dependency = [];
    assert.ok(bytes(after) === bytes(before), name);
  }
});
