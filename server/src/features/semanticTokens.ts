/**
 * What each word of a file is, for colouring that knows the language. A word gets the colour that the grammar gave it before, or a better
 * one: words of the language are told apart as the grammar does. Strings are left to it, since it colours the escapes in them, and so are broken
 * numbers, which it colours as such.
 */
import type { Span } from "../base/span.ts";
import type { Linked } from "../link/link.ts";
import type { LitField, Node, Path, Tree } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/children.ts";
import { Sym, TokenKind } from "../syntax/tokenKind.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { scalarTypes } from "../base/scalarTypes.ts";
import { isDeprecated } from "./deprecatedNode.ts";
import { spanOfTokens } from "./declSpan.ts";

export const tokenTypes = [
  "namespace",
  "struct",
  "enum",
  "enumMember",
  "interface",
  "method",
  "property",
  "type",
  "keyword",
  "modifier",
  "operator",
  "number",
  "decorator",
] as const;
export type TokenType = (typeof tokenTypes)[number];

/** `control`: words that are about the file; `readonly`: values that have a name. */
export const tokenModifiers = ["declaration", "deprecated", "defaultLibrary", "readonly", "control"] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** In the order of the text; without `within` for the whole file. */
export function semanticTokens(tree: Tree, linked: Linked | undefined, within?: Span): readonly SemanticToken[] {
  const out = new Map<number, SemanticToken>();
  const words = new Painter(tree, linked, out);
  words.walk(tree.root);
  const tokens = [...out.values()].sort((a, b) => a.span.start - b.span.start);
  return within ? tokens.filter(t => t.span.end > within.start && t.span.start < within.end) : tokens;
}

class Painter {
  private readonly tree: Tree;
  private readonly out: Map<number, SemanticToken>;
  private readonly refs: ReadonlyMap<Path, TokenType>;
  /** Where the problems of numbers begin: at the number, or right behind it. */
  private readonly broken: ReadonlySet<number>;

  constructor(tree: Tree, linked: Linked | undefined, out: Map<number, SemanticToken>) {
    this.tree = tree;
    this.out = out;
    const refs = new Map<Path, TokenType>();
    for (const ref of linked?.refs ?? [])
      if (ref.result.ok) refs.set(ref.node, ref.result.found.kind === "enum" ? "enum" : "struct");
    this.refs = refs;
    this.broken = new Set(tree.tokens.problems.filter(p => /^P101\d$/.test(p.code)).map(p => p.span.start));
  }

  private paint(token: number, type: TokenType, modifiers: SemanticToken["modifiers"] = []): void {
    this.out.set(token, { span: spanOfTokens(this.tree, token, token), type, modifiers });
  }

  private number(token: number): void {
    const { start, end } = spanOfTokens(this.tree, token, token);
    if (!this.broken.has(start) && !this.broken.has(end)) this.paint(token, "number");
  }

  private keywords({ kind, first, last }: Node): void {
    for (let t = first; t <= last; t++) {
      if (this.tree.tokens.kinds[t] !== TokenKind.Ident || this.out.has(t)) continue;
      const word = textOfToken(this.tree, t);
      if (modifiers.has(word) || (kind === "Import" && t > first)) this.paint(t, "modifier");
      else if (word === "to" && kind !== "Syntax") this.paint(t, "operator");
      else if (word === "max") this.paint(t, "keyword", ["readonly"]);
      else if (controls.has(word)) this.paint(t, "keyword", ["control"]);
      // Words that belong to no part of a broken statement are nothing.
      else if (others.has(word)) this.paint(t, "keyword");
    }
  }

  private declared(name: { first: number } | undefined, type: TokenType, node: Node): void {
    if (!name) return;
    const deprecated = isDeprecated(node);
    this.paint(name.first, type, deprecated ? ["declaration", "deprecated"] : ["declaration"]);
  }

  walk(node: Node): void {
    switch (node.kind) {
      case "Message":
        this.declared(node.name, "struct", node);
        break;
      case "Field":
        this.declared(node.name, node.isGroup ? "struct" : "property", node);
        if (node.map) this.paint(node.map.first, "type", ["defaultLibrary"]);
        break;
      case "Oneof":
        this.declared(node.name, "property", node);
        break;
      case "Enum":
        this.declared(node.name, "enum", node);
        break;
      case "EnumValue":
        this.declared(node.name, "enumMember", node);
        break;
      case "Service":
        this.declared(node.name, "interface", node);
        break;
      case "Method":
        this.declared(node.name, "method", node);
        break;
      case "Package":
        for (const part of node.name?.parts ?? []) this.paint(part.first, "namespace");
        this.keywords(node);
        return;
      case "OptionNamePart":
        for (let t = node.first; t <= node.last; t++)
          if (this.tree.tokens.kinds[t] === TokenKind.Ident) this.paint(t, "decorator");
        return;
      case "LitField":
        this.literalName(node.nameFirst, node.nameLast, node.form);
        break;
      case "Ident":
        if (/^(true|false|inf|infinity|nan)$/.test(node.text)) this.paint(node.last, "keyword", ["readonly"]);
        else this.paint(node.last, "enumMember");
        break;
      case "Int":
      case "Float":
        this.number(node.last);
        break;
      case "Path":
        this.path(node);
        return;
      case "Reserved":
        for (const n of node.names) if (n.kind === "Name") this.paint(n.first, "property");
        break;
    }
    for (const child of childrenOf(node)) this.walk(child);
    // What no part of the statement claimed are its keywords.
    if (isStatement(node)) this.keywords(node);
  }

  /** `field`, `[an.extension]`, `[type.googleapis.com/a.Type]`: what stands before the last slash is a string to the language. */
  private literalName(first: number, last: number, form: LitField["form"]): void {
    const { kinds } = this.tree.tokens;
    if (form === "field") {
      this.paint(first, "property");
      return;
    }
    let slash = last;
    while (slash >= first && kinds[slash] !== Sym.slash) slash--;
    const isUrl = slash >= first;
    const names: number[] = [];
    for (let t = isUrl ? slash + 1 : first; t <= last; t++) if (kinds[t] === TokenKind.Ident) names.push(t);
    for (const t of names) this.paint(t, isUrl ? (t === names.at(-1) ? "struct" : this.scopeType(t)) : "decorator");
  }

  /** What a part of a qualified name is, as it is mostly written. */
  private scopeType(token: number): TokenType {
    return /^[A-Z]/.test(textOfToken(this.tree, token)) ? "struct" : "namespace";
  }

  private path(node: Path): void {
    const type = this.refs.get(node);
    if (!type && node.parts.length === 1 && scalarTypes.has(node.text)) {
      this.paint(node.last, "type", ["defaultLibrary"]);
      return;
    }
    if (node.text === "group" && !type) {
      this.paint(node.last, "keyword");
      return;
    }
    node.parts.forEach((part, i) => {
      const isLast = i === node.parts.length - 1;
      this.paint(part.first, isLast ? (type ?? "type") : this.scopeType(part.first));
    });
  }
}

const controls: ReadonlySet<string> = new Set(["syntax", "edition", "package", "import"]);
const others: ReadonlySet<string> = new Set(
  "message enum service extend extensions reserved oneof rpc returns option group".split(" "),
);
const modifiers: ReadonlySet<string> = new Set(
  "public weak optional required repeated stream export local".split(" "),
);

const isStatement = (node: Node): boolean =>
  /^(Syntax|Package|Import|Option|Message|Field|Oneof|Enum|EnumValue|Extend|Extensions|Reserved|Service|Method)$/.test(
    node.kind,
  );
