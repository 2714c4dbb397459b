/**
 * Converts a file to the next edition: what keywords said is said by features, and what an edition does otherwise by default is set as
 * it was. The result is compiled, and refused unless everything in it means what it meant before.
 */
import { Edition } from "../../syntax/edition.ts";
import { editionDefaults, type Features, featureValues } from "../../editions/features.ts";
import type { FieldDecl, ReservedDecl, Tree } from "../../syntax/ast.ts";
import { childrenOf } from "../../syntax/children.ts";
import type { Node } from "../../syntax/ast.ts";
import { spanOfNode, spanOfTokens } from "../declSpan.ts";
import { Draft } from "../draft.ts";
import { settle } from "../settle.ts";
import { type Action, type ActionContext, nodeAround, refuse, say } from "./action.ts";
import { indentAt, insertFirst } from "./layout.ts";
import { addCompactOption, optionNamed, removeCompactOption } from "./optionEdits.ts";
import { refusalOf } from "./refusalOf.ts";
import { difference } from "./sameMeaning.ts";

/** Numbers of `google.protobuf.Edition`. */
const next: ReadonlyMap<number, { readonly name: string; readonly edition: number }> = new Map([
  [Edition.proto2, { name: "2023", edition: Edition.edition2023 }],
  [Edition.proto3, { name: "2023", edition: Edition.edition2023 }],
  [Edition.edition2023, { name: "2024", edition: Edition.edition2024 }],
]);

export const convertToEdition: Action = {
  id: "convertToEdition",
  kind: "refactor.rewrite",
  offers(ctx) {
    const to = next.get(ctx.syntaxTree.syntax.edition);
    if (!to || !nodeAround(ctx, "Syntax")) return [];
    const title = say("convertToEdition", to.name);
    const isBroken = ctx.problems(ctx.file).some(p => p.severity === "error");
    return [isBroken ? { title, refused: say("mendErrorsFirst") } : { title }];
  },
  *run(ctx) {
    const to = next.get(ctx.syntaxTree.syntax.edition);
    const syntax = ctx.syntaxTree.root.decls.find(d => d.kind === "Syntax");
    const before = ctx.checked(ctx.file);
    if (!to || !syntax || !before) return refuse("notHere");
    if (ctx.problems(ctx.file).some(p => p.severity === "error")) return refuse("mendErrorsFirst");
    const draft = new Draft();
    draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, syntax), `edition = "${to.name}";`);
    const own = ctx.syntaxTree.syntax.edition;
    if (own < Edition.edition2023)
      for (const node of nodesBelow(ctx.syntaxTree.root)) keywordsToFeatures(ctx, draft, node);
    const lines = fileFeatures(ctx, editionDefaults(own), editionDefaults(to.edition));
    if (own === Edition.edition2023) {
      const cpp = stringTypes(ctx, draft) ? ["cpp"] : [];
      const java = javaFiles(ctx, draft) ? ["java"] : [];
      importFeatures(ctx, draft, [...cpp, ...java]);
    }
    insertFileOptions(ctx, draft, lines);

    const settled = yield* settle(ctx, draft, ctx.whoSees(ctx.file), id => id, ctx.withTexts);
    if (!settled.ok) return refusalOf(settled);
    const linked = settled.after.linked(ctx.file);
    const checked = settled.after.checked(ctx.file);
    if (!linked || !checked) return refuse("notHere");
    const other = difference(
      { linked: ctx.linkedHere, options: before.options },
      { linked, options: checked.options },
    );
    return other === undefined ? { ok: true, draft } : refuse("meansOtherwise", other);
  },
};

function* nodesBelow(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesBelow(child);
}

function keywordsToFeatures(ctx: ActionContext, draft: Draft, node: Node): void {
  if (node.kind === "Field") fieldToFeatures(ctx, draft, node);
  if (node.kind === "Reserved") namesToIdentifiers(ctx, draft, node);
}

/** Labels, `packed` and groups. Edits of one field's brackets are made at once. */
function fieldToFeatures(ctx: ActionContext, draft: Draft, node: FieldDecl): void {
  const { file, syntaxTree: tree } = ctx;
  const features: string[] = [];
  const label = node.label?.text;
  const isProto3 = tree.syntax.kind === "proto3";
  if (label === "required") features.push("features.field_presence = LEGACY_REQUIRED");
  if (label === "optional" && isProto3) features.push("features.field_presence = EXPLICIT");
  if (node.label && label !== "repeated") {
    const from = spanOfNode(tree, node.label);
    const to = tree.tokens.starts[nextToken(tree, node.label.last)] ?? from.end;
    draft.replace(file, { start: from.start, end: to }, "");
  }
  if (node.isGroup) groupToMessage(ctx, draft, node, features);
  const packed = optionNamed(node.options?.options, "packed");
  if (packed?.value?.kind === "Ident")
    features.push(`features.repeated_field_encoding = ${packed.value.text === "true" ? "PACKED" : "EXPANDED"}`);
  if (node.isGroup) return;
  const [first, ...more] = features;
  if (packed && first !== undefined) draft.replace(file, spanOfNode(tree, packed), [first, ...more].join(", "));
  else if (packed && node.options) removeCompactOption(draft, file, tree, node.options, packed);
  else if (first !== undefined && node.number)
    addCompactOption(draft, file, tree, node.options, node.number, features.join(", "));
}

