/**
 * Where the statement begins that the cursor is in, if the `;` of the one before it is missing: what could end there ends where its line
 * does.
 */
import { textOfToken } from "../../syntax/nodeAt.ts";
import { Sym, TokenKind } from "../../syntax/tokenKind.ts";
import type { Cursor } from "./cursor.ts";
import { typeOf } from "./writtenType.ts";

/** The cursor with the words of its own statement alone. */
export function inLastStatement(cursor: Cursor): Cursor {
  const { words, open, tree, name } = cursor;
  const { starts } = tree.tokens;
  if (open.length) return cursor;
  for (let i = words.length; i > 0; i--) {
    const last = words[i - 1] as number;
    const next = i < words.length ? (starts[words[i] as number] as number) : name.start;
    const endsLine = tree.source.slice(starts[last + 1], next).includes("\n");
    if (endsLine && mayEnd(cursor, words.slice(0, i))) return { ...cursor, words: words.slice(i) };
  }
  return cursor;
}

const heads = new Set(["message", "enum", "service", "oneof", "extend", "rpc"]);
const modifiers = new Set(["optional", "required", "repeated", "export", "local"]);

function mayEnd({ tree, block }: Cursor, words: readonly number[]): boolean {
  const { kinds } = tree.tokens;
  const texts = words.map(t => textOfToken(tree, t));
  const [first = ""] = texts;
  const last = texts.at(-1) ?? "";
  const kind = kinds[words.at(-1) as number];
  switch (first) {
    case "syntax":
    case "edition":
    case "import":
      return kind === TokenKind.String;
    case "package":
      return texts.length > 1 && kind === TokenKind.Ident;
    case "option":
      return texts.includes("=") && last !== "=" && last !== "-";
    case "reserved":
    case "extensions":
      return texts.length > 1 && last !== "," && last !== "to" && last !== "-";
    case "rpc":
      return texts.includes("returns") && last === ")";
  }
  if (heads.has(first)) return false;
  const hasNumber = kind === TokenKind.Int && kinds[words.at(-2) as number] === Sym.equals;
  if (hasNumber || kind === Sym.closeBracket) return true;
  if (block === "enum") return texts.length === 1 && kind === TokenKind.Ident;
  if (block === "file" || block === "service" || block === "rpc") return false;
  const rest = modifiers.has(first) ? texts.slice(1) : texts;
  const type = typeOf(rest);
  return type !== undefined && !heads.has(type.text) && rest.length === type.length + 1 && kind === TokenKind.Ident;
}
