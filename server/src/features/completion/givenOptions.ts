/** Which options stand around the cursor already, in the statements of its block or in the list in brackets. */
import type { Tree } from "../../syntax/ast.ts";
import { textOfToken, tokenAt } from "../../syntax/nodeAt.ts";
import { isTrivia, Sym } from "../../syntax/tokenKind.ts";
import type { Cursor } from "./cursor.ts";

/** Names of the options that other statements of the block set. */
export function optionsAround({ tree, brace, words }: Cursor): ReadonlySet<string> {
  const { kinds, count } = tree.tokens;
  const given = new Set<string>();
  let name: string | undefined;
  let isStart = true;
  let depth = 0;
  for (let t = brace + 1; t < count && depth >= 0; t++) {
    const kind = kinds[t] as number;
    if (isTrivia(kind)) continue;
    if (kind === Sym.open) depth++;
    else if (kind === Sym.close) depth--;
    if (depth === 0 && name !== undefined && kind === Sym.equals) {
      given.add(name);
      name = undefined;
    } else if (depth === 0 && name !== undefined) name += textOfToken(tree, t);
    else if (depth === 0 && isStart && t !== words[0] && textOfToken(tree, t) === "option") name = "";
    isStart = depth === 0 && (kind === Sym.semicolon || kind === Sym.close);
    if (isStart) name = undefined;
  }
  return given;
}

/** What stands behind the last comma of the list, and the names that are written before and behind it. */
export function lastOption(
  words: readonly number[],
  { tree, offset }: Cursor,
): { segment: readonly number[]; given: ReadonlySet<string> } {
  const before = optionsOf(tree, words);
  const [, ...behind] = optionsOf(tree, restOfList(tree, offset));
  const names = [...before.slice(0, -1), ...behind].flatMap(option => {
    const equals = option.findIndex(t => tree.tokens.kinds[t] === Sym.equals);
    return equals > 0 ? [option.slice(0, equals).map(t => textOfToken(tree, t))] : [];
  });
  return { segment: before.at(-1) ?? [], given: new Set(names.map(name => name.join(""))) };
}

/** The options of a list, one or none of them unfinished. */
function optionsOf({ tokens: { kinds } }: Tree, words: readonly number[]): number[][] {
  const out: number[][] = [[]];
  let depth = 0;
  for (const t of words) {
    depth += depthOf(kinds[t]);
    if (kinds[t] === Sym.comma && depth === 0) out.push([]);
    else out.at(-1)?.push(t);
  }
  return out;
}

/** Significant tokens from the cursor to the bracket that closes the list; none where the statement ends before. */
function restOfList(tree: Tree, offset: number): readonly number[] {
  const { kinds, starts, count } = tree.tokens;
  const out: number[] = [];
  let depth = 0;
  for (let t = tokenAt(tree, offset); t < count; t++) {
    if (isTrivia(kinds[t] as number) || (starts[t] as number) < offset) continue;
    depth += depthOf(kinds[t]);
    if (depth < 0) return kinds[t] === Sym.closeBracket ? out : [];
    if (depth === 0 && kinds[t] === Sym.semicolon) return [];
    out.push(t);
  }
  return [];
}

function depthOf(kind: number | undefined): number {
  if (kind === Sym.open || kind === Sym.openParen || kind === Sym.openBracket) return 1;
  return kind === Sym.close || kind === Sym.closeParen || kind === Sym.closeBracket ? -1 : 0;
}
