/** Types as proposals: scalars, what the file sees, and what it would see with one more import. */
import { hiddenBy } from "../../check/visibility.ts";
import { importEdits } from "../../check/importEdit.ts";
import { scalarTypes } from "../../base/scalarTypes.ts";
import type { Scope } from "../../link/lookup.ts";
import type { FileId } from "../../link/world.ts";
import type { DeclOutline, OptionOutline } from "../../outline/outline.ts";
import { isDeprecated } from "../../outline/isSet.ts";
import { type Cursor, scopeAt } from "./cursor.ts";
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
  const at = scopeAt(cursor, linked.outline.package);
  const seen = new Set<string>();
  for (const v of linked.visible) {
    if (v.optionOnly) continue;
    for (const decl of v.outline.types.values()) {
      if (!offered(decl, wanted) || (v.id !== file && hiddenBy(v.outline, decl) !== undefined)) continue;
      seen.add(decl.fullName);
      if (typed.includes(".") && !decl.fullName.toLowerCase().includes(typed)) continue;
      const text = absolute
        ? `.${decl.fullName}`
        : (nameAsBegun(linked.scope, decl.fullName, at, typed) ??
          shortestName(linked.scope, decl.fullName, at, wanted === "field"));
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
  const parts = packageParts(s, cursor, linked.scope, at);
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
        : (nameAsBegun(linked.scope, fullName, at, typed) ?? nameWithImport(linked.scope, fullName, at)),
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

/** The name with the qualifier that is typed already, in lower case, where that means it or will mean it; undefined without one. */
function nameAsBegun(scope: Scope, fullName: string, at: string, typed: string): string | undefined {
  const qualifier = typed.slice(0, typed.lastIndexOf(".") + 1);
  if (!qualifier) return undefined;
  const parts = fullName.split(".");
  for (let i = 0; i < parts.length; i++) {
    const text = parts.slice(i).join(".");
    if (!text.toLowerCase().startsWith(qualifier)) continue;
    const result = scope.lookup(text, at, { typesOnly: false, forOption: false });
    if (result.ok ? result.found.kind !== "package" && result.found.id.name === fullName : i === 0) return text;
  }
  return undefined;
}

/** How to write the name of a type that is not visible yet, but will be: without the packages around `at`, unless that means something else. */
export function nameWithImport(scope: Scope, fullName: string, at: string): string {
  const options = { typesOnly: false, forOption: false };
  for (let around = at; around; ) {
    around = around.slice(0, Math.max(0, around.lastIndexOf(".")));
    if (around && !fullName.startsWith(`${around}.`)) continue;
    const text = around ? fullName.slice(around.length + 1) : fullName;
    const result = scope.lookup(text, at, options);
    if (!result.ok && result.reason === "undefined") return text;
  }
  return `.${fullName}`;
}

/** The shortest way to write a name that still means it at `at`. */
export function shortestName(
  scope: Scope,
  fullName: string,
  at: string,
  typesOnly: boolean,
  forOption = false,
): string {
  const parts = fullName.split(".");
  for (let i = parts.length - 1; i >= 0; i--) {
    const text = parts.slice(i).join(".");
    const result = scope.lookup(text, at, { typesOnly, forOption });
    if (result.ok && result.found.kind !== "package" && result.found.id.name === fullName) return text;
    // What is not visible yet resolves once it is imported, unless something else takes the name.
    if (!result.ok && result.reason === "undefined" && i === 0) return text;
  }
  return `.${fullName}`;
}
