/** The comment that documents a declaration: right above it without a blank line between, or behind it on its line. */
import type { Tree } from "../syntax/ast.ts";
import { textOfToken } from "../syntax/nodeAt.ts";
import { TokenKind } from "../syntax/tokenKind.ts";

/** Its text without comment signs; empty where there is none. */
export function docComment(tree: Tree, node: { first: number; last: number }): string {
  return leading(tree, node.first) || trailing(tree, node.last);
}

function leading(tree: Tree, first: number): string {
  const { kinds } = tree.tokens;
  const parts: string[] = [];
  let t = first - 1;
  for (; t >= 0; t--) {
    const kind = kinds[t];
    if (kind === TokenKind.Space) {
      const text = textOfToken(tree, t);
      const lines = text.split("\n").length - 1;
      if (lines > 1) break;
      continue;
    }
    if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) break;
    // A comment on the line of the token before it belongs to that token.
    if (!startsLine(tree, t)) break;
    parts.unshift(textOfToken(tree, t));
    if (kind === TokenKind.BlockComment) break;
  }
  return clean(parts);
}

function startsLine(tree: Tree, token: number): boolean {
  const before = token - 1;
  if (before < 0) return true;
  return tree.tokens.kinds[before] === TokenKind.Space && (textOfToken(tree, before).includes("\n") || before === 0);
}

function trailing(tree: Tree, last: number): string {
  const { kinds } = tree.tokens;
  let t = last + 1;
  if (kinds[t] === TokenKind.Space && !textOfToken(tree, t).includes("\n")) t++;
  const kind = kinds[t];
  return kind === TokenKind.LineComment || kind === TokenKind.BlockComment ? clean([textOfToken(tree, t)]) : "";
}

function clean(parts: readonly string[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    if (part.startsWith("//")) lines.push(part.replace(/^\/\/+ ?/, "").trimEnd());
    else
      for (const line of part
        .replace(/^\/\*+ ?/, "")
        .replace(/ ?\*+\/$/, "")
        .split("\n"))
        lines.push(line.replace(/^\s*\* ?/, "").trimEnd());
  }
  return lines.join("\n").trim();
}

/** References to declarations, `[Topic][google.pubsub.v1.Topic]` or `[pkg.Topic][]`, shown as code: Markdown has no target for them. */
export const asMarkdown = (comment: string): string =>
  comment
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, i) => (i % 2 ? part : part.replaceAll(/\[([^\][]+)\]\[([\w.]*)\]/g, "`$1`")))
    .join("");
