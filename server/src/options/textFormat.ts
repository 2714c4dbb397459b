/**
 * `{ … }` of an option, read in text format: strict where the grammar of files is lenient, since the compiler reads the inside of the
 * braces at this stage and stops at the first mistake.
 */
import { hasMessageSetFormat } from "./messageSet.ts";
import type { OptionRefs } from "./optionRefs.ts";
import { FieldType, type MessageRef, type OptionField, type Schema } from "./schema.ts";
import { type FieldScalar, isZero, MessageValue } from "./value.ts";
import { encodeMessage } from "./encodeOptions.ts";
import type { FileId } from "../link/world.ts";
import type { MessageLit, Tree } from "../syntax/ast.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { type LiteralError, LiteralCursor } from "./literalCursor.ts";
import { readScalar } from "./literalScalar.ts";
import { isGroupLike } from "./groupLike.ts";
import { missingField } from "./missingField.ts";

/**
 * How deep messages may lie inside of options; what is deeper, readers of descriptors refuse. The compiler starts anew inside of an `Any`,
 * this one does not, so that no text is too deep for it.
 */
export const MAX_VALUE_DEPTH = 100;
const anyPrefixes = new Set(["type.googleapis.com/", "type.googleprod.com/"]);

/** Reads the literal `node` as a message of `type` that lies `depth` levels inside of options; `error` is set where it is none. */
export function readLiteral(
  tree: Tree,
  node: MessageLit,
  type: MessageRef,
  depth: number,
  schema: Schema,
  own: FileId,
  refs: OptionRefs,
): { value: MessageValue; error: LiteralError | undefined } {
  const reader = new Reader(tree, node, depth, schema, own, refs);
  const value = new MessageValue(type);
  if (reader.body(value, -1)) {
    const missing = missingField(value, schema);
    if (missing !== undefined) reader.fail("P4026", [type.message.fullName, missing], node.first);
  }
  if (type.message.synthetic === "map-entry") reader.completeEntry(value);
  return { value, error: reader.error };
}

class Reader extends LiteralCursor {
  private readonly schema: Schema;
  private readonly own: FileId;
  private readonly refs: OptionRefs;
  private depth: number;

  constructor(tree: Tree, node: MessageLit, depth: number, schema: Schema, own: FileId, refs: OptionRefs) {
    super(tree, node);
    this.schema = schema;
    this.own = own;
    this.refs = refs;
    this.depth = depth;
  }

  /** The fields up to `close`, which is consumed; -1: up to the end of the literal. */
  body(into: MessageValue, close: number): boolean {
    const first = this.tok;
    for (;;) {
      const kind = this.kind;
      if (kind === 0 || kind === Sym.greater || kind === Sym.close) {
        if (close === -1) return kind === 0 || this.fail("P4033", [this.found()]);
        if (!this.expect(close)) return false;
        this.refs.literal(first, this.tok, into.type);
        return true;
      }
      if (!this.field(into)) return false;
    }
  }

  private field(into: MessageValue): boolean {
    const nameToken = this.tok;
    const field = this.kind === Sym.openBracket ? this.bracketed(into) : this.named(into);
    if (field === false) return false;
    if (field === "any") return this.separator();
    if (field === "skip") return this.skipValue() && this.separator();
    if (!field.repeated) {
      if (this.has(into, field)) return this.fail("P4024", [field.outline.name], nameToken);
      const other = this.otherOfOneof(into, field);
      if (other) return this.fail("P4025", [field.outline.name, other.name, other.oneof], nameToken);
    }
    if (field.message) this.take(Sym.colon);
    else if (!this.expect(Sym.colon)) return false;
    if (field.repeated && this.take(Sym.openBracket)) {
      if (!this.take(Sym.closeBracket))
        for (;;) {
          if (!this.value(into, field, nameToken)) return false;
          if (this.take(Sym.closeBracket)) break;
          if (!this.expect(Sym.comma)) return false;
        }
    } else if (!this.value(into, field, nameToken)) return false;
    return this.separator();
  }

  private separator(): true {
    if (!this.take(Sym.semicolon)) this.take(Sym.comma);
    return true;
  }

  private has(into: MessageValue, field: OptionField): boolean {
    const known = into.fields.get(field.number);
    return known !== undefined && (field.presence || !isZero(known.values[0]));
  }

  private otherOfOneof(into: MessageValue, field: OptionField): { name: string; oneof: string } | undefined {
    const { outline } = field;
    if (outline.oneof === undefined) return undefined;
    for (const known of into.fields.values()) {
      const other = known.field.outline;
      if (other.oneof === outline.oneof && other.extendee === undefined)
        return { name: other.name, oneof: outline.parent?.oneofs[outline.oneof]?.name ?? "" };
    }
    return undefined;
  }

  private named(into: MessageValue): OptionField | "skip" | false {
    if (this.kind !== TokenKind.Ident) return this.fail("P4034", [this.found()]);
    const token = this.tok;
    const name = this.text();
    this.next();
    let field = this.schema.fieldNamed(into.type, name);
    if (!field) {
      // A group's field is written as its message is named.
      const lower = this.schema.fieldNamed(into.type, name.toLowerCase());
      if (lower && isGroupLike(lower) && lower.message?.message.name === name) field = lower;
    }
    if (!field) {
      if (into.type.message.reservedNames.includes(name)) return "skip";
      return this.fail("P4021", [into.type.message.fullName, name], token);
    }
    this.refs.add(token, token, { file: field.file, name: field.outline.fullName });
    return field;
  }

