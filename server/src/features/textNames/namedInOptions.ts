/** Places in the strings of a file's options that are sure to name one declaration. */
import type { DeclId, FileId } from "../../link/world.ts";
import { findDecl } from "../../outline/findDecl.ts";
import { defaultJsonName } from "../../outline/jsonName.ts";
import { linkedSchema } from "../linkedSchema.ts";
import { type Occurrence, sameDecl } from "../occurrences.ts";
import type { Semantics } from "../symbolAt.ts";
import { optionNames } from "./optionNames.ts";

export function* namedInOptions(s: Semantics, file: FileId, id: DeclId): Generator<Occurrence> {
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (!decl) return;
  const words = [decl.name, defaultJsonName(decl.name)];
  for (const name of optionNames(s, linkedSchema(s), file, words))
    if (name.certainty === "certain" && name.id && sameDecl(name.id, id))
      yield { id, span: name.span, isDeclaration: false };
}
