/** All places of the workspace that name a declaration. */
import type { Problem } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import type { DeclOutline, MessageOutline, Outline } from "../outline/outline.ts";
import type { InterpretedOptions } from "../options/interpret.ts";
import { findDecl } from "../outline/findDecl.ts";
import { groupOf } from "./groupOf.ts";
import { hasOptionWord } from "./optionWords.ts";
import { occurrencesIn, type OptionRef } from "./occurrences.ts";
import { type Semantics, symbolAt } from "./symbolAt.ts";
import { namedInOptions } from "./textNames/namedInOptions.ts";

export interface Reference {
  readonly file: FileId;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** What a search through the workspace needs. */
export interface Everywhere extends Semantics {
  text(file: FileId): string | undefined;
  /** The file itself and all that see it. */
  whoSees(file: FileId): readonly FileId[];
  optionRefs(file: FileId): readonly OptionRef[];
  /** What is wrong with the file. */
  problems(file: FileId): readonly Problem[];
  /** The file's options interpreted; undefined where it cannot be read. */
  checked(file: FileId): { readonly options: InterpretedOptions } | undefined;
  /** The file is not needed any more. */
  done(file: FileId): void;
}

/** The declaration named at a place. */
export function declarationAt(s: Semantics, file: FileId, offset: number): DeclId | undefined {
  const symbol = symbolAt(s, file, offset);
  return symbol?.kind === "decl" ? symbol.id : undefined;
}

/** Places that name `id`, file by file as they are found; undefined behind each file, where the search may pause. */
export function* references(s: Everywhere, id: DeclId): Generator<Reference | undefined> {
  const outline = s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (!decl) return;
  const named = namedTogether(s, id, decl);
  const words = named.map(d => d.name);
  for (const file of s.whoSees(id.file)) {
    yield undefined;
    if (!named.some(d => mayName(s, file, d, d.name))) continue;
    const options = named.some(d => inOptions(s, file, d)) && hasOptionWord(s, file, words) ? s.optionRefs(file) : [];
    // The name of a group declares two.
    let last = -1;
    for (const o of occurrencesIn(s, file, options)) {
      if (o.id.file !== id.file || o.span.start === last || !named.some(d => d.fullName === o.id.name)) continue;
      last = o.span.start;
      yield { file, span: o.span, isDeclaration: o.isDeclaration };
    }
    if (decl.kind === "field" || decl.kind === "service")
      for (const o of namedInOptions(s, file, id)) yield { file, span: o.span, isDeclaration: false };
    s.done(file);
  }
}

/** What has the same name in the text: a group's message and field. */
export function namedTogether(s: Semantics, id: DeclId, decl: DeclOutline): readonly DeclOutline[] {
  const group = groupOf(s, id, decl);
  return group ? [group.message, group.field] : [decl];
}

/** Whether options can name a declaration: types stand there in the URLs of Any, and before the names of extensions inside of them. */
function inOptions(s: Everywhere, file: FileId, decl: DeclOutline): boolean {
  if (decl.kind === "service" || decl.kind === "method") return false;
  if (decl.kind !== "message") return true;
  return hasExtensions(decl) || (s.text(file)?.includes(`/${decl.fullName}`) ?? false);
}

const hasExtensions = (m: MessageOutline): boolean => m.extensions.length > 0 || m.messages.some(hasExtensions);

/**
 * Whether a file can name the declaration at all, decided without its tree where its outline tells. Outlines hold no options; with
 * "texts" a type that only an option names is found too, at the price of reading the file.
 */
export function mayName(
  s: Everywhere,
  file: FileId,
  decl: DeclOutline,
  short: string,
  search: "outlines" | "texts" = "outlines",
): boolean {
  const outline = s.outline(file);
  if (!outline) return false;
  const isType = decl.kind === "message" || decl.kind === "enum";
  if (isType && mentions(outline, short)) return true;
  // Members and extensions are named by options and defaults, which outlines do not hold.
  return isType && search === "outlines" ? false : (s.text(file)?.includes(short) ?? false);
}

/** Whether a part of any type's name is `short`, or the file declares it. */
function mentions(outline: Outline, short: string): boolean {
  const has = (type: string | undefined): boolean => {
    if (!type) return false;
    const at = type.indexOf(short);
    return at >= 0 && (type.length === short.length || type.split(".").includes(short));
  };
  const inMessage = (m: MessageOutline): boolean =>
    m.name === short ||
    m.fields.some(f => has(f.type)) ||
    m.extensions.some(x => has(x.type) || has(x.extendee)) ||
    m.enums.some(e => e.name === short) ||
    m.messages.some(inMessage);
  return (
    outline.messages.some(inMessage) ||
    outline.enums.some(e => e.name === short) ||
    outline.extensions.some(x => has(x.type) || has(x.extendee)) ||
    outline.services.some(v => v.methods.some(m => has(m.input) || has(m.output)))
  );
}
