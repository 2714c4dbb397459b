/**
 * Tree → outline, and with it the node of each declaration. The nodes stay with the tree; the outline holds none of them.
 */
import { finish } from "../base/steps.ts";
import type {
  Decl,
  EnumDecl,
  EnumValueDecl,
  ExtendDecl,
  ExtensionsDecl,
  FieldDecl,
  MessageDecl,
  MethodDecl,
  OneofDecl,
  ReservedDecl,
  ServiceDecl,
  Tree,
} from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { intern } from "./intern.ts";
import { mapEntryName } from "./jsonName.ts";
import type {
  DeclOutline,
  EnumOutline,
  FieldOutline,
  ImportOutline,
  MessageOutline,
  MethodOutline,
  OneofOutline,
  OptionOutline,
  Outline,
  ParentOutline,
  RangeOutline,
  ServiceOutline,
} from "./outline.ts";
import { withHashes } from "./shape.ts";
import { INT32_MAX, MAX_FIELD_NUMBER } from "../shared/numberLimits.ts";
import { cutToSize, Field, EnumValue, type Mutable, newMessage, none, qualified } from "./declOutlines.ts";
import { numberOf, rangeOf } from "./numbers.ts";
import { addOption, compactOptions, fieldOptions } from "./optionOutlines.ts";
import { addSyntheticOneofs } from "./syntheticOneofs.ts";

/** The node that declares something; a map entry and a synthetic oneof share the node of their field. */
export type DeclNode = MessageDecl | FieldDecl | OneofDecl | EnumDecl | EnumValueDecl | ServiceDecl | MethodDecl;

export interface Declared {
  readonly outline: Outline;
  readonly nodes: ReadonlyMap<DeclOutline, DeclNode>;
  /** The `extend` block of each extension. */
  readonly extendOf: ReadonlyMap<FieldOutline, ExtendDecl>;
}

export function declare(tree: Tree): Declared {
  return finish(declareSteps(tree));
}

/** The same with pauses, for files of megabytes. */
export function declareSteps(tree: Tree): Generator<void, Declared> {
  return new Builder(tree).run();
}

class Builder {
  private readonly tree: Tree;
  private readonly nodes = new Map<DeclOutline, DeclNode>();
  private readonly extendOf = new Map<FieldOutline, ExtendDecl>();
  private readonly types = new Map<string, DeclOutline>();

  constructor(tree: Tree) {
    this.tree = tree;
  }

  *run(): Generator<void, Declared> {
    const { tree } = this;
    let pkg = "";
    for (const d of tree.root.decls) if (d.kind === "Package" && d.name) pkg = intern(d.name.text);
    const imports: ImportOutline[] = [];
    const messages: MessageOutline[] = [];
    const enums: EnumOutline[] = [];
    const extensions: FieldOutline[] = [];
    const services: ServiceOutline[] = [];
    const options: OptionOutline[] = [];
    for (const d of tree.root.decls) {
      switch (d.kind) {
        case "Import":
          if (d.path) imports.push({ path: intern(this.string(d.path)), modifier: d.modifier });
          break;
        case "Message":
          this.message(d, pkg, undefined, messages);
          break;
        case "Enum":
          this.enumeration(d, pkg, undefined, enums);
          break;
        case "Extend":
          this.extend(d, pkg, undefined, extensions, messages);
          break;
        case "Service":
          this.service(d, pkg, services);
          break;
        case "Option":
          addOption(this.tree, d, options);
          break;
      }
      yield;
    }
    const parts = { syntax: tree.syntax, package: pkg, imports, messages, enums, extensions, services, options };
    const outline = withHashes(parts, this.types);
    return { outline, nodes: this.nodes, extendOf: this.extendOf };
  }

  private string(node: Parameters<typeof stringValue>[2]): string {
    return stringValue(this.tree.source, this.tree.tokens.starts, node);
  }

