/** `extensions 4 to 9 [declaration = { … }]`: which number of the range is to be declared next, and what a declaration has to say. */
import { textOfToken } from "../../syntax/nodeAt.ts";
import { Sym, TokenKind } from "../../syntax/tokenKind.ts";
import type { Cursor } from "./cursor.ts";

const DECLARATION = "google.protobuf.ExtensionRangeOptions.Declaration";

/** What is said of each extension, but for those that are reserved. */
export const inDeclaration = {
  number: `${DECLARATION}.number`,
  fullName: `${DECLARATION}.full_name`,
  type: `${DECLARATION}.type`,
} as const;

const expected: ReadonlySet<string> = new Set(Object.values(inDeclaration));

export const isExpected = (field: string): boolean => expected.has(field);

/** The lowest number of the statement's range that no declaration before the cursor has; undefined outside of ranges. */
export function nextDeclared({ tree, words }: Cursor): number | undefined {
  const { kinds } = tree.tokens;
  const text = (i: number): string => textOfToken(tree, words[i] as number);
  if (words.length < 2 || text(0) !== "extensions") return undefined;
  const start = Number(text(1));
  if (!Number.isInteger(start)) return undefined;
  const declared = new Set<number>();
  for (let i = 2; i + 2 < words.length; i++)
    if (
      text(i) === "number" &&
      kinds[words[i + 1] as number] === Sym.colon &&
      kinds[words[i + 2] as number] === TokenKind.Int
    )
      declared.add(Number(text(i + 2)));
  let next = start;
  while (declared.has(next)) next++;
  return next;
}
