/** The declarations of a file as a tree. */
import type { Span } from "../base/span.ts";
import type { FileId } from "../link/world.ts";
import type { Decl, FieldDecl, Name } from "../syntax/ast.ts";
import { type Trees, spanOfNode } from "./declSpan.ts";
import { isDeprecated } from "./deprecatedNode.ts";

export interface DocumentSymbol {
  readonly name: string;
  readonly kind: "package" | "message" | "field" | "oneof" | "enum" | "enumValue" | "service" | "method" | "extend";
  readonly detail: string;
  readonly isDeprecated: boolean;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

export function documentSymbols(trees: Trees, file: FileId): readonly DocumentSymbol[] {
  const tree = trees.tree(file);
  if (!tree) return [];
  const symbol = (
    node: Decl,
    name: Name | undefined,
    kind: DocumentSymbol["kind"],
    detail: string,
    children: readonly Decl[] = [],
  ): DocumentSymbol[] =>
    name
      ? [
          {
            name: name.text,
            kind,
            detail,
            isDeprecated: isDeprecated(node),
            span: spanOfNode(tree, node),
            nameSpan: spanOfNode(tree, name),
            children: children.flatMap(of),
          },
        ]
      : children.flatMap(of);
  const of = (d: Decl): DocumentSymbol[] => {
    switch (d.kind) {
      case "Message":
        return symbol(d, d.name, "message", "", d.body?.decls);
      case "Enum":
        return symbol(d, d.name, "enum", "", d.body?.decls);
      case "Service":
        return symbol(d, d.name, "service", "", d.body?.decls);
      case "Oneof":
        return symbol(d, d.name, "oneof", "", d.body?.decls);
      case "Field":
        return symbol(d, d.name, "field", fieldType(d), d.body?.decls);
      case "EnumValue":
        return symbol(d, d.name, "enumValue", d.number ? `${d.number.negative ? "-" : ""}${d.number.text}` : "");
      case "Method":
        return symbol(d, d.name, "method", `${streamed(d.input)} → ${streamed(d.output)}`);
      case "Extend": {
        const children = (d.body?.decls ?? []).flatMap(of);
        if (!d.extendee) return children;
        const nameSpan = spanOfNode(tree, d.extendee);
        const name = `extend ${d.extendee.text}`;
        return [
          { name, kind: "extend", detail: "", isDeprecated: false, span: spanOfNode(tree, d), nameSpan, children },
        ];
      }
      default:
        return [];
    }
  };
  return tree.root.decls.flatMap(of);
}

/** As it is written but for the name, which stands before it. */
function fieldType(d: FieldDecl): string {
  const type = d.map ? `map<${d.map.key?.text ?? ""}, ${d.map.value?.text ?? ""}>` : (d.type?.text ?? "");
  const label = d.label && !d.map ? `${d.label.text} ` : "";
  return `${label}${type}${d.number ? ` = ${d.number.text}` : ""}`;
}

const streamed = (m: Extract<Decl, { kind: "Method" }>["input"]): string =>
  `${m?.stream ? "stream " : ""}${m?.type?.text ?? "?"}`;
