/** One random refactoring of a file of the benchmark workspace, and what the reference compiler and the formatter say of its result. */
import { clone, toJsonString } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  EnumDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  ServiceDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import { withLineEnds } from "../../server/src/base/lineEnds.ts";
import {
  type Action,
  type ActionContext,
  actionContext,
  type Offer,
} from "../../server/src/features/actions/action.ts";
import { allActions } from "../../server/src/features/actions/allActions.ts";
import { runSteps } from "../../server/src/features/actions/runSteps.ts";
import { HistoryCollector } from "../../server/src/features/fieldHistory.ts";
import { type FormatOptions, formatText } from "../../server/src/format/format.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { TokenKind } from "../../server/src/syntax/tokenKind.ts";
import { type BenchmarkFiles, compiled } from "./benchmarkFiles.ts";
import { finish } from "./finish.ts";

export interface ActionTrial {
  readonly file: string;
  readonly action: Action;
  readonly offer: Offer;
  readonly ctx: ActionContext;
  readonly style: FormatOptions;
  /** What is not as it is on disk. */
  readonly texts: ReadonlyMap<string, string>;
}

const styles: readonly FormatOptions[] = ["  ", "    ", "\t"].map(indent => ({ indent, order: "kept" }));

/** More files than that are not compiled for one trial; those that changed come first. */
const MAX_COMPILED = 60;

/** Something that is offered at a random place; the file is written in a random style first. */
export function actionTrial(bench: BenchmarkFiles, next: () => number): ActionTrial | undefined {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const file = pick(bench.files);
  const style = pick(styles);
  const plain = formatText(bench.text(file) ?? "", style).text;
  const source = next() < 0.3 ? plain.replaceAll("\n", "\r\n") : plain;
  const texts = new Map([[file, source]]);
  const s = bench.withTexts(texts);
  const { tokens } = parse(source);
  const names = [...tokens.kinds.keys()].filter(t => tokens.kinds[t] === TokenKind.Ident);
  const start = tokens.starts[pick(names)] as number;
  const history = new HistoryCollector();
  if (next() < 0.5) history.add(source);
  const ctx = actionContext(
    {
      ...s,
      history: history.history,
      withTexts: more => bench.withTexts(new Map([...texts, ...more])),
      isOwn: f => f.startsWith(bench.folder),
      allFiles: () => bench.files,
    },
    file,
    { start, end: next() < 0.5 ? start : Math.min(source.length, start + Math.floor(next() * 200)) },
  );
  const offers = ctx ? allActions.flatMap(action => action.offers(ctx).map(offer => ({ action, offer }))) : [];
  const open = offers.filter(({ offer }) => !offer.refused);
  return ctx && open.length > 0 ? { file, ...pick(open), ctx, style, texts } : undefined;
}

export interface ActionResult {
  /** How many changed; none where it was refused. */
  readonly files: number;
  readonly refused?: string;
  /** Absent where all is as it must be. */
  readonly wrong?: string;
}

export function runTrial(bench: BenchmarkFiles, trial: ActionTrial): ActionResult {
  const { ctx, action, offer, file } = trial;
  const outcome = finish(runSteps(action, ctx, offer.argument));
  if (!outcome.ok) {
    const { reason, problem } = outcome;
    return {
      files: 0,
      refused: [reason.text, ...reason.args, problem?.code ?? "", ...(problem?.args ?? [])].join(" "),
    };
  }
  const { draft } = outcome;
  const after = new Map(trial.texts);
  for (const f of draft.files) {
    const before = trial.texts.get(f) ?? bench.text(f) ?? "";
    const edits = draft.edits.filter(e => e.file === f);
    const made = draft.created.find(c => c.file === f)?.text;
    const text =
      made ??
      applyEdits(
        before,
        edits.map(e => ({ ...e, text: withLineEnds(e.text, before) })),
      );
    after.set(f, made === undefined ? text : withLineEnds(made, made));
  }
  const files = draft.files.length;
  const wrong =
    styleOf(bench, trial, after) ??
    commentsOf(bench, trial, after) ??
    meaningOf(bench, trial, after, [file], outcome.warning?.text);
  return wrong === undefined ? { files } : { files, wrong };
}

/** A file that was in canonical style is so still. */
function styleOf(bench: BenchmarkFiles, trial: ActionTrial, after: ReadonlyMap<string, string>): string | undefined {
  for (const [file, text] of after) {
    const before = trial.texts.get(file) ?? bench.text(file);
    if (before === text) continue;
    if (/[^\r]\n/.test(text) && text.includes("\r\n")) return `${file}: line ends of both kinds`;
    const style = trial.texts.has(file) || before === undefined ? trial.style : (styles[0] as FormatOptions);
    if (before !== undefined && formatText(before, style).text !== before) continue;
    const formatted = formatText(text, style).text;
    // A second option on the line of the first is as good as one on a line of its own.
    if (squeezed(formatted) !== squeezed(text)) return `${file} is not in style:\n${difference(text, formatted)}`;
  }
  return undefined;
}