  private add(decl: DeclOutline, node: DeclNode): void {
    this.nodes.set(decl, node);
    if (decl.kind === "field" && decl.extendee === undefined) return;
    if (decl.kind === "oneof" || decl.kind === "enumValue" || decl.kind === "method") return;
    if (!this.types.has(decl.fullName)) this.types.set(decl.fullName, decl);
  }

  private message(node: MessageDecl, scope: string, parent: ParentOutline, out: MessageOutline[]): void {
    if (!node.name) return;
    const message = newMessage(node.name.text, scope, parent, undefined, node.visibility?.text);
    out.push(message);
    this.add(message, node);
    this.members(node.body?.decls ?? [], message);
    cutToSize(message);
  }

  private members(decls: readonly Decl[], message: Mutable<MessageOutline>): void {
    const scope = message.fullName;
    for (const d of decls) {
      switch (d.kind) {
        case "Field":
          this.field(d, scope, message, message.fields, message.messages, undefined);
          break;
        case "Oneof":
          this.oneof(d, message);
          break;
        case "Message":
          this.message(d, scope, message, message.messages);
          break;
        case "Enum":
          this.enumeration(d, scope, message, message.enums);
          break;
        case "Extend":
          this.extend(d, scope, message, message.extensions, message.messages);
          break;
        case "Extensions":
          this.extensionRanges(d, message.extensionRanges);
          break;
        case "Reserved":
          this.reserved(d, message.reservedRanges, message.reservedNames, MAX_FIELD_NUMBER);
          break;
        case "Option":
          addOption(this.tree, d, message.options);
          break;
      }
    }
    addSyntheticOneofs(message, this.nodes);
  }

  private oneof(node: OneofDecl, message: Mutable<MessageOutline>): void {
    if (!node.name) return;
    const options: OptionOutline[] = [];
    const index = message.oneofs.length;
    const oneof: OneofOutline = {
      kind: "oneof",
      name: intern(node.name.text),
      fullName: qualified(message.fullName, node.name.text),
      parent: message,
      options,
      synthetic: false,
    };
    message.oneofs.push(oneof);
    this.add(oneof, node);
    for (const d of node.body?.decls ?? []) {
      if (d.kind === "Field") this.field(d, message.fullName, message, message.fields, message.messages, index);
      else if (d.kind === "Option") addOption(this.tree, d, options);
    }
  }

  private field(
    node: FieldDecl,
    scope: string,
    parent: ParentOutline,
    out: FieldOutline[],
    nested: MessageOutline[],
    oneof: number | undefined,
    extendee?: string,
  ): FieldOutline | undefined {
    if (!node.name) return undefined;
    const { options, jsonName, defaultValue } = fieldOptions(this.tree, node.options);
    const label = node.label?.text as FieldOutline["label"];
    const form = node.map ? "map" : node.isGroup ? "group" : "plain";
    // A group declares a message under its name, and a field under that name in lower case.
    const name = form === "group" ? node.name.text.toLowerCase() : node.name.text;
    const field = new Field(scope, name);
    field.parent = parent;
    field.number = numberOf(node.number);
    field.label = form === "map" ? "repeated" : label;
    field.type = form === "plain" ? intern(node.type?.text ?? "") : "";
    field.form = form;
    field.extendee = extendee === undefined ? undefined : intern(extendee);
    field.oneof = oneof;
    field.proto3Optional = label === "optional" && this.tree.syntax.kind === "proto3" && oneof === undefined;
    field.jsonName = jsonName;
    field.defaultValue = defaultValue;
    field.options = options.length ? options : none;
    out.push(field);
    this.add(field, node);
    if (form === "map") field.type = this.mapEntry(node, scope, parent, nested, options);
    if (form === "group") {
      const group = newMessage(node.name.text, scope, parent, "group", undefined);
      nested.push(group);
      this.add(group, node);
      this.members(node.body?.decls ?? [], group);
      cutToSize(group);
      field.type = intern(node.name.text);
    }
    return field;
  }

