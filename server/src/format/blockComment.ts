/**
 * A block comment of several lines at another depth. Lines that share a sign at their start (`*`, `|`, …) have it below the asterisk of the
 * opening; other lines keep their depth relative to each other, three columns from the opening. The compiler ignores blanks at the start
 * of these lines, so what the comment documents does not change.
 */
const BODY = "   ";

/** `text` is the whole comment, `indent` what stands before its first line; lines are joined by `eol`. */
export function blockComment(text: string, indent: string, eol: string): string {
  if (!text.includes("\n")) return text;
  const lines = text.split("\n");
  const sign = commonSign(lines);
  const depth = sign ? 0 : smallestDepth(lines);
  return lines.map((line, index) => (index === 0 ? line.trimEnd() : placed(line, indent, sign, depth))).join(eol);
}

function placed(line: string, indent: string, sign: string, depth: number): string {
  const text = line.trim();
  if (text === "") return "";
  if (text === "*/") return `${indent}${sign === "*" ? " " : ""}*/`;
  return sign ? `${indent} ${text}` : `${indent}${BODY}${expanded(line).slice(depth).trimEnd()}`;
}

/** The sign at the start of all lines but the first and the closing one, if there is one. */
function commonSign(lines: readonly string[]): string {
  let sign: string | undefined;
  for (const line of lines.slice(1)) {
    const text = line.trim();
    if (text === "*/") continue;
    const own = /^[^\w\s"'`(<[{-]/u.test(text) ? text.slice(0, 1) : "";
    if (sign !== undefined && own !== sign) return "";
    sign = own;
  }
  return sign ?? (lines.at(-1)?.trim() === "*/" && lines.length === 2 ? "*" : "");
}

function smallestDepth(lines: readonly string[]): number {
  let depth = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const text = line.trim();
    if (text !== "" && text !== "*/") depth = Math.min(depth, expanded(line).search(/\S/));
  }
  return Number.isFinite(depth) ? depth : 0;
}

/** Tabs at the start of a line are blanks up to the next multiple of eight. */
function expanded(line: string): string {
  const start = line.search(/\S/);
  const blanks = start < 0 ? line : line.slice(0, start);
  if (!/[^ ]/.test(blanks)) return line;
  let width = 0;
  for (const c of blanks) width = c === "\t" ? width - (width % 8) + 8 : width + 1;
  return " ".repeat(width) + (start < 0 ? "" : line.slice(start));
}
