/**
 * Converts a file to the next edition: what keywords said is said by features, and what an edition does otherwise by default is set as
 * it was. The result is compiled, and refused unless everything in it means what it meant before.
 */
import { Edition } from "../../syntax/edition.ts";
import { editionDefaults, type Features, featureValues } from "../../editions/features.ts";
import type { Decl, Node, Option } from "../../syntax/ast.ts";
import { childrenOf } from "../../syntax/children.ts";
import { spanOfNode } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, nodeAround, refuse, say } from "./action.ts";
import { keywordsToFeatures } from "./keywordsToFeatures.ts";
import {
  type FeatureLanguage,
  javaClassOf,
  languageDefault,
  type LanguageFeature,
  languageFeatures,
  languagesOf,
  optionOf,
} from "./languageFeatures.ts";
import { insertFirst } from "./layout.ts";
import { wholeStatement } from "../../syntax/statementText.ts";
import { optionNamed, removeCompactOption } from "./optionEdits.ts";
import { refusalOf } from "./refusalOf.ts";
import { difference } from "./sameMeaning.ts";
import { TextChanges } from "./textChanges.ts";

/** Numbers of `google.protobuf.Edition`. */
const next: ReadonlyMap<number, { readonly name: string; readonly edition: number }> = new Map([
  [Edition.proto2, { name: "2023", edition: Edition.edition2023 }],
  [Edition.proto3, { name: "2023", edition: Edition.edition2023 }],
  [Edition.edition2023, { name: "2024", edition: Edition.edition2024 }],
]);

/** Those whose generators have other defaults since 2024. */
const languageNames: ReadonlyMap<FeatureLanguage, string> = new Map([
  ["cpp", "C++"],
  ["go", "Go"],
  ["java", "Java"],
]);

export const convertToEdition: Action = {
  id: "convertToEdition",
  kind: "refactor.rewrite",
  offers(ctx) {
    const to = next.get(ctx.syntaxTree.syntax.edition);
    if (!to || !isAtSyntax(ctx)) return [];
    const title = say("convertToEdition", to.name);
    const isBroken = ctx.problems(ctx.file).some(p => p.severity === "error");
    return [isBroken ? { title, refused: say("mendErrorsFirst") } : { title }];
  },
  *run(ctx) {
    const to = next.get(ctx.syntaxTree.syntax.edition);
    const before = ctx.checked(ctx.file);
    if (!to || !before) return refuse("notHere");
    if (ctx.problems(ctx.file).some(p => p.severity === "error")) return refuse("mendErrorsFirst");
    const draft = new Draft();
    const changes = new TextChanges(ctx, ctx.file);
    const head = syntaxLine(ctx, changes, `edition = "${to.name}";`);
    const own = ctx.syntaxTree.syntax.edition;
    if (own < Edition.edition2023) keywordsToFeatures(ctx, changes);
    changes.into(draft);
    const languages = languagesOf(ctx.declaredHere.outline);
    const lines = fileFeatures(ctx, editionDefaults(own), editionDefaults(to.edition));
    const used = new Set<FeatureLanguage>();
    for (const feature of languageLines(ctx, languages, to.edition)) {
      lines.push(`option ${optionOf(feature)} = ${feature.value};`);
      used.add(feature.language);
    }
    if (own < Edition.edition2023) takeOption(ctx, draft, "java_string_check_utf8");
    if (own === Edition.edition2023) {
      if (stringTypes(ctx, draft)) used.add("cpp");
      if (languages.has("java") && javaFiles(ctx, draft)) used.add("java");
      lines.push(...javaClass(ctx, languages));
    }
    const modifier = to.edition >= Edition.edition2024 ? "option " : "";
    const cycle = [...used].map(featureFile).find(path => needsThisFile(ctx, path));
    if (cycle !== undefined) return refuse("importsThis", cycle);
    const imports = importsOf(ctx, [...used].sort(), modifier);
    insertHead(ctx, draft, imports, intoBlock(ctx, draft, lines), head);

    const settled = yield* settle(ctx, draft, ctx.whoSees(ctx.file), id => id, ctx.withTexts);
    if (!settled.ok) return refusalOf(settled);
    const linked = settled.after.linked(ctx.file);
    const checked = settled.after.checked(ctx.file);
    if (!linked || !checked) return refuse("notHere");
    const importName = ctx.importName(ctx.file);
    const other = difference(
      { linked: ctx.linkedHere, options: before.options, importName },
      { linked, options: checked.options, importName },
    );
    if (other !== undefined) return refuse("meansOtherwise", other);
    const silent = [...languageNames].filter(([l]) => !languages.has(l)).map(([, name]) => name);
    const isToldOf = to.edition >= Edition.edition2024 && silent.length > 0;
    return { ok: true, draft, ...(isToldOf ? { warning: say("otherLanguages", silent.join(", ")) } : {}) };
  },
};

