/**
 * Options → values. Two passes, as the compiler makes them: the fields of the option messages first (features among them), then
 * extensions, whose own meaning may depend on features. A declaration's options stop at the first mistake of a pass.
 */
import { DESCRIPTOR_PROTO } from "../base/descriptorProto.ts";
import type { Fix, Problem, Related } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import { type FileId, headOf } from "../link/world.ts";
import type { Option, OptionNamePart, Value } from "../syntax/ast.ts";
import type { OptionContext } from "./context.ts";
import { type OptionBlock, optionBlocks, type OptionOwner } from "./optionBlocks.ts";
import { OptionRefs } from "./optionRefs.ts";
import { missingField } from "./missingField.ts";
import { optionScalar } from "./optionScalar.ts";
import { type MessageRef, type OptionField, Schema } from "./schema.ts";
import { optionNameSpan } from "./setFields.ts";
import { MAX_VALUE_DEPTH, readLiteral } from "./textFormat.ts";
import { type FieldScalar, MessageValue } from "./value.ts";

export interface InterpretedOptions {
  /** The options of each declaration that has any. */
  readonly of: ReadonlyMap<OptionOwner, MessageValue>;
  /** Field numbers from the options message to what an option sets, and an index where that is repeated. */
  readonly paths: ReadonlyMap<Option, readonly number[]>;
  /** Options that are dropped from descriptor sets with all they hold. */
  readonly sourceOnly: ReadonlySet<Option>;
  /** Those of declarations that have no others: nothing is left of the declaration's options. */
  readonly emptied: ReadonlySet<Option>;
  readonly refs: OptionRefs;
  readonly blocks: readonly OptionBlock[];
  /** What the names of each option resolve to, part by part, as far as they do. */
  readonly fieldsOf: ReadonlyMap<Option, readonly OptionField[]>;
  /** What each option alone sets. */
  readonly valueOf: ReadonlyMap<Option, FieldScalar>;
  readonly schema: Schema;
}

export type OptionStage = "builtin" | "custom";

/** Values that grow with each pass. */
export interface OptionPasses extends InterpretedOptions {
  /** Each pass once. */
  run(stage: OptionStage): void;
}

export const openOptions = (ctx: OptionContext): OptionPasses =>
  new Interpreter(ctx, optionBlocks(ctx.tree, ctx.declared));

/**
 * The option at an offset alone, so that a question asked right behind a keystroke waits for nothing else, and what is wrong with another
 * option is no reason to know nothing of this one.
 */
export function interpretNear(ctx: OptionContext, offset: number): InterpretedOptions {
  const spans = ({ first, last }: Option): boolean => {
    const { starts, count } = ctx.tree.tokens;
    return (starts[first] as number) <= offset && offset <= (starts[Math.min(last + 1, count)] as number);
  };
  const near = optionBlocks(ctx.tree, ctx.declared)
    .filter(block => !block.copy)
    .map((block): OptionBlock => ({ ...block, options: block.options.filter(spans) }))
    .filter(({ options }) => options.length > 0);
  const interpreter = new Interpreter(ctx, near);
  interpreter.run("builtin");
  interpreter.run("custom");
  return interpreter;
}

/** The file that says which options there are: the one that the file itself or its imports import, however far away, else the one that ships. */
function descriptorFile(ctx: OptionContext): FileId | undefined {
  const { world } = ctx;
  const found = world.resolveImport(ctx.id, DESCRIPTOR_PROTO);
  const bundled = world.bundledFile?.(DESCRIPTOR_PROTO);
  if (found === undefined || bundled === undefined || found === bundled) return found ?? bundled;
  const seen = new Set<FileId>([ctx.id]);
  const waiting = [ctx.id];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (file === found) return found;
    for (const i of headOf(world, file)?.imports ?? []) {
      const target = world.resolveImport(file, i.path);
      if (target !== undefined && !seen.has(target)) waiting.push(target);
      if (target !== undefined) seen.add(target);
    }
  }
  return bundled;
}

const builtin = { typesOnly: false, forOption: true } as const;

