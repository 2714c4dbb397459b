/** Types as proposals: scalars, what the file sees, and what it would see with one more import. */
import { hiddenBy } from "../../check/visibility.ts";
import { importEdits } from "../../check/importEdit.ts";
import { scalarTypes } from "../../base/scalarTypes.ts";
import type { FileId } from "../../link/world.ts";
import type { DeclOutline, OptionOutline } from "../../outline/outline.ts";
import { isDeprecated } from "../../outline/isSet.ts";
import { type Cursor, scopeAt } from "./cursor.ts";
import { forMessages, forTypes, nameAsBegun, nameFor, nameWithImport, type NameUse } from "./nameFor.ts";
import { packageParts } from "./packages.ts";
import type { Candidates, Completions, Proposal } from "./proposal.ts";
import { notImported } from "./typesElsewhere.ts";

/** `field`: scalars, messages and enums. `message`: messages alone, as rpcs take them. `extendable`: those that have room for extensions. */
export type TypeWanted = "field" | "message" | "extendable";

export function typesAt(s: Candidates, file: FileId, cursor: Cursor, wanted: TypeWanted): Completions {
  const span = cursor.name;
  const out: Proposal[] = [];
  const tree = s.tree(file);
  const linked = s.linked(file);
  const written = cursor.tree.source.slice(span.start, span.end);
  const absolute = written.startsWith(".");
  const typed = written.slice(absolute ? 1 : 0).toLowerCase();
  if (wanted === "field" && !written.includes("."))
    for (const name of scalarTypes.keys()) out.push({ label: name, kind: "scalar", span, text: name, rank: 3 });
  if (!tree || !linked) return { proposals: out, cut: false };
  const place: NameUse = {
    scope: linked.scope,
    at: scopeAt(cursor, linked.outline.package),
    package: linked.outline.package,
    options: wanted === "field" ? forTypes : forMessages,
  };
  const seen = new Set<string>();
  for (const v of linked.visible) {
    if (v.optionOnly) continue;
    for (const decl of v.outline.types.values()) {
      if (!offered(decl, wanted) || (v.id !== file && hiddenBy(v.outline, decl) !== undefined)) continue;
      seen.add(decl.fullName);
      if (typed.includes(".") && !decl.fullName.toLowerCase().includes(typed)) continue;
      const text = absolute
        ? `.${decl.fullName}`
        : (nameAsBegun(place, decl.fullName, typed) ??
          nameFor(place, { fullName: decl.fullName, package: v.outline.package }));
      out.push({
        label: text,
        kind: decl.kind,
        span,
        text,
        detail: decl.fullName,
        decl: { file: v.id, name: decl.fullName },
        ...deprecation(decl.options),
        rank: v.id === file ? 0 : 1,
      });
    }
  }
  if (typed === "") return { proposals: out, cut: true };
  const parts = packageParts(s, cursor, place);
  out.push(...parts);
  const others = notImported(
    s,
    file,
    typed,
    (decl): decl is TypeDecl => !seen.has(decl.fullName) && offered(decl, wanted),
  );
  for (const { fullName, from, path, decl, isNamed } of others.found)
    out.push({
      label: fullName,
      kind: decl.kind,
      span,
      text: absolute
        ? `.${fullName}`
        : (nameAsBegun(place, fullName, typed) ??
          nameWithImport(place, { fullName, package: s.outline(from)?.package ?? "" })),
      detail: path,
      decl: { file: from, name: fullName },
      moreEdits: importEdits(tree, path),
      ...deprecation(decl.options),
      rank: isNamed ? 4 : 5,
    });
  // Which types a package brings along depends on all that is typed.
  return { proposals: out, cut: others.cut || parts.length > 0 };
}

export const deprecation = (options: readonly OptionOutline[]): Partial<Proposal> =>
  isDeprecated(options) ? { deprecated: true } : {};

export type TypeDecl = Extract<DeclOutline, { kind: "message" | "enum" }>;

export const offered = (decl: DeclOutline, wanted: TypeWanted): decl is TypeDecl =>
  (decl.kind === "message" && !decl.synthetic && (wanted !== "extendable" || decl.extensionRanges.length > 0)) ||
  (decl.kind === "enum" && wanted === "field");