  private bracketed(into: MessageValue): OptionField | "any" | "skip" | false {
    const first = this.tok;
    this.next();
    let name = "";
    const nameFirst = this.tok;
    let nameLast = this.tok;
    let expectPart = true;
    let slash = false;
    const isAny = into.type.message.fullName === "google.protobuf.Any";
    while (this.kind !== Sym.closeBracket) {
      const kind = this.kind;
      const separator = kind === Sym.dot || (isAny && (kind === Sym.slash || kind === Sym.minus));
      if (kind !== TokenKind.Ident && (expectPart || !separator)) break;
      slash ||= kind === Sym.slash;
      // Blanks and comments are nothing here, even within a word.
      expectPart = kind !== TokenKind.Ident;
      name += this.text();
      nameLast = this.tok;
      this.next();
    }
    if (expectPart) return this.fail("P4034", [this.found()]);
    if (!this.expect(Sym.closeBracket)) return false;
    if (isAny && (slash || !this.schema.lookup(this.own, name, into.type.message.fullName, lookupAll)?.ok))
      return this.any(into, name, nameFirst, nameLast) ? "any" : false;
    const field = this.extension(into, name);
    if (!field) return this.fail("P4022", [name, into.type.message.fullName], first);
    this.refs.use(nameFirst, nameLast, { file: field.file, name: field.outline.fullName });
    return field;
  }

  private extension(into: MessageValue, name: string): OptionField | undefined {
    const of = into.type.message;
    const result = this.schema.lookup(this.own, name, of.fullName, lookupAll);
    if (!result?.ok) return undefined;
    const field = this.schema.fieldFound(result.found);
    if (field)
      return field.outline.extendee !== undefined && this.schema.belongsTo(field, into.type) ? field : undefined;
    const message = this.schema.messageOf(result.found);
    if (!message || !hasMessageSetFormat(of)) return undefined;
    // Items of a message set may be named by their type.
    for (const x of message.message.extensions) {
      const item = this.schema.field(message.file, x);
      if (!item.repeated && item.message?.message === message.message && this.schema.belongsTo(item, into.type))
        return item;
    }
    return undefined;
  }

  /** `[type.googleapis.com/pkg.Type] { … }`: the value goes into the bytes of an Any. */
  private any(into: MessageValue, url: string, first: number, last: number): boolean {
    const slash = url.lastIndexOf("/") + 1;
    const name = url.slice(slash);
    const found = anyPrefixes.has(url.slice(0, slash)) ? this.schema.find(this.own, name) : undefined;
    const type = this.schema.messageOf(found);
    if (!type) return this.fail("P4023", [url], first);
    this.refs.use(first, last, { file: type.file, name: type.message.fullName });
    this.take(Sym.colon);
    const inner = new MessageValue(type);
    if (!this.message(inner)) return false;
    const typeUrl = this.schema.fieldNamed(into.type, "type_url");
    const value = this.schema.fieldNamed(into.type, "value");
    if (!typeUrl || !value) return this.fail("P4023", [url], first);
    if (into.fields.size > 0) return this.fail("P4035", [], first);
    into.add(typeUrl, url);
    into.add(value, encodeMessage(inner));
    into.packed = inner;
    return true;
  }

  private message(into: MessageValue): boolean {
    if (this.depth >= MAX_VALUE_DEPTH) return this.fail("P4036", []);
    const close = this.take(Sym.less) ? Sym.greater : Sym.close;
    if (close === Sym.close && !this.expect(Sym.open)) return false;
    this.depth++;
    const read = this.body(into, close);
    this.depth--;
    return read;
  }

  private value(into: MessageValue, field: OptionField, nameToken: number): boolean {
    if (field.message) {
      const inner = new MessageValue(field.message);
      if (!this.message(inner)) return false;
      if (field.message.message.synthetic === "map-entry") this.completeEntry(inner);
      into.add(field, inner, nameToken);
      return true;
    }
    const first = this.tok;
    const value = readScalar(this, field, this.schema, this.refs);
    if (value === undefined) return false;
    this.refs.value(first, field);
    into.add(field, value, nameToken);
    return true;
  }

  /** The entry of a map has both its key and its value, written or not. */
  completeEntry(entry: MessageValue): void {
    for (const f of entry.type.message.fields) {
      const field = this.schema.field(entry.type.file, f);
      if (!entry.fields.has(field.number)) entry.add(field, zeroOf(field));
    }
  }

  /** Passes over the value of a field whose name is reserved. */
  private skipValue(): boolean {
    this.take(Sym.colon);
    let kind = this.kind;
    if (kind === Sym.open || kind === Sym.less || kind === Sym.openBracket) {
      let depth = 0;
      do {
        kind = this.kind;
        if (kind === 0) return this.fail("P4020", ["}", "}"]);
        if (kind === Sym.open || kind === Sym.less || kind === Sym.openBracket) depth++;
        if (kind === Sym.close || kind === Sym.greater || kind === Sym.closeBracket) depth--;
        this.next();
      } while (depth > 0);
      return true;
    }
    this.take(Sym.minus);
    if (this.kind === 0) return this.fail("P4034", ["}"]);
    if (this.kind === TokenKind.String) while (this.take(TokenKind.String));
    else this.next();
    return true;
  }
}

const lookupAll = { typesOnly: false, forOption: true } as const;

function zeroOf(field: OptionField): FieldScalar {
  if (field.message) return new MessageValue(field.message);
  switch (field.type) {
    case FieldType.string:
    case FieldType.bytes:
      return "";
    case FieldType.bool:
      return false;
    case FieldType.int64:
    case FieldType.uint64:
    case FieldType.sint64:
    case FieldType.fixed64:
    case FieldType.sfixed64:
      return 0n;
    default:
      return field.enum?.enum.values[0]?.number ?? 0;
  }
}
