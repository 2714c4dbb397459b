/**
 * The order of a file's declarations: syntax, package, imports by path, options by name, then all others as they stand. A detached comment
 * among imports or options heads a group that is sorted by itself; such comments stay where they are, all others go with their
 * declaration.
 */
import type { Decl, ImportDecl, Option, Tree } from "../syntax/ast.ts";
import { stringValue } from "../syntax/stringValue.ts";
import { BLANK } from "./blankLines.ts";
import { type Gap, gapBetween, leadingStart, separated, trailingCount } from "./gap.ts";
import { Break, Change, type Layout } from "./layout.ts";

/** Comments with the line ends before each. */
export interface Part {
  readonly comments: readonly number[];
  readonly lines: readonly number[];
}

/** A declaration with the comments that go where it goes. */
export interface Unit {
  readonly decl: Decl;
  readonly section: Section;
  detached: Part;
  readonly leading: Part;
  /** Line ends between the last comment, or what stands before, and the declaration. */
  readonly lines: number;
  trailing: Part;
}

const Section = { syntax: 0, package: 1, import: 2, option: 3, rest: 4 } as const;
type Section = (typeof Section)[keyof typeof Section];

export interface Arrangement {
  readonly units: readonly Unit[];
  /** How many of the units, from the first, are not all where the source has them. */
  readonly moved: number;
  /** What stands before the end of the file and trails nothing. */
  readonly rest: Part & { readonly end: number };
}

const empty: Part = { comments: [], lines: [] };

/** How the declarations of a file follow each other, and which blank lines stand between them. */
export function setSections(layout: Layout, units: readonly Unit[]): void {
  let before: Unit | undefined;
  for (const unit of units) {
    const { first, kind } = unit.decl;
    if (kind === "Empty") continue;
    const how = layout.breaks[first];
    if (before && (how === Break.statement || how === Break.first)) {
      if (unit.section !== before.section)
        layout.set(first, unit.section === Section.package ? Break.statement : Break.section);
      else if (unit.section === Section.import || unit.section === Section.option) layout.set(first, Break.listed);
      else layout.set(first, Break.statement);
    }
    before = unit;
  }
}

/** The declarations that are written, in the order of the source. */
export function unitsOf(layout: Layout): { units: Unit[]; rest: Arrangement["rest"] } {
  const { tree } = layout;
  const units: Unit[] = [];
  let before = -1;
  for (const decl of tree.root.decls) {
    if (layout.changes[decl.first] === Change.drop) continue;
    const { trailing, detached, leading, lines } = parted(layout, before, decl.first);
    const last = units.at(-1);
    if (last) last.trailing = trailing;
    units.push({ decl, section: sectionOf(decl), detached, leading, lines, trailing: empty });
    before = decl.last;
  }
  const { trailing, detached, leading, lines } = parted(layout, before, tree.tokens.count);
  const last = units.at(-1);
  if (last) last.trailing = trailing;
  return { units, rest: { ...joined(detached, leading), end: lines } };
}

function parted(layout: Layout, before: number, after: number) {
  const { tree } = layout;
  const gap = separated(layout, gapBetween(layout, before, after), before, after);
  if (gap.bad) layout.hasKept = true;
  const trailing = before < 0 ? 0 : trailingCount(tree, gap, after);
  const leading = leadingStart(tree, gap, trailing);
  return {
    trailing: part(gap, 0, trailing),
    detached: part(gap, trailing, leading),
    leading: part(gap, leading, gap.comments.length),
    lines: gap.lines.at(-1) as number,
  };
}

const part = ({ comments, lines }: Gap, from: number, to: number): Part =>
  from === to ? empty : { comments: comments.slice(from, to), lines: lines.slice(from, to) };

const joined = (a: Part, b: Part): Part => ({
  comments: [...a.comments, ...b.comments],
  lines: [...a.lines, ...b.lines],
});

function sectionOf({ kind }: Decl): Section {
  switch (kind) {
    case "Syntax":
      return Section.syntax;
    case "Package":
      return Section.package;
    case "Import":
      return Section.import;
    case "Option":
      return Section.option;
    default:
      return Section.rest;
  }
}

/** The canonical order; `moved` is 0 where the source has it already. What stands before all declarations is about the file, and stays. */
export function arrange(tree: Tree, source: readonly Unit[]): Pick<Arrangement, "units" | "moved"> {
  // A semicolon that comments keep belongs behind what it stands behind.
  if (source.some(({ decl }) => decl.kind === "Empty")) return { units: source, moved: 0 };
  const head = source[0]?.detached ?? empty;
  const sections: Unit[][] = [[], [], [], [], []];
  for (const [i, unit] of source.entries())
    (sections[unit.section] as Unit[]).push(i === 0 ? { ...unit, detached: empty } : unit);
  sections[Section.import] = sortedGroups(sections[Section.import] as Unit[], u =>
    importKey(tree, u.decl as ImportDecl),
  );
  sections[Section.option] = sortedGroups(sections[Section.option] as Unit[], u => optionKey(u.decl as Option));
  const units = sections.flat();
  let moved = units.length;
  while (moved > 0 && units[moved - 1]?.decl === source[moved - 1]?.decl) moved--;
  const [first] = units;
  if (first) units[0] = { ...first, detached: joined(head, first.detached) };
  return { units, moved };
}

function sortedGroups(units: readonly Unit[], keyOf: (unit: Unit) => string): Unit[] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const group = groups.at(-1);
    if (group && unit.detached.comments.length === 0) group.push(unit);
    else groups.push([unit]);
  }
  return groups.flatMap(group => {
    const keyed = group.map(unit => ({ unit, key: keyOf(unit) }));
    // Sorting is stable, so what is set twice is set in the same order.
    const sorted = keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ unit }) => unit);
    const head = group[0]?.detached ?? empty;
    return sorted.map((unit, i) => ({ ...unit, detached: i === 0 ? head : empty }));
  });
}

/** Imports of options come last. */
const importKey = ({ source, tokens }: Tree, { modifier, path }: ImportDecl): string =>
  `${modifier === "option" ? 1 : 0}${path ? stringValue(source, tokens.starts, path) : ""}`;

/** Custom options come last. */
const optionKey = ({ name }: Option): string =>
  `${name[0]?.extension ? 1 : 0}${name.map(part => (part.extension ? `(${part.text})` : part.text)).join(".")}`;

/** Comments that trail what stands before, then those that go with what follows, each part set off by a blank line where it must be. */
export function mergedGap(trailing: Part | undefined, parts: readonly Part[], end: number): Gap {
  const comments = [...(trailing?.comments ?? [])];
  const lines = [...(trailing?.lines ?? [])];
  const apart = (lines[0] ?? 0) > 0;
  const some = parts.filter(p => p.comments.length > 0);
  for (const [i, { comments: own, lines: theirs }] of some.entries()) {
    comments.push(...own);
    const isDetached = parts[0]?.comments.length !== 0;
    lines.push(i > 0 || apart || isDetached ? BLANK : Math.max(1, theirs[0] as number), ...theirs.slice(1));
  }
  const isApart = some.length === 0 ? apart : some.at(-1) === parts[0];
  lines.push(isApart ? BLANK : Math.max(1, end));
  return { comments, lines, bad: false };
}