const squeezed = (text: string): string =>
  text.replaceAll(/\[\s*([^[\]]*?)\s*\];/g, (_, inner: string) => `[${inner.replaceAll(/\s+/g, " ")}];`);

/** The lines of two texts that differ. */
function difference(is: string, should: string): string {
  const a = is.split("\n");
  const b = should.split("\n");
  let first = 0;
  while (a[first] === b[first]) first++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - first && a.at(-1 - end) === b.at(-1 - end)) end++;
  const show = (lines: string[], mark: string): string =>
    lines
      .slice(Math.max(0, first - 2), Math.max(first + 1, lines.length - end + 1))
      .slice(0, 20)
      .map(l => `${mark} ${l}`)
      .join("\n");
  return `${show(a, "is")}\n${show(b, "should")}`;
}

/** What goes with the statement that it stands beside. */
const losing = new Set(["deleteAndReserve", "inlineMessage", "makeMap"]);

function commentsOf(
  bench: BenchmarkFiles,
  trial: ActionTrial,
  after: ReadonlyMap<string, string>,
): string | undefined {
  if (losing.has(trial.action.id)) return undefined;
  const of = (texts: Iterable<string>): string[] => [...texts].flatMap(comments);
  const before = of([...after.keys()].map(f => trial.texts.get(f) ?? bench.text(f) ?? ""));
  const now = of(after.values());
  for (const c of now) {
    const at = before.indexOf(c);
    if (at >= 0) before.splice(at, 1);
  }
  return before.length === 0 ? undefined : `comments are lost: ${before.slice(0, 3).join(" | ")}`;
}

function comments(text: string): string[] {
  const { source, tokens } = parse(text);
  const out: string[] = [];
  for (let t = 0; t < tokens.count; t++) {
    const kind = tokens.kinds[t];
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment)
      out.push(
        source
          .slice(tokens.starts[t], tokens.starts[t + 1])
          .replaceAll(/\s+\*?\s*/g, " ")
          .trim(),
      );
  }
  return out;
}

/** How many of the top-level declarations may mean something else. */
const changing: Readonly<Record<string, number>> = {
  moveDeclaration: 0,
  wrapInOneof: 1,
  deprecate: 1,
};
const MOST_CHANGING = 2;

function meaningOf(
  bench: BenchmarkFiles,
  { action, texts, ctx, offer }: ActionTrial,
  after: ReadonlyMap<string, string>,
  concerned: readonly string[],
  warning: string | undefined,
): string | undefined {
  const touched = [...after.keys()];
  const files = [...new Set([...concerned, ...touched, ...bench.whoSees(ctx.file)])].slice(0, MAX_COMPILED);
  const known = files.filter(f => bench.text(f) !== undefined || texts.has(f));
  try {
    const before = declarationsIn(compiled(bench, known, texts), action.id);
    const now = declarationsIn(compiled(bench, files, after), action.id);
    const other = [...before].filter(([name, text]) => now.get(name) !== text).map(([name]) => name);
    // Another name is in all that names it, and what an edition says by features another says by its syntax.
    const isAnywhere = action.id === "convertToEdition" || warning === "fullNameChanges";
    const allowed = isAnywhere ? Number.POSITIVE_INFINITY : (changing[action.id] ?? MOST_CHANGING);
    return other.length > allowed
      ? `${other.length} declarations changed: ${other.slice(0, 5).join(" ")}`
      : undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    if (stderr === undefined) throw error;
    return `${offer.argument ?? ""}: ${String(stderr).slice(0, 1500)}`;
  }
}

/** Each declaration at the top of a file as text, by full name. */
function declarationsIn(files: ReadonlyMap<string, FileDescriptorProto>, action: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const f of files.values()) {
    const scope = f.package ? `${f.package}.` : "";
    for (const m of f.messageType) out.set(scope + m.name, toJsonString(DescriptorProtoSchema, normal(m, action)));
    for (const e of f.enumType) out.set(scope + e.name, toJsonString(EnumDescriptorProtoSchema, e));
    for (const s of f.service) out.set(scope + s.name, toJsonString(ServiceDescriptorProtoSchema, s));
    for (const x of f.extension) out.set(scope + x.name, toJsonString(FieldDescriptorProtoSchema, x));
  }
  return out;
}

/** Without what an action says that it changes. */
function normal(m: DescriptorProto, action: string): DescriptorProto {
  if (action !== "wrapInOneof") return m;
  const copy = clone(DescriptorProtoSchema, m);
  const strip = (own: DescriptorProto): void => {
    own.oneofDecl = [];
    for (const f of own.field) {
      f.proto3Optional = false;
      f.oneofIndex = 0;
    }
    own.nestedType.forEach(strip);
  };
  strip(copy);
  return copy;
}