class Interpreter implements OptionPasses {
  readonly of = new Map<OptionOwner, MessageValue>();
  readonly paths = new Map<Option, readonly number[]>();
  readonly sourceOnly = new Set<Option>();
  readonly emptied = new Set<Option>();
  readonly fieldsOf = new Map<Option, readonly OptionField[]>();
  readonly valueOf = new Map<Option, FieldScalar>();
  readonly refs = new OptionRefs();
  readonly blocks: readonly OptionBlock[];
  readonly schema: Schema;
  private readonly ctx: OptionContext;
  private readonly descriptorFile: FileId | undefined;
  private readonly types = new Map<string, MessageRef>();
  private readonly done = new Set<OptionStage>();
  /** How often statements set a repeated field. */
  private readonly counts = new Map<MessageValue, Map<string, number>>();

  constructor(ctx: OptionContext, blocks: readonly OptionBlock[]) {
    this.ctx = ctx;
    this.blocks = blocks;
    this.schema = new Schema(ctx.world, ctx.id, ctx.linked.scope);
    this.descriptorFile = this.blocks.length ? descriptorFile(ctx) : undefined;
  }

  run(stage: OptionStage): void {
    if (this.done.has(stage)) return;
    this.done.add(stage);
    for (const block of this.blocks) {
      const type = this.optionsType(block.message);
      if (!type) continue;
      let value = this.of.get(block.owner);
      if (!value) this.of.set(block.owner, (value = new MessageValue(type)));
      let failed = false;
      for (const [i, option] of block.options.entries()) {
        const first = option.name[0];
        if (!first || !option.value || first.extension !== (stage === "custom")) continue;
        if (this.option(block, option, option.value, value)) continue;
        if (!block.copy) this.nameRest(block, i + 1, stage);
        failed = true;
        break;
      }
      if (stage === "custom" && !failed && !block.copy) this.requireAll(block, value);
    }
    if (stage === "custom" && this.sourceOnly.size > 0) this.findEmptied();
  }

  /** A message that statements fill field by field has its required fields once all of them are read. */
  private requireAll(block: OptionBlock, value: MessageValue): void {
    const judged = new Set<number>();
    for (const option of block.options) {
      const fields = this.fieldsOf.get(option) ?? [];
      const [top] = fields;
      if (!top || fields.length === 1 || judged.has(top.number)) continue;
      judged.add(top.number);
      const message = value.get(top.number);
      const missing = message instanceof MessageValue ? missingField(message, this.schema) : undefined;
      if (missing === undefined) continue;
      const span = optionNameSpan(this.ctx.tree.tokens.starts, option);
      this.problem(block, span, "P4026", [top.message?.message.fullName ?? "", missing]);
    }
  }

  private findEmptied(): void {
    for (const block of this.blocks) {
      const value = this.of.get(block.owner);
      if (value?.isSourceOnly()) for (const o of block.options) this.emptied.add(o);
    }
  }

  private optionsType(name: string): MessageRef | undefined {
    const known = this.types.get(name);
    if (known) return known;
    // A file that declares the options messages anew, and that this file sees, counts instead of the one that ships.
    const fullName = `google.protobuf.${name}`;
    const seen = this.schema.messageOf(this.ctx.linked.scope.find(fullName, "option"));
    const type =
      seen ?? (this.descriptorFile === undefined ? undefined : this.schema.messageIn(this.descriptorFile, fullName));
    if (type) {
      this.types.set(name, type);
      this.refs.files.add(type.file);
    }
    return type;
  }

  /** Options behind a wrong one set nothing, and are not judged; what they name is known all the same. */
  private nameRest(block: OptionBlock, from: number, stage: OptionStage): void {
    const ctx = { ...this.ctx, report() {} };
    for (const option of block.options.slice(from)) {
      const alone = new Interpreter(ctx, [{ ...block, options: [option] }]);
      alone.run(stage);
      this.refs.names.push(...alone.refs.names);
    }
  }

