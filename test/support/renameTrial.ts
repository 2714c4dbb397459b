/** One random rename in the benchmark workspace, and what the reference compiler says of its result. */
import { clone, type Message, toBinary } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { findDeclSpan } from "../../server/src/features/declSpan.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import type { FileEdit } from "../../server/src/features/draft.ts";
import { defaultJsonName, mapEntryName } from "../../server/src/outline/jsonName.ts";
import type { DeclOutline, MessageOutline, Outline } from "../../server/src/outline/outline.ts";
import { type BenchmarkFiles, compiled } from "./benchmarkFiles.ts";

export type TrialKind = DeclOutline["kind"] | "extension" | "map field" | "package";

export interface Trial {
  readonly kind: TrialKind;
  readonly file: string;
  readonly offset: number;
  /** In full. */
  readonly name: string;
  /** The last part of the new name. */
  readonly newName: string;
}

const kinds: readonly TrialKind[] = [
  ...(["message", "enum", "enumValue", "field", "oneof", "service", "method", "extension", "map field"] as const),
  "package",
];

/** More files than that are not compiled for one trial; those that changed come first. */
const MAX_COMPILED = 500;

/** So many files are drawn until one has something of a kind. */
const DRAWS = 50;

export function trialOf(bench: BenchmarkFiles, next: () => number, turn: number): Trial | undefined {
  const kind = kinds[turn % kinds.length] as TrialKind;
  for (let i = 0; i < DRAWS; i++) {
    const file = bench.files[Math.floor(next() * bench.files.length)] as string;
    const trial = trialIn(bench, file, kind, next);
    if (trial) return trial;
  }
  return undefined;
}

function trialIn(bench: BenchmarkFiles, file: string, kind: TrialKind, next: () => number): Trial | undefined {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const outline = bench.outline(file);
  if (!outline) return undefined;
  if (kind === "package") return ofPackage(bench, file, outline, next);
  const all = [...declarations(outline)];
  const candidates = all.filter(d => kindOf(d) === kind);
  if (candidates.length === 0) return undefined;
  const decl = pick(candidates);
  const span = findDeclSpan(bench, file, decl.fullName);
  if (!span) return undefined;
  // Names that others around have make trouble: they hide and are hidden.
  const viewer = bench.linked(pick(bench.whoSees(file)));
  const around = viewer?.visible.flatMap(v => [...declarations(v.outline)]) ?? all;
  const newName = next() < 0.5 ? pick(around).name : `${decl.name}${pick(["_x", "X", "2", "_of"])}`;
  return newName === decl.name ? undefined : { kind, file, offset: span.start, name: decl.fullName, newName };
}

function ofPackage(bench: BenchmarkFiles, file: string, outline: Outline, next: () => number): Trial | undefined {
  const parts = outline.package.split(".");
  if (parts.length < 3) return undefined;
  const depth = 2 + Math.floor(next() * (parts.length - 2));
  const text = bench.text(file) ?? "";
  const name = parts.slice(0, depth + 1).join(".");
  const at = text.search(/^package /m);
  return { kind: "package", file, offset: at + "package ".length + name.length, name, newName: `${parts[depth]}x` };
}

export function kindOf(d: DeclOutline): TrialKind {
  if (d.kind !== "field") return d.kind;
  return d.extendee !== undefined ? "extension" : d.form === "map" ? "map field" : "field";
}

export function* declarations(outline: Outline): Generator<DeclOutline> {
  for (const m of outline.messages) yield* inMessage(m);
  for (const e of outline.enums) yield* [e, ...e.values];
  yield* outline.extensions;
  for (const s of outline.services) yield* [s, ...s.methods];
}

function* inMessage(m: MessageOutline): Generator<DeclOutline> {
  if (m.synthetic === "map-entry") return;
  yield m;
  yield* m.fields;
  yield* m.oneofs.filter(o => !o.synthetic);
  for (const e of m.enums) yield* [e, ...e.values];
  yield* m.extensions;
  for (const n of m.messages) yield* inMessage(n);
}

export interface Outcome {
  /** That changed. */
  readonly files: number;
  /** Absent where the descriptors are as they must be. */
  readonly difference?: string;
}

const known = new Map<string, FileDescriptorProto>();

