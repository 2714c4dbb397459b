/** The value of an option without positions: what another file may have to know of it. */
import type { Tree, Value } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { intern } from "./intern.ts";

export type Literal =
  | { readonly kind: "ident" | "int" | "float"; readonly text: string; readonly negative: boolean }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "message"; readonly fields: readonly { readonly name: string; readonly value: Literal }[] }
  | { readonly kind: "list"; readonly values: readonly Literal[] };

/** The literal that a value of the tree writes; fields without a value are left out. */
export function literalOf(tree: Tree, value: Value): Literal {
  switch (value.kind) {
    case "Ident":
      return { kind: "ident", text: intern(value.text), negative: value.negative };
    case "Int":
      return { kind: "int", text: intern(value.text), negative: value.negative };
    case "Float":
      return { kind: "float", text: intern(value.text), negative: value.negative };
    case "String":
      return { kind: "string", text: intern(stringValue(tree.source, tree.tokens.starts, value)) };
    case "ListLit":
      return { kind: "list", values: value.values.map(v => literalOf(tree, v)) };
    case "MessageLit": {
      const fields: { name: string; value: Literal }[] = [];
      for (const f of value.fields)
        if (f.value)
          fields.push({ name: intern(f.form === "field" ? f.name : `[${f.name}]`), value: literalOf(tree, f.value) });
      return { kind: "message", fields };
    }
  }
}