  private option(block: OptionBlock, option: Option, node: Value, root: MessageValue): boolean {
    const { name } = option;
    if (name[0]?.text === "uninterpreted_option" && !name[0].extension)
      return this.nameProblem(block, option, 0, "P4001", []);
    const fields: OptionField[] = [];
    let type = root.type;
    for (let i = 0; i < name.length; i++) {
      const part = name[i] as OptionNamePart;
      const field = part.extension ? this.extension(block, option, i) : this.schema.fieldNamed(type, part.text);
      if (!field)
        return part.extension ? false : this.nameProblem(block, option, i, "P4002", [shown(name, i), part.text]);
      if (!this.schema.belongsTo(field, type))
        return this.nameProblem(block, option, i, "P4004", [shown(name, i), type.message.name]);
      if (!block.copy) {
        const target = { file: field.file, name: field.outline.fullName };
        const token = part.path ?? part;
        if (part.extension) this.refs.use(token.first, token.last, target);
        else this.refs.add(token.first, token.last, target);
      }
      if (field.file === this.ctx.id && name[0]?.text === "features" && !name[0].extension)
        if (!this.isDescriptorProto()) return this.nameProblem(block, option, i, "P4008", [shown(name, i)]);
      if (field.message && i >= MAX_VALUE_DEPTH) return this.nameProblem(block, option, i, "P4036", []);
      fields.push(field);
      if (i === name.length - 1) break;
      if (!field.message) return this.nameProblem(block, option, i, "P4005", [shown(name, i)]);
      if (field.repeated) return this.nameProblem(block, option, i, "P4006", [shown(name, i)]);
      type = field.message;
    }
    if (!block.copy) this.fieldsOf.set(option, fields);
    return this.set(block, option, node, root, fields);
  }

  private isDescriptorProto(): boolean {
    return this.ctx.id === this.descriptorFile;
  }

  private extension(block: OptionBlock, option: Option, i: number): OptionField | undefined {
    const part = option.name[i] as OptionNamePart;
    const result = this.ctx.linked.scope.lookup(part.text, block.at, builtin);
    if (result.ok) {
      const field = this.schema.fieldFound(result.found);
      if (!field) this.nameProblem(block, option, i, "P4002", [shown(option.name, i), part.text]);
      return field;
    }
    if (result.reason === "shadowed") {
      const { by, resolved } = result;
      const scope = by.kind === "package" ? by.name : by.id.name;
      const related =
        by.kind === "package" ? [] : [{ file: by.id.file, at: { decl: scope }, code: "R2033", args: [scope] }];
      this.nameProblem(block, option, i, "P4003", [shown(option.name, i), resolved, scope], related);
    } else this.nameProblem(block, option, i, "P4002", [shown(option.name, i), part.text, ...result.elsewhere]);
    return undefined;
  }

  private set(
    block: OptionBlock,
    option: Option,
    node: Value,
    root: MessageValue,
    fields: readonly OptionField[],
  ): boolean {
    const leaf = fields[fields.length - 1] as OptionField;
    const label = shown(option.name, option.name.length - 1);
    if (!leaf.repeated && root.wasSet(fields))
      return this.nameProblem(
        block,
        option,
        option.name.length - 1,
        "P4007",
        [label],
        this.firstSetting(block, option, fields),
      );
    const value = this.read(block, option, node, fields, label);
    if (value === undefined) return false;
    let at = root;
    for (const field of fields.slice(0, -1)) {
      let inner = at.get(field.number);
      if (!(inner instanceof MessageValue)) {
        inner = new MessageValue(field.message as MessageRef);
        at.add(field, inner);
      }
      at = inner as MessageValue;
    }
    at.add(leaf, value);
    if (!block.copy) {
      this.valueOf.set(option, value);
      this.record(option, fields, root);
    }
    return true;
  }

  private record(option: Option, fields: readonly OptionField[], root: MessageValue): void {
    const path = fields.map(f => f.number);
    const leaf = fields[fields.length - 1] as OptionField;
    if (leaf.repeated) {
      const counts = this.counts.get(root) ?? new Map<string, number>();
      const key = path.join(".");
      const index = counts.get(key) ?? 0;
      this.counts.set(root, counts.set(key, index + 1));
      path.push(index);
    }
    this.paths.set(option, path);
    for (const f of fields) if (f.sourceOnly) this.sourceOnly.add(option);
  }