/** At the line that says the syntax; in a file without one at its first statement. */
function isAtSyntax(ctx: ActionContext): boolean {
  if (nodeAround(ctx, "Syntax")) return true;
  const { decls } = ctx.syntaxTree.root;
  const [first] = decls;
  if (!first || decls.some(d => d.kind === "Syntax")) return false;
  const line = ctx.source.indexOf("\n", spanOfNode(ctx.syntaxTree, first).start);
  return ctx.selection.start <= (line < 0 ? ctx.source.length : line);
}

/** Where the line is put that was missing; undefined where it was there. */
function syntaxLine(ctx: ActionContext, changes: TextChanges, text: string): number | undefined {
  const { decls } = ctx.syntaxTree.root;
  const syntax = decls.find(d => d.kind === "Syntax");
  if (syntax) {
    changes.replace(spanOfNode(ctx.syntaxTree, syntax), text);
    return undefined;
  }
  const [first] = decls;
  const start = first ? wholeStatement(ctx.syntaxTree, first).start : 0;
  changes.replace({ start, end: start }, `${text}\n\n`);
  return start;
}

/** Features of languages whose default is another in the new edition, with the value that they had; one that an option said included. */
function* languageLines(
  ctx: ActionContext,
  languages: ReadonlySet<FeatureLanguage>,
  to: number,
): Generator<LanguageFeature & { readonly value: string }> {
  const { outline } = ctx.declaredHere;
  const version = { linked: ctx.linkedHere };
  for (const feature of languageFeatures) {
    if (!languages.has(feature.language) || outline.options.some(o => o.name === optionOf(feature))) continue;
    const value = feature.said?.(outline, undefined) ?? languageDefault(feature, outline.syntax.edition);
    if (value === languageDefault(feature, to)) continue;
    for (const decl of ctx.declaredHere.nodes.keys())
      if (feature.appliesTo(version, decl)) {
        yield { ...feature, value };
        break;
      }
  }
}

/** Takes an option of the file out, and yields what its value was. */
function takeOption(ctx: ActionContext, draft: Draft, name: string): string | undefined {
  const option = ctx.syntaxTree.root.decls.find(
    (d): d is Option => d.kind === "Option" && optionNamed([d], name) !== undefined,
  );
  if (!option) return undefined;
  const span = spanOfNode(ctx.syntaxTree, option);
  const rest = /^[ \t]*\r?\n?/.exec(ctx.source.slice(span.end))?.[0].length ?? 0;
  draft.replace(ctx.file, { start: span.start, end: span.end + rest }, "");
  return option.value?.kind === "Ident" ? option.value.text : "";
}

/** Since 2024 Java's class of the file is called otherwise unless an option says how. */
function javaClass(ctx: ActionContext, languages: ReadonlySet<FeatureLanguage>): string[] {
  const { outline } = ctx.declaredHere;
  if (!languages.has("java") || outline.options.some(o => o.name === "java_outer_classname")) return [];
  return [`option java_outer_classname = "${javaClassOf(outline, ctx.importName(ctx.file))}";`];
}

function* nodesBelow(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesBelow(child);
}

/** The defaults that differ between the editions, as they were, unless the file sets them itself. */
function fileFeatures(ctx: ActionContext, was: Features, is: Features): string[] {
  const set = new Set<string>();
  for (const { name, value } of ctx.declaredHere.outline.options) {
    set.add(name);
    if (name === "features" && value.kind === "message") for (const f of value.fields) set.add(`features.${f.name}`);
  }
  return [...featureValues]
    .filter(([name, { key }]) => was[key] !== is[key] && !set.has(`features.${name}`))
    .map(([name, { key }]) => `option features.${name} = ${was[key]};`);
}