  private mapEntry(
    node: FieldDecl,
    scope: string,
    parent: ParentOutline,
    nested: MessageOutline[],
    options: readonly OptionOutline[],
  ): string {
    const name = mapEntryName(node.name?.text ?? "");
    const entry = newMessage(name, scope, parent, "map-entry", undefined);
    const features = options.filter(o => o.name === "features" || o.name.startsWith("features."));
    const part = (fieldName: string, number: number, type: string): FieldOutline => {
      const field = new Field(entry.fullName, fieldName);
      field.parent = entry;
      field.number = number;
      field.label = "optional";
      field.type = intern(type);
      field.options = features.length ? features : none;
      return field;
    };
    const key = part("key", 1, node.map?.key?.text ?? "");
    const value = part("value", 2, node.map?.value?.text ?? "");
    entry.fields = [key, value];
    cutToSize(entry);
    nested.push(entry);
    this.add(entry, node);
    this.nodes.set(key, node);
    this.nodes.set(value, node);
    return intern(name);
  }

  private extend(
    node: ExtendDecl,
    scope: string,
    parent: ParentOutline,
    out: FieldOutline[],
    nested: MessageOutline[],
  ): void {
    for (const d of node.body?.decls ?? []) {
      if (d.kind !== "Field") continue;
      const field = this.field(d, scope, parent, out, nested, undefined, node.extendee?.text ?? "");
      if (field) this.extendOf.set(field, node);
    }
  }

  private extensionRanges(node: ExtensionsDecl, out: RangeOutline[]): void {
    const options = compactOptions(this.tree, node.options);
    for (const r of node.ranges) out.push(rangeOf(r, MAX_FIELD_NUMBER, options));
  }

  private reserved(node: ReservedDecl, ranges: RangeOutline[], names: string[], max: number): void {
    for (const r of node.ranges) ranges.push(rangeOf(r, max, []));
    for (const n of node.names) names.push(intern(n.kind === "Name" ? n.text : this.string(n)));
  }

  private enumeration(node: EnumDecl, scope: string, parent: ParentOutline, out: EnumOutline[]): void {
    if (!node.name) return;
    const e: Mutable<EnumOutline> = {
      kind: "enum",
      name: intern(node.name.text),
      fullName: qualified(scope, node.name.text),
      parent,
      visibility: node.visibility?.text,
      values: [],
      reservedRanges: [],
      reservedNames: [],
      options: [],
    };
    out.push(e);
    this.add(e, node);
    for (const d of node.body?.decls ?? []) {
      if (d.kind === "EnumValue" && d.name) {
        const value = new EnumValue(scope, d.name.text, e, numberOf(d.number), compactOptions(this.tree, d.options));
        e.values.push(value);
        this.add(value, d);
      } else if (d.kind === "Reserved") this.reserved(d, e.reservedRanges, e.reservedNames, INT32_MAX);
      else if (d.kind === "Option") addOption(this.tree, d, e.options);
    }
    cutToSize(e);
  }

  private service(node: ServiceDecl, scope: string, out: ServiceOutline[]): void {
    if (!node.name) return;
    const service: Mutable<ServiceOutline> = {
      kind: "service",
      name: intern(node.name.text),
      fullName: qualified(scope, node.name.text),
      methods: [],
      options: [],
    };
    out.push(service);
    this.add(service, node);
    for (const d of node.body?.decls ?? []) {
      if (d.kind === "Option") addOption(this.tree, d, service.options);
      if (d.kind !== "Method" || !d.name) continue;
      const options: OptionOutline[] = [];
      for (const o of d.body?.decls ?? []) if (o.kind === "Option") addOption(this.tree, o, options);
      const method: MethodOutline = {
        kind: "method",
        name: intern(d.name.text),
        fullName: qualified(service.fullName, d.name.text),
        parent: service,
        input: intern(d.input?.type?.text ?? ""),
        output: intern(d.output?.type?.text ?? ""),
        clientStreaming: d.input?.stream ?? false,
        serverStreaming: d.output?.stream ?? false,
        options,
      };
      service.methods.push(method);
      this.add(method, d);
    }
  }
}
