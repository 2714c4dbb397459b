/** Lines of request documents outside of messages, in canonical style. */
import { type Line, pieceOf } from "./lines.ts";
import type { RequestBlock } from "./requestDocument.ts";

/** Where a line stands in its request. */
export type LinePart = "head" | "headers" | "body";

/** What belongs in place of the line but for blanks around it; undefined for what stays as it is. */
export function canonicalLine(line: Line, part: LinePart, request: RequestBlock | undefined): string | undefined {
  const { text } = pieceOf(line);
  const separator = /^(#{3,})(.*)$/.exec(text);
  if (separator) return joined(separator[1], trimmed(separator[2]));
  if (text.startsWith("#") || (part !== "body" && text.startsWith("//"))) return comment(text);
  if (part === "body") {
    const [, signs, word] = /^(===+)[ \t]*(wait-for-server)?$/.exec(line.text.trimEnd()) ?? [];
    return signs && joined(signs, word);
  }
  if (part === "headers") {
    const header = request?.headers.find(h => h.span.start === pieceOf(line).span.start);
    return header?.name.text ? joined(`${header.name.text}:`, header.value.text) : undefined;
  }
  if (request && request.verb.span.start === pieceOf(line).span.start) return requestLine(text, request);
  const variable = /^@[ \t]*([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*=(.*)$/u.exec(text);
  return variable ? joined(`@${variable[1]} =`, trimmed(variable[2])) : undefined;
}

/** A directive with single blanks; the text of a comment stays as it is. */
function comment(text: string): string {
  const [, sign, name, equals, value] = /^(#|\/\/)[ \t]*@([\w-]+)(?![\w-])[ \t]*(=?)(.*)$/.exec(text) ?? [];
  return name ? joined(`${sign} @${name}`, equals, trimmed(value)) : text;
}

function requestLine(text: string, { verb, target }: RequestBlock): string {
  if (!target) return text;
  const from = target.span.start - verb.span.start;
  const to = target.span.end - verb.span.start;
  return joined(trimmed(text.slice(0, from)), text.slice(from, to), trimmed(text.slice(to)));
}

/** Without the blanks that are none of the text. */
const trimmed = (text = ""): string => text.replaceAll(/^[ \t]+|[ \t]+$/g, "");

const joined = (...words: readonly (string | undefined)[]): string => words.filter(Boolean).join(" ");

/**
 * The last line of the script that begins on the line; the line itself where none does. Handlers of other clients are scripts too. One that is
 * never closed ends with the last line before the next request that is not empty.
 */
export function endOfScript(lines: readonly Line[], at: number, part: LinePart): number {
  const text = lines[at]?.text.trimStart() ?? "";
  const begins = part === "head" ? text.startsWith("<") && text.includes("{%") : /^>\s*\{%/.test(text);
  if (!begins || text.includes("%}")) return at;
  let last = at;
  for (let i = at + 1; i < lines.length; i++) {
    const { text } = lines[i] as Line;
    if (text.includes("%}")) return i;
    if (/^\s*#{3,}/.test(text)) break;
    if (text.trim() !== "") last = i;
  }
  return last;
}
