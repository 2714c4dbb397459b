/** The declarations of a file that have options, each with the message they are written in and the scope their names start from. */
import type { Declared } from "../outline/buildOutline.ts";
import type { DeclOutline, FieldOutline, MessageOutline, Outline, RangeOutline } from "../outline/outline.ts";
import type { CompactOptions, Decl, Option, Tree } from "../syntax/ast.ts";

/** What options belong to: the file itself (its outline), a declaration, or one range of extension numbers. */
export type OptionOwner = Outline | DeclOutline | RangeOutline;

/** Numbers of `google.protobuf.FieldOptions.OptionTargetType`. */
export const Target = {
  file: 1,
  extensionRange: 2,
  message: 3,
  field: 4,
  oneof: 5,
  enum: 6,
  enumValue: 7,
  service: 8,
  method: 9,
} as const;

export interface OptionBlock {
  readonly owner: OptionOwner;
  readonly target: number;
  /** `google.protobuf.` and this is the message that the options are fields of. */
  readonly message: string;
  /** Names are looked up from the scope in which this name stands. */
  readonly at: string;
  readonly options: readonly Option[];
  /** The same options as another block's: what is wrong with them is said there. */
  readonly copy: boolean;
}

export function optionBlocks(tree: Tree, declared: Declared): OptionBlock[] {
  const { outline } = declared;
  const out: OptionBlock[] = [];
  const file = statements(tree.root.decls);
  if (file.length) {
    const at = outline.package ? `${outline.package}.dummy` : "dummy";
    out.push({ owner: outline, target: Target.file, message: "FileOptions", at, options: file, copy: false });
  }
  const blocks = new Blocks(declared, out);
  for (const m of outline.messages) blocks.message(m);
  for (const e of outline.enums) blocks.enumeration(e);
  for (const x of outline.extensions) blocks.field(x);
  for (const s of outline.services) blocks.service(s);
  return out;
}

const none: readonly Option[] = [];

function statements(decls: readonly Decl[]): readonly Option[] {
  let out: Option[] | undefined;
  for (const d of decls) if (d.kind === "Option") (out ??= []).push(d);
  return out ?? none;
}

/** `default` and `json_name` are attributes of the field. */
function isPseudo(option: Option): boolean {
  const part = option.name[0];
  return option.name.length === 1 && !part?.extension && (part?.text === "default" || part?.text === "json_name");
}

class Blocks {
  private readonly declared: Declared;
  private readonly out: OptionBlock[];

  constructor(declared: Declared, out: OptionBlock[]) {
    this.declared = declared;
    this.out = out;
  }

  private add(owner: DeclOutline, target: number, message: string, options: readonly Option[], kind?: "copy"): void {
    if (options.length) this.out.push({ owner, target, message, at: owner.fullName, options, copy: kind === "copy" });
  }

  message(m: MessageOutline): void {
    const node = this.declared.nodes.get(m);
    if (m.synthetic === "map-entry") {
      for (const f of m.fields) this.copiedFeatures(f);
      return;
    }
    const decls = (node?.kind === "Message" || node?.kind === "Field" ? node.body?.decls : undefined) ?? [];
    this.add(m, Target.message, "MessageOptions", statements(decls));
    this.ranges(m, decls);
    for (const f of m.fields) this.field(f);
    for (const o of m.oneofs) {
      const oneof = this.declared.nodes.get(o);
      if (oneof?.kind === "Oneof") this.add(o, Target.oneof, "OneofOptions", statements(oneof.body?.decls ?? []));
    }
    for (const n of m.messages) this.message(n);
    for (const e of m.enums) this.enumeration(e);
    for (const x of m.extensions) this.field(x);
  }

  private ranges(m: MessageOutline, decls: readonly Decl[]): void {
    let next = 0;
    for (const d of decls) {
      if (d.kind !== "Extensions") continue;
      const options = compact(d.options);
      d.ranges.forEach((_, i) => {
        const owner = m.extensionRanges[next++];
        if (!owner || options.length === 0) return;
        this.out.push({
          owner,
          target: Target.extensionRange,
          message: "ExtensionRangeOptions",
          at: m.fullName,
          options,
          copy: i > 0,
        });
      });
    }
  }

  /** The features of a map field are those of its key and its value too. */
  private copiedFeatures(f: FieldOutline): void {
    if (f.options.length === 0) return;
    const node = this.declared.nodes.get(f);
    if (node?.kind !== "Field") return;
    const features = compact(node.options).filter(o => o.name[0]?.text === "features" && !o.name[0].extension);
    this.add(f, Target.field, "FieldOptions", features, "copy");
  }

  field(f: FieldOutline): void {
    const node = this.declared.nodes.get(f);
    if (node?.kind !== "Field" || !node.options) return;
    const { options } = node.options;
    const own = options.some(isPseudo) ? options.filter(o => !isPseudo(o)) : options;
    this.add(f, Target.field, "FieldOptions", own);
  }

  enumeration(e: Extract<DeclOutline, { kind: "enum" }>): void {
    const node = this.declared.nodes.get(e);
    if (node?.kind === "Enum") this.add(e, Target.enum, "EnumOptions", statements(node.body?.decls ?? []));
    for (const v of e.values) {
      const value = this.declared.nodes.get(v);
      if (value?.kind === "EnumValue") this.add(v, Target.enumValue, "EnumValueOptions", compact(value.options));
    }
  }

  service(s: Extract<DeclOutline, { kind: "service" }>): void {
    const node = this.declared.nodes.get(s);
    if (node?.kind === "Service") this.add(s, Target.service, "ServiceOptions", statements(node.body?.decls ?? []));
    for (const m of s.methods) {
      const method = this.declared.nodes.get(m);
      if (method?.kind === "Method")
        this.add(m, Target.method, "MethodOptions", statements(method.body?.decls ?? []));
    }
  }
}

const compact = (list: CompactOptions | undefined): readonly Option[] => list?.options ?? none;
