/** A body as a tree of JSON with offsets in the document. `{{references}}` outside of texts stand for some value. */
import { findNodeAtOffset, type Node, type ParseError, parseTree } from "jsonc-parser";
import { findReferences } from "../protocol/template.ts";
import type { MessageText } from "./requestDocument.ts";

export type { Node };

export interface BodyTree {
  /** Absent for an empty text. */
  readonly root?: Node;
  readonly errors: readonly ParseError[];
  /** What was parsed: as long as the message. */
  readonly text: string;
  /** Whether a node stands for a reference, so that nothing is known about its value. */
  isReference(node: Node): boolean;
}

/** Offsets of nodes count from the start of the message. */
export function parseBody(message: Pick<MessageText, "text">): BodyTree {
  const starts = new Set<number>();
  let text = message.text;
  for (const { start, end } of findReferences(message.text)) {
    // Inside of a text the reference is a part of it; a quote before it on its line, not closed yet, tells.
    const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
    if ((line.replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1) continue;
    text = `${text.slice(0, start)}"${"$".repeat(end - start - 2)}"${text.slice(end)}`;
    starts.add(start);
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { errors, text, isReference: node => starts.has(node.offset), ...(root ? { root } : {}) };
}

export const nodeAt = (tree: BodyTree, offset: number): Node | undefined =>
  tree.root && findNodeAtOffset(tree.root, offset, true);
