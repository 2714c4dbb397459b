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

/** Parsers of JSON descend into it; messages nest a hundred levels at most, and each may bring a list. */
const MAX_NESTING = 500;

/** The text with blanks for all that begins deeper than that. */
function shallow(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '"') {
      for (at++; at < text.length && text[at] !== '"' && text[at] !== "\n"; at++) if (text[at] === "\\") at++;
    } else if (c === "{" || c === "[") {
      if (++depth > MAX_NESTING) return text.slice(0, at) + text.slice(at).replace(/[^\n]/g, " ");
    } else if ((c === "}" || c === "]") && depth > 0) depth--;
  }
  return text;
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
  text = shallow(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { errors, text, isReference: node => starts.has(node.offset), ...(root ? { root } : {}) };
}

export const nodeAt = (tree: BodyTree, offset: number): Node | undefined =>
  tree.root && findNodeAtOffset(tree.root, offset, true);
