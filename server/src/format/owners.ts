/** Which comments belong to which declaration, as the compiler has it, in the order in which declarations are read. */
import type { Decl, Tree } from "../syntax/ast.ts";
import { commentsAfter } from "../syntax/comments.ts";
import { Change, previousToken } from "./layout.ts";
import { bodyOf } from "./sound.ts";

export interface Owned {
  /** Leading and trailing comments, three entries for each declaration. */
  readonly attached: string[];
  readonly detached: string[];
}

/** `changes` marks the declarations that are no more than a semicolon to drop. */
export function ownedComments(tree: Tree, changes: Uint8Array, decls: readonly Decl[]): Owned {
  const owned: Owned = { attached: [], detached: [] };
  collect(tree, changes, decls, owned);
  return owned;
}

function collect(tree: Tree, changes: Uint8Array, decls: readonly Decl[], owned: Owned): void {
  for (const decl of decls) {
    if (changes[decl.first] === Change.drop) continue;
    const { leading, detached } = commentsAfter(tree, previousToken(tree, decl.first));
    const body = bodyOf(decl);
    owned.attached.push(plain(leading), plain(commentsAfter(tree, decl.last).trailing));
    owned.attached.push(body ? plain(commentsAfter(tree, body.first).trailing) : "");
    for (const comment of detached) owned.detached.push(plain(comment));
    if (body) collect(tree, changes, body.decls, owned);
  }
}

/** Without blanks at the starts and ends of lines, which a layout may change, nor the line end that the end of a file lacks. */
export function plain(text: string): string {
  return text
    .split("\n")
    .map(line => line.trim())
    .join("\n")
    .trimEnd();
}
