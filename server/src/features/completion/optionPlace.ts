/**
 * Which part of an option the cursor is in: a name, a value, a field of a literal. Read from the tokens before the cursor, with the types
 * of the option messages alongside, so that brackets need not be closed.
 */
import { DESCRIPTOR_PROTO } from "../../base/descriptorProto.ts";
import type { FileId, World } from "../../link/world.ts";
import type { Linked } from "../../link/link.ts";
import { Target } from "../../options/optionBlocks.ts";
import { type MessageRef, type OptionField, Schema } from "../../options/schema.ts";
import { textOfToken } from "../../syntax/nodeAt.ts";
import { Sym, TokenKind } from "../../syntax/tokenKind.ts";
import { type Block, type Cursor, scopeAt } from "./cursor.ts";
import { nextDeclared } from "./declarations.ts";
import { lastOption, optionsAround } from "./givenOptions.ts";

export interface OptionContext {
  readonly file: FileId;
  readonly schema: Schema;
  readonly form: "statement" | "compact";
  /** One of `Target`. */
  readonly target: number;
  /** Names of extensions are looked up from here. */
  readonly at: string;
  /** In the options of an extension range: the number that is to be declared next. */
  readonly declarable: number | undefined;
  readonly package: string;
}

export type OptionPlace = OptionContext &
  (
    | {
        readonly kind: "name";
        /** The message whose fields the name may go on with. */
        readonly type: MessageRef;
        /** `option.` and this is written before; empty at the start. */
        readonly path: readonly OptionField[];
        /** Behind an opening parenthesis. */
        readonly parenthesized: boolean;
        /** What of the option's name is written before it: `(a.b).`. */
        readonly prefix: string;
        /** Names of options that the list or the block has already. */
        readonly given: ReadonlySet<string>;
      }
    | { readonly kind: "value"; readonly field: OptionField; readonly within: "option" | "literal" | "list" }
    /** Behind a whole name: the equals sign comes next. */
    | { readonly kind: "equals"; readonly field: OptionField }
    | { readonly kind: "attribute"; readonly name: "default" | "json_name" }
    | { readonly kind: "literal"; readonly type: MessageRef; readonly given: ReadonlySet<string> }
    /** Between the brackets of `[ext.name]` or `[type.googleapis.com/name]`; `host` is what is written before the slash. */
    | { readonly kind: "bracket"; readonly type: MessageRef; readonly host: string | undefined }
  );

const targets: Readonly<Record<Block, readonly [number, string] | undefined>> = {
  file: [Target.file, "FileOptions"],
  message: [Target.message, "MessageOptions"],
  enum: [Target.enum, "EnumOptions"],
  oneof: [Target.oneof, "OneofOptions"],
  service: [Target.service, "ServiceOptions"],
  rpc: [Target.method, "MethodOptions"],
  extend: undefined,
};

/** Undefined where the cursor is in no option; the place's `kind` says in which part it is otherwise. */
export function optionPlace(world: World, file: FileId, linked: Linked, cursor: Cursor): OptionPlace | undefined {
  const { words, open, tree } = cursor;
  const text = (t: number): string => textOfToken(tree, t);
  const isStatement = words.length > 0 && text(words[0] as number) === "option";
  const bracket = open[0];
  const isCompact = !isStatement && bracket !== undefined && tree.tokens.kinds[bracket] === Sym.openBracket;
  if (!isStatement && !isCompact) return undefined;
  const form = isStatement ? "statement" : "compact";
  const [target, message] = (isStatement ? targets[cursor.block] : compactTarget(cursor)) ?? [];
  if (target === undefined || message === undefined) return undefined;
  const schema = new Schema(world, file, linked.scope);
  const type = optionsMessage(world, file, linked, schema, message);
  if (!type) return undefined;
  const ctx: OptionContext = {
    file,
    schema,
    form,
    target,
    at: scopeAt(cursor, linked.outline.package),
    declarable: target === Target.extensionRange ? nextDeclared(cursor) : undefined,
    package: linked.outline.package,
  };
  const rest = isStatement ? words.slice(1) : words.filter(t => t > (bracket as number));
  const { segment, given } = isStatement ? { segment: rest, given: optionsAround(cursor) } : lastOption(rest, cursor);
  const equals = segment.findIndex(t => tree.tokens.kinds[t] === Sym.equals);
  if (equals < 0) return namePlace(ctx, cursor, segment, type, given);
  const name = readName(segment.slice(0, equals).map(text));
  const [only] = name.parts;
  if (
    isCompact &&
    name.parts.length === 1 &&
    (only?.text === "default" || only?.text === "json_name") &&
    !only.extension
  )
    return segment.length === equals + 1 ? { ...ctx, kind: "attribute", name: only.text } : undefined;
  const path = resolve(ctx, type, name.parts);
  const leaf = path?.at(-1);
  if (!leaf || path?.length !== name.parts.length) return undefined;
  return valuePlace(ctx, cursor, segment.slice(equals + 1), leaf);
}

