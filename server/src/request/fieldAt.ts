import { getNodePath, type Node } from "jsonc-parser";
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { DeclId } from "../link/world.ts";
import type { BodyMessage, BodySchema } from "./bodySchema.ts";
import { nodeAt, parseBody } from "./bodyTree.ts";
import { typeAt } from "./completeBody.ts";
import type { MessageText } from "./requestDocument.ts";

/** The field or enum value that a key or a value of a body names; `offset` and the span count from the start of the document. */
export function fieldAt(
  schema: BodySchema,
  root: BodyMessage,
  message: MessageText,
  offset: number,
): { readonly decl: DeclId; readonly span: Span } | undefined {
  const tree = parseBody(message);
  const node = nodeAt(tree, offset - message.span.start);
  if (node?.type !== "string" || tree.isReference(node)) return undefined;
  const span = spanOf(message.span.start + node.offset, message.span.start + node.offset + node.length);
  const path = getNodePath(node);
  if (!isKey(node)) {
    const type = typeAt(schema, root, path)?.type;
    if (type?.kind !== "enum" || !type.values.some(({ name }) => name === node.value)) return undefined;
    const dot = type.id.name.lastIndexOf(".");
    return { decl: { file: type.id.file, name: type.id.name.slice(0, dot + 1) + node.value }, span };
  }
  const owner = typeAt(schema, root, path.slice(0, -1));
  if (owner?.container !== "value" || owner.type.kind !== "message") return undefined;
  const field = schema
    .message(owner.type.id)
    ?.fields.find(({ name, jsonName }) => name === node.value || jsonName === node.value);
  return field && { decl: field.id, span };
}

const isKey = (node: Node): boolean => node.parent?.type === "property" && node.parent.children?.[0] === node;