/** Where a file sets its features by one block `{ … }` no others can be set beside it: they go into the block. */
function intoBlock(ctx: ActionContext, draft: Draft, lines: readonly string[]): readonly string[] {
  const block = ctx.syntaxTree.root.decls.find(
    (d): d is Option => d.kind === "Option" && optionNamed([d], "features") !== undefined,
  )?.value;
  if (block?.kind !== "MessageLit") return lines;
  const inside: string[] = [];
  const outside = lines.filter(line => {
    const [, language, name, value] = /^option features\.(?:(\([\w.]+\))\.)?(\w+) = (\w+);$/.exec(line) ?? [];
    if (name === undefined) return true;
    const field = `${name}: ${value}`;
    inside.push(language ? `[${language.slice(1, -1)}] { ${field} }` : field);
    return false;
  });
  const at = spanOfNode(ctx.syntaxTree, block).start + 1;
  if (inside.length > 0) draft.replace(ctx.file, { start: at, end: at }, inside.map(text => ` ${text}`).join(""));
  return outside;
}

/** `java_multiple_files` is gone in 2024, where each type has a file of its own unless a feature says otherwise. */
function javaFiles(ctx: ActionContext, draft: Draft): boolean {
  const tree = ctx.syntaxTree;
  if (takeOption(ctx, draft, "java_multiple_files") === "true") return false;
  // The feature is one of types, not of the file.
  for (const d of tree.root.decls)
    if ((d.kind === "Message" || d.kind === "Enum" || d.kind === "Service") && d.body)
      insertFirst(draft, ctx.file, tree, d.body, ["option features.(pb.java).nest_in_file_class = YES;"]);
  return true;
}

/** `ctype` is gone in 2024, where a feature of C++ says the same. */
function stringTypes(ctx: ActionContext, draft: Draft): boolean {
  let found = false;
  for (const node of nodesBelow(ctx.syntaxTree.root)) {
    if (node.kind !== "Field" || !node.options) continue;
    const option = optionNamed(node.options.options, "ctype");
    if (option?.value?.kind !== "Ident") continue;
    // On other fields it says nothing.
    if (node.type?.text !== "string" && node.type?.text !== "bytes") {
      removeCompactOption(draft, ctx.file, ctx.syntaxTree, node.options, option);
      continue;
    }
    const value = option.value.text === "STRING_PIECE" ? "STRING" : option.value.text;
    draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, option), `features.(pb.cpp).string_type = ${value}`);
    found = true;
  }
  return found;
}

const featureFile = (language: string): string => `google/protobuf/${language}_features.proto`;

/** Whether a file is this one, or imports it at any distance. */
function needsThisFile(ctx: ActionContext, path: string): boolean {
  const first = ctx.resolveImport(ctx.file, path);
  const seen = new Set(first === undefined ? [] : [first]);
  // What is added while it is walked is walked too.
  for (const file of seen) {
    if (file === ctx.file) return true;
    for (const i of ctx.outline(file)?.imports ?? []) {
      const target = ctx.resolveImport(file, i.path);
      if (target !== undefined) seen.add(target);
    }
  }
  return false;
}

/** The files of languages' features, as far as they are not imported yet. */
function importsOf(ctx: ActionContext, languages: readonly string[], modifier: "option " | ""): string[] {
  const known = new Set(ctx.declaredHere.outline.imports.map(i => i.path));
  const paths = languages.map(featureFile).filter(path => !known.has(path));
  return paths.map(path => `import ${modifier}"${path}";`);
}

/**
 * Imports behind all others, as those for options alone have to stand; options in front of those that are there, else behind the imports. `at`:
 * where a file begins that has neither syntax line nor package nor import.
 */
function insertHead(
  ctx: ActionContext,
  draft: Draft,
  imports: readonly string[],
  options: readonly string[],
  at: number | undefined,
): void {
  const { decls } = ctx.syntaxTree.root;
  const endOf = (d: Decl): number => spanOfNode(ctx.syntaxTree, d).end;
  const lastImport = decls.findLast(d => d.kind === "Import");
  const head = lastImport ?? decls.findLast(d => d.kind === "Package" || d.kind === "Syntax");
  const behind = (offset: number, text: string): void =>
    draft.replace(ctx.file, { start: offset, end: offset }, text);
  if (imports.length > 0) {
    if (head) behind(endOf(head), `${head === lastImport ? "\n" : "\n\n"}${imports.join("\n")}`);
    else behind(at ?? 0, `${imports.join("\n")}\n\n`);
  }
  if (options.length === 0) return;
  const option = decls.find(d => d.kind === "Option");
  if (option) behind(spanOfNode(ctx.syntaxTree, option).start, options.map(line => `${line}\n`).join(""));
  else if (head) behind(endOf(head), `\n\n${options.join("\n")}`);
  else behind(at ?? 0, `${options.join("\n")}\n\n`);
}
