/** What a rename does to names in strings and comments: some follow, others are for a person to confirm. */
import { defaultJsonName } from "../outline/jsonName.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { BodySchema } from "../request/bodySchema.ts";
import type { Draft, FileEdit } from "./draft.ts";
import { linkedSchema } from "./linkedSchema.ts";
import { sameDecl } from "./occurrences.ts";
import type { Everywhere } from "./references.ts";
import type { Rewritten } from "./settle.ts";
import type { Semantics } from "./symbolAt.ts";
import { celKeywords } from "./textNames/celTokens.ts";
import type { TextName } from "./textNames/textName.ts";
import { optionNames } from "./textNames/optionNames.ts";
import { hasInString, textNames } from "./textNames/textNames.ts";

/** Why an edit is not made without a person's word. */
export type Doubt = "comment" | "string" | "mask";

export interface DoubtfulEdit {
  readonly edit: FileEdit;
  readonly doubt: Doubt;
}

/** What is called otherwise: the last part of its name afterwards. */
export interface NewNames {
  /** Words that the names to be changed hold. */
  readonly words: readonly string[];
  of(id: DeclId): string | undefined;
  /** The same where only a name is known. */
  ofName(name: string): string | undefined;
}

/** The JSON name that stands for a field by default has the new one in its place; one that is declared stays. */
function written(name: TextName, names: NewNames): string | undefined {
  const now = name.id ? names.of(name.id) : names.ofName(name.name);
  return now !== undefined && name.spelling === "json" ? defaultJsonName(now) : now;
}

/** Puts the edits of one file into the draft; a word that cannot stand in an expression is the result. */
export function collectTextNames(
  s: Everywhere,
  schema: BodySchema,
  file: FileId,
  names: NewNames,
  to: { readonly draft: Draft; readonly doubtful: DoubtfulEdit[] },
): string | undefined {
  const done = new Set<number>();
  for (const name of textNames(s, schema, file, names.words)) {
    const text = written(name, names);
    if (text === undefined || text === name.name || done.has(name.span.start)) continue;
    done.add(name.span.start);
    if (name.certainty !== "certain") {
      const doubt = name.certainty === "comment" ? "comment" : "string";
      to.doubtful.push({ edit: { file, span: name.span, text }, doubt });
    } else if (name.isExpression && celKeywords.has(text)) return text;
    else to.draft.replace(file, name.span, { text, from: { file, ...name.span } });
  }
  return undefined;
}

const isCertain = (n: TextName): boolean => n.certainty === "certain" && n.id !== undefined;

/** Names in the strings of a file that stand for a declaration without a doubt. */
export const certainNames = (
  s: Semantics & { text(file: FileId): string | undefined },
  schema: BodySchema,
  file: FileId,
  words: readonly string[],
): TextName[] =>
  hasInString(s.text(file) ?? "", words) ? [...optionNames(s, schema, file, words)].filter(isCertain) : [];

/**
 * A name in a string that stands for something else after the rename; `before`: those that there were in the files that change, `words`: what
 * the names hold before or after it. Files that are not seen from the string are not asked, as what others declare is known of the time before.
 */
export function* misreadTextName(
  after: Rewritten,
  draft: Draft,
  before: ReadonlyMap<FileId, readonly TextName[]>,
  words: readonly string[],
  moved: (id: DeclId) => DeclId,
): Generator<undefined, DeclId | undefined> {
  const schema = linkedSchema(after);
  const misreadIn = (file: FileId, names: readonly TextName[]): DeclId | undefined => {
    const seen = new Set(after.linked(file)?.visible.map(v => v.id));
    const now = new Map(certainNames(after, schema, file, words).map(n => [n.span.start, n.id]));
    for (const { id, span } of names) {
      const place = draft.place(file, span.start);
      if (!id || !place || !seen.has(id.file)) continue;
      const target = moved(id);
      const found = now.get(place.offset);
      // Where the option itself is called otherwise, its strings are as they were, and nobody reads them any more.
      if (found ? !sameDecl(found, target) : target.name !== id.name) return id;
    }
    return undefined;
  };
  for (const [file, names] of before) {
    yield undefined;
    const misread = misreadIn(file, names);
    if (misread) return misread;
    after.done(file);
  }
  return undefined;
}
