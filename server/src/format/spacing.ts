/** Blanks between the tokens of a line. */
import { Sym } from "../syntax/tokenKind.ts";
import { Break, Change, type Layout } from "./layout.ts";

/** What stands between two tokens that follow each other. */
export function blankBetween({ tree, changes }: Layout, how: Break, before: number, after: number): string {
  if (how === Break.none) return "";
  if (how === Break.space) return " ";
  const { kinds } = tree.tokens;
  const left = kinds[before] as number;
  const right = kinds[after] as number;
  const isMap = right === Sym.less && changes[after] !== Change.brace;
  return opens(left) || joins(left) || left === Sym.minus || sticks(right) || joins(right) || isMap ? "" : " ";
}

export const opens = (kind: number): boolean =>
  kind === Sym.openParen || kind === Sym.openBracket || kind === Sym.less || kind === Sym.open;

/** Written without a blank before. */
export const sticks = (kind: number): boolean =>
  kind === Sym.comma ||
  kind === Sym.semicolon ||
  kind === Sym.colon ||
  kind === Sym.closeParen ||
  kind === Sym.closeBracket ||
  kind === Sym.greater;

/** Written without a blank on either side. */
const joins = (kind: number): boolean => kind === Sym.dot || kind === Sym.slash;
