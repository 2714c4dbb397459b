/** Finding declarations in the text of a generated file by patterns, without a parser of its language. */
import { enumPrefix } from "../../base/letterCase.ts";
import type { Span } from "../../base/span.ts";
import type { Declarers } from "./declarers.ts";

/** Capitals or not, with underscores or without: how names are rewritten by all those generators. */
export function loose(name: string): string {
  const letters = name.replaceAll("_", "");
  // Of a name that is nothing else nothing may be left out.
  if (letters === "") return name;
  return [...letters].map(c => (/[a-z]/i.test(c) ? `[${c.toLowerCase()}${c.toUpperCase()}]` : c)).join("_*");
}

export const exactly = (name: string): string => name.replaceAll(/[^\w]/g, String.raw`\$&`);

/** A value's name with those of its enum and of what is around that before it, or without its own prefix. */
export function looseValue(scopes: readonly string[], value: string): string {
  const prefix = enumPrefix(scopes.at(-1) ?? "");
  const short = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  // As often as there are scopes, and once more for the prefix: without a bound there would be too many ways to read a long name.
  const named = scopes.filter(scope => /[^_]/.test(scope)).map(loose);
  return named.length ? `(?:(?:${named.join("|")})_*){0,${named.length + 1}}${loose(short)}` : `_*${loose(short)}`;
}

export interface Names {
  /** Regular expressions. */
  readonly name: string;
  readonly owner?: string;
  readonly prefix?: string;
}

/** Where a text is searched, and how its depth is told. */
export interface Region extends Span {
  readonly depths: Depths;
}

/** How deep each place is nested. */
export type Depths = (at: number) => number;

/** The least nested match of the first pattern that has any, comments left out. */
export function findName(
  text: string,
  region: Region,
  patterns: readonly string[],
  { name, owner = "", prefix = "" }: Names,
): Span | undefined {
  for (const pattern of patterns) {
    const source = pattern
      // A name that is a keyword of the language gets one of these behind it.
      .replaceAll("{n}", `(?<n>${name}[_$]?)(?![\\w$])`)
      .replaceAll("{n~}", `(?<n>${name})`)
      .replaceAll("{owner}", owner)
      .replaceAll("{prefix}", prefix);
    const expression = new RegExp(source, "dgm");
    expression.lastIndex = region.start;
    let best: { readonly span: Span; readonly depth: number } | undefined;
    for (let match = expression.exec(text); match && match.index < region.end; match = expression.exec(text)) {
      const [start, end] = match.indices?.groups?.n ?? [0, 0];
      const depth = region.depths(start);
      if (!inComment(text, start) && (!best || depth < best.depth)) best = { span: { start, end }, depth };
      if (match[0] === "") expression.lastIndex++;
    }
    if (best) return best.span;
  }
  return undefined;
}

const inComment = (text: string, at: number): boolean =>
  /^\s*(?:\*|\/\/|\/\*|#(?!\w))/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));

/** What belongs to the declaration of the name at `from`; empty where it has no body. */
export function blockOf(text: string, from: Span, kind: Declarers["blocks"], depths: Depths): Region {
  const nothing = { start: from.end, end: from.end, depths };
  if (kind === "indents") {
    const indent = depths(from.start);
    let end = text.indexOf("\n", from.end);
    while (end >= 0 && end < text.length) {
      const next = text.indexOf("\n", end + 1);
      const line = text.slice(end + 1, next < 0 ? text.length : next);
      if (line.trim() !== "" && depths(end + 1) <= indent) break;
      end = next < 0 ? text.length : next;
    }
    return { start: from.end, end: end < 0 ? text.length : end, depths };
  }
  const brace = text.indexOf("{", from.end);
  const semicolon = text.indexOf(";", from.end);
  if (kind === "ends" && (brace < 0 || text.slice(from.end, brace).includes("\n"))) {
    const end = text.indexOf("@end", from.end);
    return end < 0 ? nothing : { start: from.end, end, depths };
  }
  if (brace < 0 || (semicolon >= 0 && semicolon < brace)) return nothing;
  const depth = depths(brace);
  for (let end = text.indexOf("}", brace); end >= 0; end = text.indexOf("}", end + 1))
    if (depths(end + 1) <= depth) return { start: brace, end, depths };
  return nothing;
}

export const depthsOf = (text: string, kind: Declarers["blocks"]): Depths =>
  kind === "indents" ? indents(text) : braces(text);

function indents(text: string): Depths {
  return at => {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    return /^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  };
}

/** Counts braces outside of strings and comments; each brace changes the depth behind it. */
function braces(text: string): Depths {
  const places: number[] = [0];
  const depths: number[] = [0];
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (found !== "{" && found !== "}") continue;
    depth += found === "{" ? 1 : -1;
    places.push(index + 1);
    depths.push(depth);
  }
  return at => {
    let low = 0;
    let high = places.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return depths[low] as number;
  };
}
