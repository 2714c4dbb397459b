/**
 * Converts real files to editions, and has the reference compiler judge: they compile, and what it makes of them is what it was but for the
 * syntax and for how features are written.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { clearField, clone, type DescMessage, type MessageShape, toBinary } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FieldOptionsSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import { actionContext } from "../../server/src/features/actions/action.ts";
import { convertToEdition } from "../../server/src/features/actions/convertToEdition.ts";
import { runSteps } from "../../server/src/features/actions/runSteps.ts";
import { type BenchmarkFiles, compiled, openBenchmark } from "../support/benchmarkFiles.ts";
import { finish } from "../support/finish.ts";

let bench: BenchmarkFiles;
before(() => {
  bench = openBenchmark();
});

const files = [
  "google/type/money.proto",
  "google/type/date.proto",
  "google/iam/v1/policy.proto",
  "google/api/http.proto",
  "google/api/field_info.proto",
  "google/longrunning/operations.proto",
  "google/storage/v2/storage.proto",
  "google/logging/v2/log_entry.proto",
  "google/bigtable/v2/data.proto",
  "google/datastore/v1/query.proto",
];

/** The text of a file in the next edition. */
function converted(file: string, text: string): string {
  const at = `${bench.folder}/${file}`;
  const s = bench.withTexts(new Map([[at, text]]));
  const surroundings = {
    ...s,
    history: undefined,
    isOwn: () => true,
    allFiles: () => bench.files,
    withTexts: bench.withTexts,
    // Thousands of files see some of these; that they still compile is what other tests show.
    whoSees: (f: string) => [f],
  };
  const start = /^(?:syntax|edition)/m.exec(text)?.index ?? 0;
  const ctx = actionContext(surroundings, at, { start, end: start });
  assert.ok(ctx);
  assert.equal(convertToEdition.offers(ctx)[0]?.refused, undefined, file);
  const outcome = finish(runSteps(convertToEdition, ctx, undefined));
  assert.ok(outcome.ok, `${file}: ${JSON.stringify(outcome)}`);
  return outcome.draft.textAfter(s, at);
}

/** Takes fields out of a message, by their names in TypeScript. */
function clear<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc> | undefined,
  ...names: string[]
): void {
  for (const field of message ? schema.fields : [])
    if (names.includes(field.localName)) clearField(message as MessageShape<Desc>, field);
}

const isEmpty = <Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc>): boolean =>
  toBinary(schema, message).length === 0;

/** Without the syntax, features, and what says the same in proto3: `optional` and the oneof that is made for it. */
function withoutSyntax(file: FileDescriptorProto): string {
  const field = (f: FieldDescriptorProto): void => {
    clear(FieldOptionsSchema, f.options, "features", "packed", "ctype");
    if (f.options && isEmpty(FieldOptionsSchema, f.options)) clear(FieldDescriptorProtoSchema, f, "options");
  };
  const message = (m: DescriptorProto): void => {
    const made = new Set(m.field.filter(f => f.proto3Optional).map(f => f.oneofIndex));
    for (const f of m.field) {
      if (f.proto3Optional) clear(FieldDescriptorProtoSchema, f, "proto3Optional", "oneofIndex");
      field(f);
    }
    m.extension.forEach(field);
    m.oneofDecl = m.oneofDecl.filter((_, i) => !made.has(i));
    m.nestedType.forEach(message);
  };
  file.messageType.forEach(message);
  file.extension.forEach(field);
  // Imports for options alone, which the features of a language need.
  clear(FileDescriptorProtoSchema, file, "syntax", "edition", "optionDependency");
  if (file.$unknown) file.$unknown = file.$unknown.filter(u => u.no !== 15);
  clear(FileOptionsSchema, file.options, "features", "javaMultipleFiles");
  return Buffer.from(toBinary(FileDescriptorProtoSchema, file)).toString("base64");
}

test("proto3 to 2023 to 2024", () => {
  const was = compiled(
    bench,
    files.map(f => `${bench.folder}/${f}`),
  );
  let texts = new Map(files.map(f => [`${bench.folder}/${f}`, bench.text(`${bench.folder}/${f}`) ?? ""]));
  for (const edition of ["2023", "2024"]) {
    texts = new Map([...texts].map(([at, text]) => [at, converted(at.slice(bench.folder.length + 1), text)]));
    for (const text of texts.values()) assert.match(text, new RegExp(`^edition = "${edition}";`, "m"));
    const is = compiled(
      bench,
      files.map(f => `${bench.folder}/${f}`),
      texts,
    );
    for (const [name, file] of was) {
      const after = is.get(name) as FileDescriptorProto;
      const before = clone(FileDescriptorProtoSchema, file);
      assert.ok(
        withoutSyntax(clone(FileDescriptorProtoSchema, after)) === withoutSyntax(before),
        `${name} in ${edition}`,
      );
    }
  }
});
