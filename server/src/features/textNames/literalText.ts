/** The text of a string literal with the place of each of its characters in the source. */
import type { Span } from "../../base/span.ts";
import type { StringLit, Tree } from "../../syntax/ast.ts";

export interface LiteralText {
  readonly text: string;
  /** What part of the source says the characters from `start` to `end`; a part may run over quotes where literals are joined. */
  place(start: number, end: number): Span;
}

/** Escapes that stand for no letter of a name count as one blank, as do those of bytes. */
export function literalText(tree: Tree, node: StringLit): LiteralText {
  const { source, tokens } = tree;
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  for (const token of node.tokens) {
    const from = (tokens.starts[token] as number) + 1;
    const to = (tokens.starts[token + 1] as number) - 1;
    for (let at = from; at < to; ) {
      const length = source[at] === "\\" ? escapeLength(source, at) : 1;
      text += length === 1 ? (source[at] as string) : (kept[source[at + 1] ?? ""] ?? " ");
      starts.push(at);
      at += length;
      ends.push(at);
    }
  }
  return {
    text,
    place: (start, end) => ({
      start: starts[start] ?? (tokens.starts[node.first] as number) + 1,
      end: ends[end - 1] ?? (tokens.starts[node.first] as number) + 1,
    }),
  };
}

/** Escapes that expressions need: quotes and backslashes. */
const kept: Readonly<Record<string, string>> = { "'": "'", '"': '"', "\\": "\\", n: "\n" };

function escapeLength(source: string, at: number): number {
  const pattern = /\\(?:[xX][0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|[\s\S])/y;
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 1;
}