function compactTarget(cursor: Cursor): readonly [number, string] | undefined {
  const first = cursor.words[0];
  if (first !== undefined && textOfToken(cursor.tree, first) === "extensions")
    return [Target.extensionRange, "ExtensionRangeOptions"];
  if (cursor.block === "enum") return [Target.enumValue, "EnumValueOptions"];
  if (cursor.block === "message" || cursor.block === "oneof" || cursor.block === "extend")
    return [Target.field, "FieldOptions"];
  return undefined;
}

function optionsMessage(
  world: World,
  file: FileId,
  linked: Linked,
  schema: Schema,
  name: string,
): MessageRef | undefined {
  const fullName = `google.protobuf.${name}`;
  const descriptor = world.resolveImport(file, DESCRIPTOR_PROTO);
  return (
    schema.messageOf(linked.scope.find(fullName, "option")) ??
    (descriptor === undefined ? undefined : schema.messageIn(descriptor, fullName))
  );
}

interface NamePart {
  readonly text: string;
  readonly extension: boolean;
}

/** The parts of a name; `open`: a parenthesis is not closed. */
function readName(texts: readonly string[]): { readonly parts: readonly NamePart[]; readonly open: boolean } {
  const parts: NamePart[] = [];
  let inner: string | undefined;
  for (const text of texts) {
    if (text === "(") inner = "";
    else if (text === ")") {
      if (inner !== undefined) parts.push({ text: inner, extension: true });
      inner = undefined;
    } else if (inner !== undefined) inner += text;
    else if (text !== ".") parts.push({ text, extension: false });
  }
  return { parts, open: inner !== undefined };
}

/** The fields that the parts name, as far as they are there. */
function resolve(
  ctx: OptionContext,
  type: MessageRef,
  parts: readonly NamePart[],
): readonly OptionField[] | undefined {
  const out: OptionField[] = [];
  let at: MessageRef | undefined = type;
  for (const part of parts) {
    if (!at) return undefined;
    const field: OptionField | undefined = part.extension
      ? extensionNamed(ctx, part.text)
      : ctx.schema.fieldNamed(at, part.text);
    if (!field) return undefined;
    out.push(field);
    at = field.message;
  }
  return out;
}

function extensionNamed(ctx: OptionContext, name: string): OptionField | undefined {
  const result = ctx.schema.lookup(ctx.file, name, ctx.at, { typesOnly: false, forOption: true });
  return result?.ok ? ctx.schema.fieldFound(result.found) : undefined;
}

function namePlace(
  ctx: OptionContext,
  cursor: Cursor,
  segment: readonly number[],
  type: MessageRef,
  given: ReadonlySet<string>,
): OptionPlace | undefined {
  const { tree, name } = cursor;
  const written = readName(segment.map(t => textOfToken(tree, t)));
  const typed = tree.source.slice(name.start, name.end);
  const parts = [...written.parts];
  // Inside of parentheses the dots belong to the extension's name.
  if (!written.open)
    for (const text of typed.split(".").slice(0, -1)) if (text) parts.push({ text, extension: false });
  // Two names without a dot between them are none.
  if (
    written.parts.length &&
    !written.open &&
    !typed.startsWith(".") &&
    textOfToken(tree, segment.at(-1) ?? 0) !== "."
  ) {
    const field = typed === "" ? resolve(ctx, type, written.parts)?.at(-1) : undefined;
    return field && { ...ctx, kind: "equals", field };
  }
  const path = resolve(ctx, type, parts);
  const at = path?.length ? path[path.length - 1]?.message : type;
  if (!path || !at) return undefined;
  const before = segment.map(t => textOfToken(tree, t)).join("");
  const prefix = written.open ? before : before + typed.slice(0, typed.lastIndexOf(".") + 1);
  return { ...ctx, kind: "name", type: at, path, parenthesized: written.open, prefix, given };
}

/** A bracket of a literal that is open, and what may stand in it. */
type Frame =
  | { readonly kind: "message"; readonly type: MessageRef | undefined; readonly given: Set<string> }
  | { readonly kind: "list"; readonly field: OptionField | undefined };

