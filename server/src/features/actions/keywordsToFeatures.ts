/** What proto2 and proto3 say by keywords, as editions say it: labels, `packed`, groups, quotes around reserved names. */
import type { ExtendDecl, FieldDecl, Node, OneofDecl, ReservedDecl, Tree } from "../../syntax/ast.ts";
import { childrenOf } from "../../syntax/children.ts";
import { stringValue } from "../../syntax/stringValue.ts";
import { spanOfNode, spanOfTokens } from "../declSpan.ts";
import type { ActionContext } from "./action.ts";
import { indentAt, wholeStatement } from "../../syntax/statementText.ts";
import { optionNamed } from "./optionEdits.ts";
import type { TextChanges } from "./textChanges.ts";

export function keywordsToFeatures(ctx: ActionContext, changes: TextChanges): void {
  new Keywords(ctx, changes).below(ctx.syntaxTree.root, undefined);
}

class Keywords {
  private readonly ctx: ActionContext;
  private readonly tree: Tree;
  private readonly changes: TextChanges;

  constructor(ctx: ActionContext, changes: TextChanges) {
    this.ctx = ctx;
    this.tree = ctx.syntaxTree;
    this.changes = changes;
  }

  /** Inner declarations first: an outer one may take their text along. `owner`: the block that cannot hold messages. */
  below(node: Node, owner: OneofDecl | ExtendDecl | undefined): void {
    const inner = node.kind === "Oneof" || node.kind === "Extend" ? node : node.kind === "Body" ? owner : undefined;
    for (const child of childrenOf(node)) this.below(child, inner);
    if (node.kind === "Field") this.field(node, owner);
    if (node.kind === "Reserved") this.reservedNames(node);
  }

  private field(node: FieldDecl, owner: OneofDecl | ExtendDecl | undefined): void {
    const features: string[] = [];
    const label = node.label?.text;
    if (label === "required") features.push("features.field_presence = LEGACY_REQUIRED");
    // An extension has presence whatever its file says.
    if (label === "optional" && this.tree.syntax.kind === "proto3" && owner === undefined)
      features.push("features.field_presence = EXPLICIT");
    const packed = optionNamed(node.options?.options, "packed");
    if (packed?.value?.kind === "Ident")
      features.push(`features.repeated_field_encoding = ${packed.value.text === "true" ? "PACKED" : "EXPANDED"}`);
    if (node.isGroup) {
      this.group(node, owner, features);
      return;
    }
    if (node.label && label !== "repeated") {
      const from = spanOfNode(this.tree, node.label);
      this.changes.replace({ start: from.start, end: this.behind(node.label.last) }, "");
    }
    if (features.length === 0) return;
    const text = features.join(", ");
    const last = node.options?.options.at(-1);
    if (packed) this.changes.replace(spanOfNode(this.tree, packed), text);
    else if (last) this.changes.replace(this.endOf(last), `, ${text}`);
    else if (node.options) this.changes.replace(spanOfNode(this.tree, node.options), `[${text}]`);
    else if (node.number) this.changes.replace(this.endOf(node.number), ` [${text}]`);
  }

  /** `group Part = 1 { … }` → `message Part { … }` and a field of it whose bytes are those of a group. */
  private group(node: FieldDecl, owner: OneofDecl | ExtendDecl | undefined, features: readonly string[]): void {
    const { tree, changes } = this;
    if (!node.type || !node.name || !node.body || !node.number) return;
    const name = node.name.text;
    const whole = spanOfNode(tree, node);
    const body = spanOfNode(tree, node.body);
    const own = node.options ? spanOfTokens(tree, node.options.first + 1, node.options.last - 1) : undefined;
    const written = own ? tree.source.slice(own.start, own.end).trim() : "";
    const all = [written, "features.message_encoding = DELIMITED", ...features].filter(Boolean).join(", ");
    const label = node.label?.text === "repeated" ? "repeated " : "";
    const field = `${label}${name} ${name.toLowerCase()} = ${node.number.text} [${all}];`;
    const indent = indentAt(tree.source, whole.start);
    if (!owner) {
      changes.replace({ start: whole.start, end: body.start }, `message ${name} `);
      changes.replace({ start: body.end, end: body.end }, `\n${indent}${field}`);
      return;
    }
    // The message stands around the block, where that of the group was too; in front, as it came first.
    const outer = wholeStatement(tree, owner);
    const margin = indentAt(tree.source, spanOfNode(tree, owner).start);
    const isAlone = outer.start === 0 || tree.source[outer.start - 1] === "\n";
    const moved = changes.take(body, indent, margin);
    changes.replace(
      { start: outer.start, end: outer.start },
      `${isAlone ? margin : ""}message ${name} `,
      ...moved,
      isAlone ? "\n" : " ",
    );
    changes.replace(whole, field);
  }

  /** Of several strings in a row a name is made of all. */
  private reservedNames(node: ReservedDecl): void {
    for (const name of node.names) {
      if (name.kind !== "String") continue;
      const text = stringValue(this.tree.source, this.tree.tokens.starts, name);
      if (/^[A-Za-z_]\w*$/.test(text)) this.changes.replace(spanOfNode(this.tree, name), text);
    }
  }

  private endOf(node: { readonly first: number; readonly last: number }): { start: number; end: number } {
    const { end } = spanOfNode(this.tree, node);
    return { start: end, end };
  }

  /** Where the next token that is no blank begins. */
  private behind(token: number): number {
    const { starts, count } = this.tree.tokens;
    let at = token + 1;
    while (at < count && this.ctx.source.slice(starts[at], starts[at + 1]).trim() === "") at++;
    return starts[at] ?? this.ctx.source.length;
  }
}