  private read(block: OptionBlock, option: Option, node: Value, fields: readonly OptionField[], label: string) {
    const leaf = fields[fields.length - 1] as OptionField;
    if (!leaf.message) {
      const result = optionScalar(this.ctx.tree, node, leaf, label);
      if (!result.ok)
        return void this.problem(block, this.span(node.first, node.last), result.code, result.args, result.fixes);
      if (!block.copy) {
        this.refs.value(node.first, leaf);
        if (result.enumValue !== undefined && leaf.enum)
          this.refs.add(node.first, node.last, { file: leaf.enum.file, name: result.enumValue });
      }
      return result.value;
    }
    if (node.kind !== "MessageLit")
      return void this.problem(block, this.span(node.first, node.last), "P4019", [
        label,
        leaf.message.message.fullName,
      ]);
    const refs = block.copy ? new OptionRefs() : this.refs;
    const { value, error } = readLiteral(
      this.ctx.tree,
      node,
      leaf.message,
      fields.length,
      this.schema,
      this.ctx.id,
      refs,
    );
    refs.literal(node.first, node.last, leaf.message);
    if (!error) return value;
    // The compiler gives the place of the whole value; where the mistake stands on a later line it is a related place.
    const exact = this.span(error.token, error.token);
    const open = this.span(node.first, node.first);
    const near = !this.ctx.tree.source.slice(open.start, exact.start).includes("\n");
    const related: Related[] = near ? [] : [{ at: exact, code: "R4020", args: [] }];
    void option;
    return void this.problem(block, near ? exact : open, error.code, error.args, undefined, related);
  }

  /** The option that set the same field before. */
  private firstSetting(block: OptionBlock, option: Option, fields: readonly OptionField[]): Related[] {
    for (const other of block.options) {
      if (other === option) break;
      const set = this.fieldsOf.get(other);
      const overlaps = set?.every((f, i) => i >= fields.length || f.number === fields[i]?.number);
      const name = other.name;
      if (overlaps && name.length > 0) return [{ at: this.nameSpan(name, name.length - 1), code: "R4007", args: [] }];
    }
    return [];
  }

  private span(first: number, last: number): Span {
    const { starts, count } = this.ctx.tree.tokens;
    return { start: starts[first] as number, end: starts[Math.min(last + 1, count)] as number };
  }

  /** The part of a name that is wrong, or its start where the part stands on a later line. */
  private nameSpan(name: readonly OptionNamePart[], i: number): Span {
    const first = name[0] as OptionNamePart;
    const part = name[i] as OptionNamePart;
    const whole = this.span(first.first, part.last);
    if (this.ctx.tree.source.slice(whole.start, whole.end).includes("\n")) return this.span(first.first, first.first);
    return this.span(part.first, part.last);
  }

  private nameProblem(
    block: OptionBlock,
    option: Option,
    i: number,
    code: string,
    args: readonly string[],
    related: readonly Related[] = [],
  ): false {
    this.problem(block, this.nameSpan(option.name, i), code, args, undefined, related);
    return false;
  }

  private problem(
    block: OptionBlock,
    span: Span,
    code: string,
    args: readonly string[],
    fixes?: readonly Fix[],
    related: readonly Related[] = [],
  ): void {
    if (block.copy) return;
    const problem: Problem = {
      code,
      severity: "error",
      span,
      args,
      ...(related.length ? { related } : {}),
      ...(fixes?.length ? { fixes } : {}),
    };
    this.ctx.report(problem);
  }
}

/** The name up to part `i`, as it is written. */
function shown(name: readonly OptionNamePart[], i: number): string {
  let out = "";
  for (const part of name.slice(0, i + 1)) out += `${out ? "." : ""}${part.extension ? `(${part.text})` : part.text}`;
  return out;
}