function valuePlace(
  ctx: OptionContext,
  cursor: Cursor,
  words: readonly number[],
  leaf: OptionField,
): OptionPlace | undefined {
  const [first] = words;
  const { kinds } = cursor.tree.tokens;
  const minus = words.length === 1 && first !== undefined && kinds[first] === Sym.minus;
  if (words.length === 0 || minus) return { ...ctx, kind: "value", field: leaf, within: "option" };
  if (first === undefined || kinds[first] !== Sym.open || !leaf.message) return undefined;
  return new LiteralWalk(ctx, cursor, leaf.message).place(words.slice(1));
}

/** Walks through a literal in text format up to the cursor. */
class LiteralWalk {
  private readonly ctx: OptionContext;
  private readonly cursor: Cursor;
  private readonly frames: Frame[];
  /** What comes next: the name of a field, a value of it, or the end of a bracketed name. */
  private expects: "name" | "colon" | "value" | "bracket" = "name";
  private field: OptionField | undefined;
  /** The type that a name in brackets gives to its value. */
  private type: MessageRef | undefined;
  private bracket = "";

  constructor(ctx: OptionContext, cursor: Cursor, type: MessageRef) {
    this.ctx = ctx;
    this.cursor = cursor;
    this.frames = [{ kind: "message", type, given: new Set() }];
  }

  place(words: readonly number[]): OptionPlace | undefined {
    for (const t of words) this.step(t);
    const { ctx, field } = this;
    const frame = this.frames.at(-1);
    if (!frame) return undefined;
    const within = frame.kind === "list" ? "list" : "literal";
    if (this.expects === "value") return field && { ...ctx, kind: "value", field, within };
    // A message needs no colon before its braces.
    if (this.expects === "colon" && frame.kind === "message" && field?.message)
      return { ...ctx, kind: "value", field, within };
    if (frame.kind === "list" || !frame.type || this.expects === "colon") return undefined;
    if (this.expects === "name") return { ...ctx, kind: "literal", type: frame.type, given: frame.given };
    const slash = this.bracket.indexOf("/");
    const host = slash < 0 ? undefined : this.bracket.slice(0, slash);
    return { ...ctx, kind: "bracket", type: frame.type, host };
  }

  private step(t: number): void {
    const kind = this.cursor.tree.tokens.kinds[t] as number;
    const text = textOfToken(this.cursor.tree, t);
    const frame = this.frames.at(-1);
    if (!frame) return;
    if (this.expects === "bracket") {
      if (kind === Sym.closeBracket) this.endBracket(frame);
      else this.bracket += text;
      return;
    }
    switch (kind) {
      case Sym.open:
      case Sym.less:
        this.frames.push({ kind: "message", type: this.field?.message ?? this.type, given: new Set() });
        this.expects = "name";
        return;
      case Sym.openBracket:
        if (this.expects === "name") {
          this.expects = "bracket";
          this.bracket = "";
          return;
        }
        this.frames.push({ kind: "list", field: this.field });
        this.expects = "value";
        return;
      case Sym.close:
      case Sym.greater:
      case Sym.closeBracket:
        this.frames.pop();
        this.after();
        return;
      case Sym.comma:
      case Sym.semicolon:
        this.next();
        return;
      case Sym.colon:
        this.expects = "value";
        return;
      case Sym.minus:
        return;
    }
    if (this.expects === "name" && kind === TokenKind.Ident && frame.kind === "message") {
      this.field = frame.type && (this.ctx.schema.fieldNamed(frame.type, text) ?? this.groupNamed(frame.type, text));
      this.type = undefined;
      if (this.field && !this.field.repeated) frame.given.add(text);
      this.expects = "colon";
    } else if (this.expects === "value") this.after();
  }

  /** Behind a value: in a message the next name, in a list a comma. */
  private after(): void {
    this.expects = this.frames.at(-1)?.kind === "list" ? "colon" : "name";
  }

  /** Behind a comma: the next name, or the next value of a list. */
  private next(): void {
    const frame = this.frames.at(-1);
    if (frame?.kind === "list") this.field = frame.field;
    this.expects = frame?.kind === "list" ? "value" : "name";
  }

  /** In text format a group is called as its message is. */
  private groupNamed(type: MessageRef, name: string): OptionField | undefined {
    const group = type.message.fields.find(f => f.form === "group" && f.type === name);
    return group && this.ctx.schema.field(type.file, group);
  }

  private endBracket(frame: Frame): void {
    const { schema, file } = this.ctx;
    const slash = this.bracket.indexOf("/");
    this.field = slash < 0 ? extensionNamed(this.ctx, this.bracket) : undefined;
    this.type = slash < 0 ? undefined : schema.messageOf(schema.find(file, this.bracket.slice(slash + 1)));
    if (frame.kind === "message" && !this.field?.repeated) frame.given.add(`[${this.bracket}]`);
    this.expects = "colon";
  }
}
