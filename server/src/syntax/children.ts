/** The parts of a node in the order of the text, for walks that do not care what they walk over. */
import type { Node } from "./ast.ts";

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "File":
    case "Body":
      return node.decls;
    case "Name":
    case "Int":
    case "Float":
    case "Ident":
    case "String":
    case "Visibility":
    case "Empty":
    case "Bad":
      return none;
    case "Path":
      return node.parts;
    case "MessageLit":
      return node.fields;
    case "ListLit":
      return node.values;
    case "LitField":
      return present(node.value);
    case "OptionNamePart":
      return present(node.path);
    case "Option":
      return present(...node.name, node.value);
    case "CompactOptions":
      return node.options;
    case "Syntax":
      return present(node.value);
    case "Package":
      return present(node.name);
    case "Import":
      return present(node.path);
    case "Message":
    case "Enum":
      return present(node.visibility, node.name, node.body);
    case "Oneof":
    case "Service":
      return present(node.name, node.body);
    case "Field":
      return present(node.label, node.map, node.type, node.name, node.number, node.options, node.body);
    case "MapType":
      return present(node.key, node.value);
    case "EnumValue":
      return present(node.name, node.number, node.options);
    case "Extend":
      return present(node.extendee, node.body);
    case "Extensions":
      return present(...node.ranges, node.options);
    case "Reserved":
      return [...node.ranges, ...node.names].sort((a, b) => a.first - b.first);
    case "Range":
      return present(node.start, node.end);
    case "Method":
      return present(node.name, node.input, node.output, node.body);
    case "MethodType":
      return present(node.type);
  }
}

const none: readonly Node[] = [];
const present = (...nodes: readonly (Node | undefined)[]): Node[] => nodes.filter(n => n !== undefined);