export function differenceOf(bench: BenchmarkFiles, trial: Trial, edits: readonly FileEdit[]): Outcome {
  const changed = new Map<string, FileEdit[]>();
  for (const e of edits) changed.set(e.file, [...(changed.get(e.file) ?? []), e]);
  const texts = new Map([...changed].map(([f, list]) => [f, applyEdits(bench.text(f) ?? "", list)]));
  const inside = trial.kind === "package" ? bench.files.filter(f => isInside(bench, f, trial.name)) : [trial.file];
  const sees = new Set(inside.flatMap(f => bench.whoSees(f)));
  const files = [...new Set([...texts.keys(), ...sees])].slice(0, MAX_COMPILED);
  const name = (file: string): string => file.slice(bench.folder.length + 1);
  try {
    const missing = files.filter(f => !known.has(name(f)));
    if (missing.length) for (const [n, f] of compiled(bench, missing)) known.set(n, f);
    const is = compiled(bench, files, texts);
    for (const file of files) {
      const before = clone(FileDescriptorProtoSchema, known.get(name(file)) as FileDescriptorProto);
      if (sees.has(file)) new Expected(bench, trial, inside.includes(file)).file(before);
      const after = is.get(name(file)) as FileDescriptorProto;
      const urls = [trial.name, trial.name.slice(0, trial.name.lastIndexOf(".") + 1) + trial.newName];
      if (bytesOf(after, urls) !== bytesOf(before, urls))
        return { files: texts.size, difference: firstOther(before, after, urls) };
    }
  } catch (error) {
    return { files: texts.size, difference: String((error as { stderr?: Buffer }).stderr ?? error).slice(0, 2000) };
  }
  return { files: texts.size };
}

const isInside = (bench: BenchmarkFiles, file: string, pkg: string): boolean =>
  `${bench.outline(file)?.package}.`.startsWith(`${pkg}.`);

/** Options whose strings name declarations change with them; what those are is tested apart. */
const naming = new Set([1049, 1051, 1053, 1150, 1151, 1249, 72295728, 72295729, 291403980]);

function bytesOf(file: FileDescriptorProto, urls: readonly string[]): string {
  const copy = clone(FileDescriptorProtoSchema, file);
  // Those with a message that has the name in the URL of an Any change with it too.
  const holdsUrl = ({ data }: { data: Uint8Array }): boolean => {
    const text = Buffer.from(data).toString("latin1");
    return urls.some(url => text.includes(`/${url}`));
  };
  const strip = (options: Pick<Message, "$unknown"> | undefined): void => {
    if (options?.$unknown) options.$unknown = options.$unknown.filter(u => !naming.has(u.no) && !holdsUrl(u));
  };
  const message = (m: DescriptorProto): void => {
    strip(m.options);
    // Named by the compiler, from the field and away from all other names.
    for (const f of m.field) {
      const oneof = f.proto3Optional ? m.oneofDecl[f.oneofIndex] : undefined;
      if (oneof) oneof.name = "";
    }
    for (const r of m.extensionRange) strip(r.options);
    for (const e of m.enumType) strip(e.options);
    for (const f of [...m.field, ...m.extension]) strip(f.options);
    m.nestedType.forEach(message);
  };
  copy.messageType.forEach(message);
  for (const f of copy.extension) strip(f.options);
  for (const s of copy.service) for (const m of s.method) strip(m.options);
  return Buffer.from(toBinary(FileDescriptorProtoSchema, copy)).toString("latin1");
}

function firstOther(before: FileDescriptorProto, after: FileDescriptorProto, urls: readonly string[]): string {
  const [a, b] = [bytesOf(before, urls), bytesOf(after, urls)];
  let at = 0;
  while (a[at] === b[at]) at++;
  const near = (s: string): string => JSON.stringify(s.slice(Math.max(0, at - 40), at + 60));
  return `${before.name}: expected ${near(a)} but is ${near(b)}`;
}

/** Makes the new name in the descriptors that were. */
class Expected {
  private readonly trial: Trial;
  private readonly declares: boolean;
  private readonly old: string;
  private readonly now: string;
  /** The names of groups begin with a capital. */
  private readonly newName: string;
  /** Of an enum value. */
  private readonly enumType: string | undefined;
  private readonly isGroup: boolean;