/** The next token that is not blank. */
function nextToken(tree: Tree, token: number): number {
  let at = token + 1;
  while (
    at < tree.tokens.count &&
    tree.source.slice(tree.tokens.starts[at], tree.tokens.starts[at + 1]).trim() === ""
  )
    at++;
  return at;
}

/** `group Part = 1 { … }` → `message Part { … }` and a field of it whose bytes are those of a group. */
function groupToMessage(ctx: ActionContext, draft: Draft, node: FieldDecl, features: readonly string[]): void {
  const { file, syntaxTree: tree } = ctx;
  if (!node.type || !node.name || !node.body || !node.number) return;
  const name = node.name.text;
  const start = spanOfNode(tree, node.type).start;
  const open = spanOfNode(tree, node.body).start;
  draft.replace(file, { start, end: open }, `message ${name} `);
  const own = node.options ? spanOfTokens(tree, node.options.first + 1, node.options.last - 1) : undefined;
  const written = own ? tree.source.slice(own.start, own.end).trim() : "";
  const all = [written, "features.message_encoding = DELIMITED", ...features].filter(Boolean).join(", ");
  const end = spanOfNode(tree, node.body).end;
  const indent = indentAt(ctx.source, spanOfNode(tree, node).start);
  const label = node.label?.text === "repeated" ? "repeated " : "";
  draft.replace(
    file,
    { start: end, end },
    `\n${indent}${label}${name} ${name.toLowerCase()} = ${node.number.text} [${all}];`,
  );
  if (label && node.label) draft.replace(file, { start: spanOfNode(tree, node.label).start, end: start }, "");
}

function namesToIdentifiers(ctx: ActionContext, draft: Draft, node: ReservedDecl): void {
  for (const name of node.names) {
    if (name.kind !== "String") continue;
    const span = spanOfNode(ctx.syntaxTree, name);
    const text = ctx.source.slice(span.start + 1, span.end - 1);
    if (/^[A-Za-z_]\w*$/.test(text)) draft.replace(ctx.file, span, text);
  }
}

/** The defaults that differ between the editions, as they were, unless the file sets them itself. */
function fileFeatures(ctx: ActionContext, was: Features, is: Features): string[] {
  const set = new Set(ctx.declaredHere.outline.options.map(o => o.name));
  return [...featureValues]
    .filter(([name, { key }]) => was[key] !== is[key] && !set.has(`features.${name}`))
    .map(([name, { key }]) => `option features.${name} = ${was[key]};`);
}

/**
 * `java_multiple_files` is gone in 2024, where each type has a file of its own unless a feature says otherwise. Files that say nothing
 * about Java are left alone.
 */
function javaFiles(ctx: ActionContext, draft: Draft): boolean {
  const tree = ctx.syntaxTree;
  const { options } = ctx.declaredHere.outline;
  if (!options.some(o => o.name.startsWith("java_"))) return false;
  const option = tree.root.decls.find(d => d.kind === "Option" && optionNamed([d], "java_multiple_files"));
  if (option) {
    const span = spanOfNode(tree, option);
    const rest = /^[ \t]*\r?\n?/.exec(ctx.source.slice(span.end))?.[0].length ?? 0;
    draft.replace(ctx.file, { start: span.start, end: span.end + rest }, "");
  }
  const isSplit = option?.kind === "Option" && option.value?.kind === "Ident" && option.value.text === "true";
  if (isSplit) return false;
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
    const option = node.kind === "Field" ? optionNamed(node.options?.options, "ctype") : undefined;
    if (option?.value?.kind !== "Ident" || option.value.text === "STRING_PIECE") continue;
    const text = `features.(pb.cpp).string_type = ${option.value.text}`;
    draft.replace(ctx.file, spanOfNode(ctx.syntaxTree, option), text);
    found = true;
  }
  return found;
}

/** Imports for options come behind all others. */
function importFeatures(ctx: ActionContext, draft: Draft, languages: readonly string[]): void {
  const { decls } = ctx.syntaxTree.root;
  const last =
    decls.findLast(d => d.kind === "Import") ?? decls.findLast(d => d.kind === "Package" || d.kind === "Syntax");
  const known = new Set(ctx.declaredHere.outline.imports.map(i => i.path));
  const paths = languages.map(l => `google/protobuf/${l}_features.proto`).filter(path => !known.has(path));
  if (!last || paths.length === 0) return;
  const { end } = spanOfNode(ctx.syntaxTree, last);
  const gap = last.kind === "Import" ? "" : "\n";
  draft.replace(ctx.file, { start: end, end }, gap + paths.map(path => `\nimport option "${path}";`).join(""));
}

/** Behind the package, or the syntax line; before the options that are there. */
function insertFileOptions(ctx: ActionContext, draft: Draft, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const { decls } = ctx.syntaxTree.root;
  const option = decls.find(d => d.kind === "Option");
  if (option) {
    const { start } = spanOfNode(ctx.syntaxTree, option);
    draft.replace(ctx.file, { start, end: start }, lines.map(line => `${line}\n`).join(""));
    return;
  }
  const head =
    decls.findLast(d => d.kind === "Import") ?? decls.findLast(d => d.kind === "Package" || d.kind === "Syntax");
  if (!head) return;
  const { end } = spanOfNode(ctx.syntaxTree, head);
  draft.replace(ctx.file, { start: end, end }, `\n\n${lines.join("\n")}`);
}
