/**
 * Types of files that are not imported: by their name, and by the package that one begins to write. A workspace has tens of thousands, so
 * nothing is done for each that could be done for each package, and only the best ones are looked at closely.
 */
import { hiddenBy } from "../../check/visibility.ts";
import type { FileId } from "../../link/world.ts";
import type { DeclOutline } from "../../outline/outline.ts";
import { type Candidates, MAX_PROPOSALS } from "./proposal.ts";
import type { TypeDecl } from "./types.ts";

export interface Elsewhere {
  readonly fullName: string;
  readonly from: FileId;
  readonly path: string;
  readonly decl: TypeDecl;
  /** Found by its own name and not by that of its package. */
  readonly isNamed: boolean;
}

/** Of the types of packages that fit; with more letters there may be others. */
const MOST_BY_PACKAGE = 50;
/** Names of a package that are looked at; nearly all fit where any type does, and few where it must have room for extensions. */
const MOST_TRIED = 1000;

/** What nearly nobody writes the name of. */
const forGenerators =
  /^google\.protobuf\.(?:compiler\b|\w*(?:Descriptor|Options|Feature|GeneratedCode|UninterpretedOption|SourceCodeInfo)|Edition$|SymbolVisibility$)/;

/** Those that have what is typed, in lower case, and that `wanted` takes. `cut`: there are more. */
export function notImported(
  s: Candidates,
  file: FileId,
  typed: string,
  wanted: (decl: DeclOutline) => decl is TypeDecl,
): { readonly found: readonly Elsewhere[]; readonly cut: boolean } {
  const found: Elsewhere[] = [];
  const seen = new Set<string>();
  const take = (fullName: string, from: FileId, by: "name" | "package"): boolean => {
    if (from === file || seen.has(fullName)) return false;
    const outline = s.outline(from);
    const decl = outline?.types.get(fullName);
    if (!outline || !decl || !wanted(decl) || hiddenBy(outline, decl) !== undefined) return false;
    const path = s.pathTo(file, from);
    if (path === undefined) return false;
    seen.add(fullName);
    found.push({ fullName, from, path, decl, isNamed: by === "name" });
    return true;
  };
  const own = s.outline(file)?.package ?? "";
  const packages = packagesWith(s, typed, own);
  let cut = packages.length > 0;
  let most = MAX_PROPOSALS - (packages.length ? MOST_BY_PACKAGE : 0);
  const isQualified = typed.includes(".");
  // A qualifier that is a package, or begins one, is answered by that package.
  const named = isQualified ? (packages.length ? [] : byQualifiedName(s, typed, own)) : byName(s, typed, own);
  for (const { fullName, from } of named)
    if (found.length >= most) cut = true;
    else take(fullName, from, "name");
  most = found.length + MOST_BY_PACKAGE;
  let tried = 0;
  for (const pkg of packages)
    for (const [fullName, from] of s.typesOf(pkg)) {
      if (found.length >= most || ++tried > MOST_TRIED) return { found, cut };
      // Of what a message has inside one thinks once one knows the message.
      if (fullName.lastIndexOf(".") === pkg.length && !forGenerators.test(fullName)) take(fullName, from, "package");
    }
  return { found, cut };
}

/** Packages a part of which begins with what is typed; near ones first. */
function packagesWith(s: Candidates, typed: string, own: string): string[] {
  const ranked: { readonly pkg: string; readonly rank: number }[] = [];
  for (const pkg of s.packages())
    if (`.${pkg.toLowerCase()}.`.includes(`.${typed}`))
      ranked.push({ pkg, rank: pkg.length - 10 * nearness(own, pkg) });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ pkg }) => pkg);
}

interface Ranked {
  readonly fullName: string;
  readonly from: FileId;
  readonly rank: number;
}

/** Types whose last name holds what is typed; what begins with it first, and a single letter only there. */
function byName(s: Candidates, typed: string, own: string): readonly Ranked[] {
  const pattern = new RegExp(typed, "gi");
  const [lower, upper] = [typed.charCodeAt(0), typed.toUpperCase().charCodeAt(0)];
  const best = new Best();
  s.eachType(typed, (fullName, from) => {
    const first = fullName.lastIndexOf(".") + 1;
    const begin = fullName.charCodeAt(first);
    const mayBegin = begin === lower || begin === upper;
    if (!mayBegin && typed.length === 1) return;
    pattern.lastIndex = first;
    if (typed.length > 1 && !pattern.test(fullName)) return;
    // The whole name before its beginning before a part of it, and what is near before what is far.
    const length = fullName.length - first;
    const begins = mayBegin && (typed.length === 1 || pattern.lastIndex === first + typed.length);
    const match = length === typed.length ? 0 : begins ? 1000 : 2000;
    best.add(fullName, from, match + length - nearness(own, fullName));
  });
  return best.sorted();
}

/**
 * Types whose package ends with the qualifier that is typed, or with the beginning of it that names no message: `v1.topic.s`. Where no
 * package does, those of messages that are named so.
 */
function byQualifiedName(s: Candidates, typed: string, own: string): readonly Ranked[] {
  const best = new Best();
  for (const pkg of s.packages()) {
    const lower = `.${pkg.toLowerCase()}`;
    for (let dot = typed.indexOf("."); dot >= 0; dot = typed.indexOf(".", dot + 1)) {
      if (!lower.endsWith(`.${typed.slice(0, dot)}`)) continue;
      const rest = typed.slice(dot + 1);
      for (const [fullName, from] of s.typesOf(pkg)) {
        const name = fullName.slice(pkg.length + 1);
        const isNested = name.indexOf(".", rest.length) >= 0;
        if (name.toLowerCase().startsWith(rest))
          best.add(fullName, from, (isNested ? 1000 : 0) + name.length - nearness(own, pkg));
      }
    }
  }
  const found = best.sorted();
  if (found.length > 0) return found;
  s.eachType(typed, (fullName, from) => {
    if (`.${fullName.toLowerCase()}`.includes(`.${typed}`))
      best.add(fullName, from, fullName.length - nearness(own, fullName));
  });
  return best.sorted();
}

/** The lowest ranks of many, without keeping the others. */
class Best {
  private kept: Ranked[] = [];
  private worst = Number.POSITIVE_INFINITY;

  add(fullName: string, from: FileId, rank: number): void {
    if (rank > this.worst) return;
    this.kept.push({ fullName, from, rank });
    if (this.kept.length < 4 * MAX_PROPOSALS) return;
    this.kept = this.sorted().slice(0, 2 * MAX_PROPOSALS);
    this.worst = this.kept.at(-1)?.rank ?? this.worst;
  }

  sorted(): Ranked[] {
    return this.kept.sort((a, b) => a.rank - b.rank);
  }
}

/** How many characters a name has in common with the file's own package from the left; what ships with the compiler is near everywhere. */
function nearness(own: string, name: string): number {
  if (name.startsWith("google.protobuf")) return 20;
  let i = 0;
  while (i < own.length && own[i] === name[i]) i++;
  return i;
}
