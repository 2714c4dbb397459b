/** The message or enum whose block the cursor is in, as far as it is written. */
import { declare } from "../../outline/buildOutline.ts";
import type { EnumOutline, MessageOutline, Outline } from "../../outline/outline.ts";
import { parse } from "../../syntax/parse.ts";
import { blockName, type Cursor } from "./cursor.ts";

/** The message or enum whose block the cursor is in; for a oneof the message around it. */
export function ownerAt(cursor: Cursor): MessageOutline | EnumOutline | undefined {
  const outline = mendedOutline(cursor);
  const decl = outline.types.get(blockName(cursor, outline.package));
  return decl?.kind === "message" || decl?.kind === "enum" ? decl : undefined;
}

const mended = new WeakMap<Cursor["tree"], { readonly offset: number; readonly outline: Outline }>();

/** The file as if the statement under the cursor ended there: unfinished, it would swallow the one on the next line. */
function mendedOutline({ tree, offset }: Cursor): Outline {
  const kept = mended.get(tree);
  if (kept?.offset === offset) return kept.outline;
  const { source } = tree;
  const { outline } = declare(parse(`${source.slice(0, offset)};${source.slice(offset)}`));
  mended.set(tree, { offset, outline });
  return outline;
}
