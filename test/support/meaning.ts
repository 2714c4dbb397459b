/**
 * What a file means to those who read its descriptor, whichever edition it is written in: features are resolved by another implementation
 * than ours, and syntax, edition and the options that stand for features are left out.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  clearField,
  clone,
  createFileRegistry,
  type DescEnum,
  type DescExtension,
  type DescField,
  type DescFile,
  type DescMessage,
  fromBinary,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import {
  EnumOptionsSchema,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  FieldOptionsSchema,
  FileDescriptorSetSchema,
  FileOptionsSchema,
  MessageOptionsSchema,
  MethodOptionsSchema,
  OneofOptionsSchema,
  ServiceOptionsSchema,
} from "@bufbuild/protobuf/wkt";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");

/** Files below a folder, by their paths there. */
export function writeTexts(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [file, text] of texts) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** Compiles files by the reference compiler, some of which have other texts than in `roots`; throws what it says. Name → meaning. */
export function meanings(
  roots: readonly string[],
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const over = mkdtempSync(path.join(tmpdir(), "protocall-meaning-"));
  try {
    writeTexts(over, texts);
    const out = path.join(over, "set.binpb");
    const list = path.join(over, "files.txt");
    writeFileSync(list, files.join("\n"));
    const flags = [over, ...roots, path.resolve("server/protos")].map(root => `-I${root}`);
    execFileSync(protoc, [...flags, "--include_imports", `--descriptor_set_out=${out}`, `@${list}`], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const set = fromBinary(FileDescriptorSetSchema, readFileSync(out));
    const registry = createFileRegistry(set);
    const wanted = new Set(files);
    const meant = [...registry.files].filter(f => wanted.has(`${f.name}.proto`));
    return new Map(meant.map(f => [`${f.name}.proto`, JSON.stringify(ofFile(f), undefined, 1)]));
  } finally {
    rmSync(over, { recursive: true, force: true });
  }
}

/** Options that say what features say, or what only names classes and files. */
const left = ["features", "packed", "ctype", "javaMultipleFiles", "javaOuterClassname", "javaStringCheckUtf8"];

function options<Desc extends DescMessage>(schema: Desc, message: MessageShape<Desc> | undefined): string {
  if (!message) return "";
  const copy = clone(schema, message);
  for (const field of schema.fields) if (left.includes(field.localName)) clearField(copy, field);
  return Buffer.from(toBinary(schema, copy)).toString("hex");
}

const ofFile = (f: DescFile): unknown => ({
  package: f.proto.package,
  imports: f.proto.dependency.filter(d => !d.endsWith("_features.proto")),
  publicImports: f.proto.publicDependency,
  options: options(FileOptionsSchema, f.proto.options),
  messages: f.messages.map(ofMessage),
  enums: f.enums.map(ofEnum),
  extensions: f.extensions.map(ofField),
  services: f.services.map(s => ({
    name: s.typeName,
    options: options(ServiceOptionsSchema, s.proto.options),
    methods: s.methods.map(m => [
      m.name,
      m.input.typeName,
      m.output.typeName,
      m.methodKind,
      options(MethodOptionsSchema, m.proto.options),
    ]),
  })),
});

const ofMessage = (m: DescMessage): unknown => ({
  name: m.typeName,
  options: options(MessageOptionsSchema, m.proto.options),
  fields: m.fields.map(ofField),
  oneofs: m.oneofs.map(o => [o.name, options(OneofOptionsSchema, o.proto.options)]),
  messages: m.nestedMessages.map(ofMessage),
  enums: m.nestedEnums.map(ofEnum),
  extensions: m.nestedExtensions.map(ofField),
  reserved: [m.proto.reservedRange.map(r => [r.start, r.end]), m.proto.reservedName],
  ranges: m.proto.extensionRange.map(r => [r.start, r.end, options(ExtensionRangeOptionsSchema, r.options)]),
});

function ofField(f: DescField | DescExtension): unknown {
  const known: Readonly<Record<string, unknown>> = { ...f };
  return {
    name: f.kind === "extension" ? f.typeName : f.name,
    extendee: f.kind === "extension" ? f.extendee.typeName : undefined,
    number: f.number,
    json: f.jsonName,
    kind: [f.fieldKind, known.listKind, known.mapKind, known.mapKey, known.scalar],
    type: f.message?.typeName ?? f.enum?.typeName,
    open: f.enum?.open,
    presence: f.presence,
    packed: known.packed,
    delimited: known.delimitedEncoding,
    utf8: known.utf8Validation,
    default: f.proto.defaultValue,
    oneof: f.oneof?.name,
    options: options(FieldOptionsSchema, f.proto.options),
  };
}

const ofEnum = (e: DescEnum): unknown => ({
  name: e.typeName,
  open: e.open,
  options: options(EnumOptionsSchema, e.proto.options),
  values: e.values.map(v => [v.name, v.number, options(EnumValueOptionsSchema, v.proto.options)]),
  reserved: [e.proto.reservedRange.map(r => [r.start, r.end]), e.proto.reservedName],
});