  constructor(bench: BenchmarkFiles, trial: Trial, declares: boolean) {
    this.trial = trial;
    this.declares = declares;
    this.old = trial.name;
    const all = [...declarations(bench.outline(trial.file) as Outline)];
    this.isGroup = all.some(d => d.kind === "message" && d.fullName === trial.name && d.synthetic === "group");
    const { newName } = trial;
    this.newName = this.isGroup ? newName.charAt(0).toUpperCase() + newName.slice(1) : newName;
    this.now = trial.name.slice(0, trial.name.lastIndexOf(".") + 1) + this.newName;
    if (trial.kind !== "enumValue") return;
    const value = all.find(d => d.kind === "enumValue" && d.fullName === trial.name);
    this.enumType = value?.kind === "enumValue" ? `.${value.parent.fullName}` : undefined;
  }

  /** The full name of the field that a group declares. */
  private get fieldOfGroup(): string {
    const dot = this.old.lastIndexOf(".") + 1;
    return this.old.slice(0, dot) + this.old.slice(dot).toLowerCase();
  }

  private type(name: string): string {
    const { kind } = this.trial;
    const entry = kind === "map field" ? this.entry(this.old) : undefined;
    if (entry !== undefined && name === `.${entry}`) return `.${this.entry(this.now)}`;
    if (kind !== "message" && kind !== "enum" && kind !== "package") return name;
    const old = `.${this.old}`;
    return name === old || name.startsWith(`${old}.`) ? `.${this.now}${name.slice(old.length)}` : name;
  }

  /** The full name of the entry of a map. */
  private entry(field: string): string {
    const dot = field.lastIndexOf(".") + 1;
    return field.slice(0, dot) + mapEntryName(field.slice(dot));
  }

  private named(decl: { name: string }, scope: string): boolean {
    if (!this.declares || this.trial.kind === "package" || `${scope}${decl.name}` !== this.old) return false;
    decl.name = this.newName;
    return true;
  }

  file(f: FileDescriptorProto): void {
    const scope = f.package ? `${f.package}.` : "";
    for (const m of f.messageType) this.message(m, scope);
    for (const e of f.enumType) this.enumeration(e, scope);
    for (const x of f.extension) this.field(x, scope);
    for (const s of f.service) {
      for (const m of s.method) {
        m.inputType = this.type(m.inputType);
        m.outputType = this.type(m.outputType);
        this.named(m, `${scope}${s.name}.`);
      }
      this.named(s, scope);
    }
    if (this.trial.kind === "package" && this.declares) f.package = this.now + f.package.slice(this.old.length);
  }

  private message(m: DescriptorProto, scope: string): void {
    const own = `${scope}${m.name}.`;
    for (const n of m.nestedType) {
      const isEntry = this.trial.kind === "map field" && `${own}${n.name}` === this.entry(this.old);
      if (isEntry && this.declares) n.name = mapEntryName(this.newName);
      this.message(n, own);
    }
    for (const e of m.enumType) this.enumeration(e, own);
    for (const f of m.field) this.field(f, own);
    for (const x of m.extension) this.field(x, own);
    for (const range of m.extensionRange)
      for (const d of range.options?.declaration ?? []) {
        if (d.type.startsWith(".")) d.type = this.type(d.type);
        if (d.fullName === `.${this.old}`) d.fullName = `.${this.now}`;
        else d.fullName = this.type(d.fullName);
      }
    for (const o of m.oneofDecl) this.named(o, own);
    if (!m.options?.mapEntry) this.named(m, scope);
  }

  private enumeration(e: EnumDescriptorProto, scope: string): void {
    for (const v of e.value) if (this.trial.kind === "enumValue") this.named(v, scope);
    this.named(e, scope);
  }

  private field(f: FieldDescriptorProto, scope: string): void {
    if (f.typeName === this.enumType && f.defaultValue === this.old.slice(this.old.lastIndexOf(".") + 1))
      f.defaultValue = this.newName;
    const isOfGroup =
      this.isGroup && this.declares && f.typeName === `.${this.old}` && scope + f.name === this.fieldOfGroup;
    if (f.typeName) f.typeName = this.type(f.typeName);
    if (f.extendee) f.extendee = this.type(f.extendee);
    const { name } = f;
    if (isOfGroup) f.name = this.newName.toLowerCase();
    else if (!this.named(f, scope)) return;
    if (f.jsonName === defaultJsonName(name)) f.jsonName = defaultJsonName(f.name);
  }
}
