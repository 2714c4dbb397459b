/**
 * Renames a declaration everywhere it is named. Each part of a qualified name is a place of its own, so `a.b.Parent` and `b.Parent.Child`
 * both change where they must. The result is compiled before it is handed out: a rename after which a name would mean something else
 * is refused.
 */
import type { Span } from "../base/span.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { DeclOutline } from "../outline/outline.ts";
import { occurrencesIn } from "./occurrences.ts";
import { declarationAt, type Everywhere, references } from "./references.ts";

export interface FileEdit {
  readonly file: FileId;
  readonly span: Span;
  readonly text: string;
}

export type RenameResult =
  | {
      readonly ok: true;
      readonly edits: readonly FileEdit[];
      /** What the wire or JSON will see of it, to be told before it is done. */
      readonly consequence: "none" | "json" | "path";
    }
  | {
      readonly ok: false;
      readonly reason: "not-here" | "not-a-name" | "taken" | "changes-meaning" | "shipped";
      readonly detail: string;
    };

/** A world in which some texts are others. */
export type WithTexts = (texts: ReadonlyMap<FileId, string>) => Everywhere;

/** The name that a rename would start from. */
export function renameTarget(s: Everywhere, file: FileId, offset: number): { span: Span; name: string } | undefined {
  const id = declarationAt(s, file, offset);
  const found =
    id && occurrencesIn(s, file, s.optionRefs(file)).find(o => o.span.start <= offset && offset <= o.span.end);
  return found ? { span: found.span, name: id.name.slice(id.name.lastIndexOf(".") + 1) } : undefined;
}

export function rename(
  s: Everywhere,
  file: FileId,
  offset: number,
  newName: string,
  isOwn: (file: FileId) => boolean,
  withTexts: WithTexts,
): RenameResult {
  const id = declarationAt(s, file, offset);
  const outline = id && s.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (!id || !decl) return { ok: false, reason: "not-here", detail: "" };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) return { ok: false, reason: "not-a-name", detail: newName };
  if (!isOwn(id.file)) return { ok: false, reason: "shipped", detail: id.name };
  const renamed = renamedId(id, newName);
  if (newName !== decl.name && findDecl(outline, renamed.name))
    return { ok: false, reason: "taken", detail: renamed.name };
  const edits = [...references(s, id)].map(r => ({ file: r.file, span: r.span, text: newName }));
  const broken = changedMeaning(s, id, renamed, edits, withTexts);
  if (broken) return { ok: false, reason: "changes-meaning", detail: broken };
  return { ok: true, edits, consequence: consequenceOf(decl, newName) };
}

const renamedId = (id: DeclId, newName: string): DeclId => ({
  file: id.file,
  name: id.name.slice(0, id.name.lastIndexOf(".") + 1) + newName,
});

/** JSON carries names of fields and enum values; a call's path carries those of services and methods. */
function consequenceOf(decl: DeclOutline, newName: string): "none" | "json" | "path" {
  if (decl.kind === "service" || decl.kind === "method") return "path";
  if (decl.kind === "enumValue") return "json";
  if (decl.kind === "field" && decl.jsonName === undefined && defaultJsonName(decl.name) !== defaultJsonName(newName))
    return "json";
  return "none";
}

/** The first name that would stand for something else after the edits. */
function changedMeaning(
  s: Everywhere,
  id: DeclId,
  renamed: DeclId,
  edits: readonly FileEdit[],
  withTexts: WithTexts,
): string | undefined {
  const texts = new Map<FileId, string>();
  for (const file of new Set(edits.map(e => e.file))) {
    const own = edits.filter(e => e.file === file).sort((a, b) => b.span.start - a.span.start);
    let text = s.text(file) ?? "";
    for (const e of own) text = text.slice(0, e.span.start) + e.text + text.slice(e.span.end);
    texts.set(file, text);
  }
  const after = withTexts(texts);
  for (const file of texts.keys()) {
    const was = occurrencesIn(s, file, s.optionRefs(file));
    const is = occurrencesIn(after, file, after.optionRefs(file));
    for (let i = 0; i < Math.max(was.length, is.length); i++) {
      const expected = was[i] && movedName(was[i]?.id.name as string, id.name, renamed.name);
      if (was[i]?.id.file !== is[i]?.id.file || expected !== is[i]?.id.name) return was[i]?.id.name ?? is[i]?.id.name;
    }
  }
  return undefined;
}

/** The full name that a declaration has when `from` is called `to`. */
function movedName(name: string, from: string, to: string): string {
  return name === from ? to : name.startsWith(`${from}.`) ? to + name.slice(from.length) : name;
}
