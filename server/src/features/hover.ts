/** What a hover says: the declaration under the cursor with its comment, and at most one concept note below it. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import type { DeclOutline } from "../outline/outline.ts";
import { type ConstructAt, constructAt } from "./constructAt.ts";
import { asMarkdown, docComment } from "./docComment.ts";
import { optionAt } from "./optionAt.ts";
import { interpretedOption } from "./interpretedOption.ts";
import { hoverTable, optionTable } from "./hoverTables.ts";
import type { Language } from "../shared/language.ts";
import { wordDoc } from "../notes/wordDocs.ts";
import { placedRefs } from "./occurrences.ts";
import { shadowing } from "./shadowing.ts";
import { renderSignature } from "./signature.ts";
import { spanOfNode } from "./declSpan.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import { declOfNode, placeAt, type Semantics, type SymbolAt, symbolAt } from "./symbolAt.ts";

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}

/** What a hover shows that is not in the files themselves. */
export interface HoverParts {
  /** Of tables and of words of the language. */
  readonly language: Language;
  /** The note for a construct, rendered; undefined where there is none to tell. */
  note(at: ConstructAt): string | undefined;
  /** Numbers that a message of a file had at other times; undefined where nobody knows. */
  usedNumbers?(file: FileId, fullName: string): ReadonlySet<number> | undefined;
  /** Why an import names the file that it does. */
  importReason?(file: FileId, path: string): string | undefined;
  /** What the options at a place mean; undefined where none is. */
  optionsAt(file: FileId, offset: number): InterpretedOptions | undefined;
}

/** What a hover says about the thing at `offset`; nothing where there is nothing to say. */
export function hover(s: Semantics, file: FileId, offset: number, parts: HoverParts): Hover | undefined {
  const symbol = symbolAt(s, file, offset) ?? besideName(s, file, offset);
  const construct = constructAt(s, file, offset, symbol);
  const tree = s.tree(file);
  const options = parts.optionsAt(file, offset);
  const option = tree && options && optionAt(s, file, placedRefs(tree, options.refs), offset);
  const meaning = option && interpretedOption(tree, offset, options);
  const shown = option ?? symbol;
  const attribute = shown ? undefined : attributeAt(s, file, offset);
  const decl = shown && declOf(s, shown);
  const texts = [
    decl && code(renderSignature(decl)),
    shown?.kind === "package" && code(`package ${shown.name}`),
    shown && importLine(s, file, offset, shown),
    shown?.kind === "import" && shown.file !== undefined && parts.importReason?.(file, shown.path),
    shown && commentOf(s, shown),
    meaning && code(meaning),
    decl && shown?.kind === "decl" && tableOf(s, shown, decl, option ? "option" : "declaration", parts),
    shadowing(s, file, offset, parts.language),
    shown?.kind === "keyword" && wordDoc(shown.word, parts.language),
    shown?.kind === "scalar" && wordDoc(shown.name, parts.language),
    attribute && wordDoc(attribute.word, parts.language),
    construct && parts.note(construct),
  ];
  const markdown = texts.filter(Boolean).join("\n\n---\n\n");
  const span = shown?.span ?? construct?.span ?? attribute?.span;
  return markdown && span ? { span, markdown } : undefined;
}

function tableOf(
  s: Semantics,
  { id }: Extract<SymbolAt, { kind: "decl" }>,
  decl: DeclOutline,
  as: "option" | "declaration",
  parts: HoverParts,
): string | undefined {
  return as === "option" && decl.kind === "field"
    ? optionTable(s, id.file, decl, parts.language)
    : hoverTable(s, id.file, decl, parts);
}

/** What tells about a place that names nothing: of a number what has it, of a version the word before it. */
function besideName(s: Semantics, file: FileId, offset: number): SymbolAt | undefined {
  const tree = s.tree(file);
  const nodes = tree ? placeAt(tree, offset).nodes : [];
  const last = nodes.at(-1);
  const owner = nodes.at(-2);
  if (!tree || !last || !owner) return undefined;
  const span = spanOfNode(tree, last);
  if (owner.kind === "Syntax" && owner.value === last)
    return { kind: "keyword", span, word: owner.keyword, node: owner };
  if ((owner.kind !== "Field" && owner.kind !== "EnumValue") || owner.number !== last) return undefined;
  const declared = s.declared(file);
  const decl = declared && declOfNode(declared, owner);
  return decl && { kind: "decl", span, id: { file, name: decl.fullName }, isDeclaration: true };
}

/** `default` and `json_name`, which look like options and are declared nowhere. */
function attributeAt(s: Semantics, file: FileId, offset: number): { word: string; span: Span } | undefined {
  const tree = s.tree(file);
  const part = tree && placeAt(tree, offset).nodes.findLast(n => n.kind === "OptionNamePart");
  if (!tree || !part || part.extension) return undefined;
  return part.text === "default" || part.text === "json_name"
    ? { word: part.text, span: spanOfNode(tree, part) }
    : undefined;
}

function declOf(s: Semantics, symbol: SymbolAt): DeclOutline | undefined {
  if (symbol.kind !== "decl") return undefined;
  const outline = s.outline(symbol.id.file);
  return outline && findDecl(outline, symbol.id.name);
}

/** The comment of a declaration, from its own file. */
export function commentOf(s: Semantics, symbol: SymbolAt): string | undefined {
  if (symbol.kind !== "decl") return undefined;
  const tree = s.tree(symbol.id.file);
  const declared = s.declared(symbol.id.file);
  const decl = declared && findDecl(declared.outline, symbol.id.name);
  const node = decl && declared.nodes.get(decl);
  return tree && node ? asMarkdown(docComment(tree, node)) : undefined;
}

function importLine(s: Semantics, file: FileId, offset: number, symbol: SymbolAt): string | undefined {
  if (symbol.kind !== "import" || symbol.file === undefined) return undefined;
  const tree = s.tree(file);
  const node = tree && placeAt(tree, offset).nodes.find(n => n.kind === "Import");
  const modifier = node?.kind === "Import" && node.modifier ? `${node.modifier} ` : "";
  return code(`import ${modifier}"${symbol.path}";\n// ${symbol.file}`);
}

const code = (text: string): string => `\`\`\`proto\n${text}\n\`\`\``;
