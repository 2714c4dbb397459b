/**
 * One file → the bytes of its FileDescriptorProto, equal to what protoc writes into descriptor sets: fields in the order of their
 * numbers, types by full name, each field's JSON name, options interpreted. The file must be free of errors.
 */
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Linked } from "../link/link.ts";
import type { Lookup } from "../link/lookup.ts";
import type { World } from "../link/world.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import { hasMessageSetFormat } from "../options/messageSet.ts";
import type { OptionOwner } from "../options/optionBlocks.ts";
import { FieldType } from "../options/schema.ts";
import { INT32_MAX, MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type {
  EnumOutline,
  FieldOutline,
  MessageOutline,
  MethodOutline,
  RangeOutline,
  ServiceOutline,
} from "../outline/outline.ts";
import type { Tree } from "../syntax/ast.ts";
import type { ByteWriter } from "../base/byteWriter.ts";
import { defaultNode, defaultText } from "./defaultValue.ts";
import { writeOptions } from "../options/encodeOptions.ts";
import { writeSourceInfo } from "./sourceInfo.ts";

export interface DescriptorOptions {
  /** Positions and comments too. */
  readonly sourceInfo: boolean;
}

/** Writes one FileDescriptorProto at the end of what `out` holds. */
export function writeFileDescriptor(
  out: ByteWriter,
  world: World,
  linked: Linked,
  tree: Tree,
  options: InterpretedOptions,
  wanted: DescriptorOptions,
): void {
  const { outline } = linked;
  const file = new FileEncoder(out, linked, tree, options);
  out.textField(1, world.importName(linked.id));
  if (outline.package) out.textField(2, outline.package);
  const dependencies = outline.imports.filter(i => i.modifier !== "option");
  for (const i of dependencies) out.textField(3, i.path);
  for (const m of outline.messages) file.message(4, m);
  for (const e of outline.enums) file.enumeration(5, e);
  for (const s of outline.services) file.service(6, s);
  for (const x of outline.extensions) file.field(7, x);
  file.options(8, outline);
  if (wanted.sourceInfo) writeSourceInfo(out, tree, options);
  for (const [i, d] of dependencies.entries()) if (d.modifier === "public") out.intField(10, i);
  for (const [i, d] of dependencies.entries()) if (d.modifier === "weak") out.intField(11, i);
  const { kind, edition } = outline.syntax;
  if (kind !== "proto2") out.textField(12, kind);
  if (kind === "editions") out.intField(14, edition);
  for (const i of outline.imports) if (i.modifier === "option") out.textField(15, i.path);
}

const labels = { optional: 1, required: 2, repeated: 3 } as const;
const visibilities = { local: 1, export: 2 } as const;

class FileEncoder {
  private readonly out: ByteWriter;
  private readonly linked: Linked;
  private readonly tree: Tree;
  private readonly interpreted: InterpretedOptions;

  constructor(out: ByteWriter, linked: Linked, tree: Tree, options: InterpretedOptions) {
    this.out = out;
    this.linked = linked;
    this.tree = tree;
    this.interpreted = options;
  }

  options(number: number, owner: OptionOwner): void {
    const value = this.interpreted.of.get(owner);
    if (!value || value.isSourceOnly()) return;
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    writeOptions(out, value, "for descriptors");
    out.end(at);
  }

  message(number: number, m: MessageOutline): void {
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    out.textField(1, m.name);
    for (const f of m.fields) this.field(2, f);
    for (const n of m.messages) this.message(3, n);
    for (const e of m.enums) this.enumeration(4, e);
    for (const r of m.extensionRanges) this.extensionRange(r, m);
    for (const x of m.extensions) this.field(6, x);
    if (m.synthetic === "map-entry") {
      out.tag(7, 2);
      out.byte(2);
      out.intField(7, 1);
    } else this.options(7, m);
    for (const o of m.oneofs) {
      out.tag(8, 2);
      const oneof = out.begin();
      out.textField(1, o.name);
      this.options(2, o);
      out.end(oneof);
    }
    for (const r of m.reservedRanges) this.range(9, r.start, exclusiveEnd(r, m));
    for (const n of m.reservedNames) out.textField(10, n);
    if (m.visibility) out.intField(11, visibilities[m.visibility]);
    out.end(at);
  }

  private range(number: number, start: number, end: number): void {
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    out.intField(1, start);
    out.intField(2, end);
    out.end(at);
  }

  private extensionRange(r: RangeOutline, m: MessageOutline): void {
    const { out } = this;
    out.tag(5, 2);
    const at = out.begin();
    out.intField(1, r.start);
    out.intField(2, exclusiveEnd(r, m));
    this.options(3, r);
    out.end(at);
  }

  field(number: number, f: FieldOutline): void {
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    out.textField(1, f.name);
    if (f.extendee !== undefined) this.typeName(2, this.linked.extendeeOf.get(f));
    out.intField(3, f.number);
    out.intField(4, labels[f.label ?? "optional"]);
    let type = f.form === "plain" ? (scalarTypes.get(f.type) ?? 0) : 0;
    if (type) out.intField(5, type);
    else {
      const result = this.linked.typeOf.get(f);
      const isEnum = result?.ok && result.found.kind === "enum";
      type = isEnum ? FieldType.enum : f.form === "group" ? FieldType.group : FieldType.message;
      out.intField(5, type);
      this.typeName(6, result);
    }
    const node = this.linked.declared.nodes.get(f);
    const value = f.defaultValue && node?.kind === "Field" ? defaultNode(node) : undefined;
    if (value) {
      const text = defaultText(this.tree, value, type);
      if (typeof text === "string") out.textField(7, text);
      else {
        out.tag(7, 2);
        out.uint(text.length);
        out.raw(text);
      }
    }
    this.options(8, f);
    if (f.oneof !== undefined) out.intField(9, f.oneof);
    out.textField(10, f.jsonName ?? defaultJsonName(f.name));
    if (f.proto3Optional) out.intField(17, 1);
    out.end(at);
  }

  private typeName(number: number, result: Lookup | undefined): void {
    if (result?.ok && result.found.kind !== "package") this.out.textField(number, `.${result.found.id.name}`);
  }

  enumeration(number: number, e: EnumOutline): void {
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    out.textField(1, e.name);
    for (const v of e.values) {
      out.tag(2, 2);
      const value = out.begin();
      out.textField(1, v.name);
      out.intField(2, v.number);
      this.options(3, v);
      out.end(value);
    }
    this.options(3, e);
    for (const r of e.reservedRanges) this.range(4, r.start, r.end);
    for (const n of e.reservedNames) out.textField(5, n);
    if (e.visibility) out.intField(6, visibilities[e.visibility]);
    out.end(at);
  }

  service(number: number, s: ServiceOutline): void {
    const { out } = this;
    out.tag(number, 2);
    const at = out.begin();
    out.textField(1, s.name);
    for (const m of s.methods) this.method(m);
    this.options(3, s);
    out.end(at);
  }

  private method(m: MethodOutline): void {
    const { out } = this;
    out.tag(2, 2);
    const at = out.begin();
    out.textField(1, m.name);
    this.typeName(2, this.linked.inputOf.get(m));
    this.typeName(3, this.linked.outputOf.get(m));
    if (this.interpreted.of.has(m)) this.options(4, m);
    else if (this.hasBody(m)) {
      // Braces with nothing in them leave options that are empty.
      out.tag(4, 2);
      out.byte(0);
    }
    if (m.clientStreaming) out.intField(5, 1);
    if (m.serverStreaming) out.intField(6, 1);
    out.end(at);
  }

  private hasBody(m: MethodOutline): boolean {
    const node = this.linked.declared.nodes.get(m);
    return node?.kind === "Method" && node.body !== undefined;
  }
}

/** `max` of a message set is the largest number of 32 bits. */
function exclusiveEnd(r: RangeOutline, m: MessageOutline): number {
  return r.end === MAX_FIELD_NUMBER && hasMessageSetFormat(m) ? INT32_MAX : r.end + 1;
}
