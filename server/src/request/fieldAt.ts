import { getNodePath, type Node } from "jsonc-parser";
import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import type { DeclId } from "../link/world.ts";
import type { BodyMessage, BodySchema } from "./bodySchema.ts";
import { nodeAt, parseBody } from "./bodyTree.ts";
import { fieldNamed, ownerOf, typeAt } from "./completeBody.ts";
import type { MessageText } from "./requestDocument.ts";

/**
 * The field, extension, enum value or, in the URL of an Any, message that a key or a value of a body names; `offset` and the span count from the
 * start of the document.
 */
export function fieldAt(
  schema: BodySchema,
  root: BodyMessage,
  message: MessageText,
  offset: number,
): { readonly decl: DeclId; readonly span: Span } | undefined {
  const tree = parseBody(message);
  const node = nodeAt(tree, offset - message.span.start);
  if (node?.type !== "string" || tree.isReference(node)) return undefined;
  const start = message.span.start + node.offset;
  const span = spanOf(start, start + node.length);
  const path = getNodePath(node);
  if (!isKey(node)) {
    const type = typeAt(schema, root, path, tree.root)?.type;
    if (path.at(-1) === "@type" && type?.kind === "message") return packedAt(schema, type.id, node, span);
    if (type?.kind !== "enum" || !type.values.some(({ name }) => name === node.value)) return undefined;
    const dot = type.id.name.lastIndexOf(".");
    return { decl: { file: type.id.file, name: type.id.name.slice(0, dot + 1) + node.value }, span };
  }
  const place = typeAt(schema, root, path.slice(0, -1), tree.root);
  if (place?.container !== "value" || place.type.kind !== "message") return undefined;
  const owner = ownerOf(schema, place.type, node.parent?.parent);
  const field = owner && fieldNamed(schema, owner, node.value as string);
  // Of an extension the name within the brackets.
  const isExtension = field !== undefined && !owner?.fields.includes(field);
  return field && { decl: field.id, span: isExtension ? spanOf(span.start + 2, span.end - 2) : span };
}

/** What the URL of an Any names, behind its slash. */
function packedAt(
  schema: BodySchema,
  id: DeclId,
  { value }: Node,
  { end }: Span,
): { readonly decl: DeclId; readonly span: Span } | undefined {
  const name = typeof value === "string" && id.name === "google.protobuf.Any" ? lastSegment(value) : "";
  const packed = name === "" ? undefined : schema.findMessage(name);
  return packed && { decl: packed.id, span: spanOf(end - 1 - name.length, end - 1) };
}

const lastSegment = (url: string): string => url.slice(url.lastIndexOf("/") + 1);

const isKey = (node: Node): boolean => node.parent?.type === "property" && node.parent.children?.[0] === node;
