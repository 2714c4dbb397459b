/**
 * The messages that options are written in: which fields they have, of which type, and how those go on the wire. Read from outlines,
 * where each type's name is looked up from the file that writes it. Make one for each interpretation: what it found holds until
 * a file changes.
 */
import { scalarTypes } from "../base/scalarTypes.ts";
import { featuresIn, hasPresence } from "../editions/features.ts";
import { type Found, type Lookup, Scope } from "../link/lookup.ts";
import { visibleFiles } from "../link/visible.ts";
import type { FileId, World } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { EnumOutline, FieldOutline, MessageOutline, Outline } from "../outline/outline.ts";
import { isSet } from "../outline/isSet.ts";

export interface MessageRef {
  readonly file: FileId;
  readonly message: MessageOutline;
}

export interface EnumRef {
  readonly file: FileId;
  readonly enum: EnumOutline;
}

/** Numbers of `google.protobuf.FieldDescriptorProto.Type`. */
export const FieldType = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  group: 10,
  message: 11,
  bytes: 12,
  uint32: 13,
  enum: 14,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
} as const;

/** A field of an option message, or an extension of one. */
export interface OptionField {
  readonly file: FileId;
  readonly outline: FieldOutline;
  readonly number: number;
  /** One of `FieldType`; 0 where the type cannot be found. */
  readonly type: number;
  readonly message: MessageRef | undefined;
  readonly enum: EnumRef | undefined;
  readonly repeated: boolean;
  readonly packed: boolean;
  /** A string that readers refuse where it is not UTF-8. */
  readonly verified: boolean;
  /** Whether a value that is the type's zero is written too. */
  readonly presence: boolean;
  /** Dropped from descriptor sets: `retention = RETENTION_SOURCE`. */
  readonly sourceOnly: boolean;
}

const fieldsByName = new WeakMap<MessageOutline, ReadonlyMap<string, FieldOutline>>();

/** The fields of a message by name; the first of several of a name. */
function fieldsOf(message: MessageOutline): ReadonlyMap<string, FieldOutline> {
  let map = fieldsByName.get(message);
  if (!map) {
    const made = new Map<string, FieldOutline>();
    for (const f of message.fields) if (!made.has(f.name)) made.set(f.name, f);
    map = made;
    fieldsByName.set(message, map);
  }
  return map;
}

export class Schema {
  private readonly world: World;
  private readonly scopes = new Map<FileId, Scope>();
  private readonly fields = new Map<FieldOutline, OptionField>();

  /** `own` is the file whose options are read, with the scope that its link made. */
  constructor(world: World, own: FileId, scope: Scope) {
    this.world = world;
    this.scopes.set(own, scope);
  }

  outline(file: FileId): Outline | undefined {
    return this.world.outline(file);
  }

  private scope(file: FileId): Scope | undefined {
    let scope = this.scopes.get(file);
    if (scope) return scope;
    const outline = this.world.outline(file);
    if (!outline) return undefined;
    scope = new Scope(this.world, visibleFiles(this.world, file, outline));
    this.scopes.set(file, scope);
    return scope;
  }

  lookup(
    file: FileId,
    name: string,
    at: string,
    options: { typesOnly: boolean; forOption: boolean },
  ): Lookup | undefined {
    return this.scope(file)?.lookup(name, at, options);
  }

  find(file: FileId, fullName: string): Found | undefined {
    return this.scope(file)?.find(fullName, "option");
  }

  /** Whether an enum's fields take numbers that no value has. */
  isOpen(ref: EnumRef | undefined): boolean {
    const outline = ref && this.world.outline(ref.file);
    return outline !== undefined && featuresIn(outline, ref?.enum).enumType === "OPEN";
  }

  /** The message of a full name in `file`. */
  messageIn(file: FileId, fullName: string): MessageRef | undefined {
    const decl = this.world.outline(file)?.types.get(fullName);
    return decl?.kind === "message" ? { file, message: decl } : undefined;
  }

  messageOf(found: Found | undefined): MessageRef | undefined {
    return found && found.kind === "message" ? this.messageIn(found.id.file, found.id.name) : undefined;
  }

  /** The extension or field that was found. */
  fieldFound(found: Found): OptionField | undefined {
    if (found.kind !== "field") return undefined;
    const outline = this.world.outline(found.id.file);
    const decl = outline && findDecl(outline, found.id.name);
    return decl?.kind === "field" ? this.field(found.id.file, decl) : undefined;
  }

  fieldNamed(of: MessageRef, name: string): OptionField | undefined {
    const outline = fieldsOf(of.message).get(name);
    return outline && this.field(of.file, outline);
  }

  /** Whether `field` belongs to `message` as a field or an extension. */
  belongsTo(field: OptionField, message: MessageRef): boolean {
    const { outline } = field;
    if (outline.extendee === undefined) return outline.parent === message.message;
    const result = this.lookup(field.file, outline.extendee, outline.fullName, {
      typesOnly: false,
      forOption: false,
    });
    return (
      result?.ok === true && result.found.kind === "message" && result.found.id.name === message.message.fullName
    );
  }

  field(file: FileId, outline: FieldOutline): OptionField {
    let field = this.fields.get(outline);
    if (!field) this.fields.set(outline, (field = this.makeField(file, outline)));
    return field;
  }

  private makeField(file: FileId, f: FieldOutline): OptionField {
    const own = this.world.outline(file);
    let type = f.form === "plain" ? (scalarTypes.get(f.type) ?? 0) : 0;
    let message: MessageRef | undefined;
    let enumRef: EnumRef | undefined;
    const features = own && featuresIn(own, f);
    if (type === 0 && own) {
      if (f.form !== "plain") {
        const cut = f.fullName.lastIndexOf(".");
        message = this.messageIn(file, cut < 0 ? f.type : `${f.fullName.slice(0, cut)}.${f.type}`);
      } else {
        const result = this.lookup(file, f.type, f.fullName, { typesOnly: true, forOption: false });
        if (result?.ok && result.found.kind !== "package") {
          const { file: where, name } = result.found.id;
          const decl = this.world.outline(where)?.types.get(name);
          if (decl?.kind === "message") message = { file: where, message: decl };
          else if (decl?.kind === "enum") enumRef = { file: where, enum: decl };
        }
      }
      if (enumRef) type = FieldType.enum;
      else if (message) {
        const inEntry = f.parent?.synthetic === "map-entry";
        const group = features?.messageEncoding === "DELIMITED" && f.form !== "map" && !inEntry;
        type = group ? FieldType.group : FieldType.message;
      }
    }
    const repeated = f.label === "repeated";
    const packable = type !== FieldType.string && type !== FieldType.bytes && message === undefined;
    return {
      file,
      outline: f,
      number: f.number,
      type,
      message,
      enum: enumRef,
      repeated,
      packed: repeated && packable && features?.repeatedFieldEncoding === "PACKED",
      verified: type === FieldType.string && features?.utf8Validation === "VERIFY",
      presence: !features || f.parent?.synthetic === "map-entry" || hasPresence(features, f, message !== undefined),
      sourceOnly: isSet(f.options, "retention", "RETENTION_SOURCE"),
    };
  }
}
