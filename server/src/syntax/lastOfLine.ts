/** The comments behind a statement that belong to its line. */
import type { Tree } from "./ast.ts";
import { TokenKind } from "./tokenKind.ts";

/** The last of the comments behind a token, where nothing else stands on its line; else the token. */
export function lastOfLine({ source, tokens: { kinds, starts, count } }: Tree, token: number): number {
  for (let t = token + 1; ; t++) {
    if (t >= count) return t - 1;
    const breaks = source.slice(starts[t], starts[t + 1]).includes("\n");
    if (kinds[t] === TokenKind.LineComment) return t;
    if (kinds[t] === TokenKind.Space && breaks) return t - 1;
    const isBeside = kinds[t] === TokenKind.Space || kinds[t] === TokenKind.BlockComment;
    if (!isBeside || breaks) return token;
  }
}
