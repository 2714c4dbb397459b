/** Words that stand in the options of a file, outside of strings: told by its tokens, long before options are interpreted. */
import type { FileId } from "../link/world.ts";
import { optionBlocks } from "../options/optionBlocks.ts";
import { TokenKind } from "../syntax/tokenKind.ts";
import type { Semantics } from "./symbolAt.ts";

/** Whether options may name something that is called one of the words. */
export function hasOptionWord(s: Semantics, file: FileId, words: readonly string[]): boolean {
  const tree = s.tree(file);
  const declared = s.declared(file);
  if (!tree || !declared || !words.some(w => tree.source.includes(w))) return false;
  const { kinds, starts } = tree.tokens;
  const isWord = (token: number): boolean => {
    const start = starts[token] as number;
    const length = (starts[token + 1] as number) - start;
    return words.some(w => w.length === length && tree.source.startsWith(w, start));
  };
  for (const { options } of optionBlocks(tree, declared))
    for (const { first, last } of options)
      for (let token = first; token <= last; token++)
        if (kinds[token] === TokenKind.Ident && isWord(token)) return true;
  return false;
}
