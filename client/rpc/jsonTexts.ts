/** JSON texts one after the other, as the messages of a stream are given: in one argument, in a file, or line by line while a call lasts. */

const isBlank = (c: string): boolean => c === " " || c === "\t" || c === "\n" || c === "\r" || c === "\uFEFF";

/** Takes text in pieces; a text is complete where its last bracket or quote is, a bare word where a blank follows. */
export class JsonTexts {
  #rest = "";

  /** The texts that are complete now. Comments before a text go with it. */
  add(piece: string): string[] {
    const text = this.#rest + piece;
    const out: string[] = [];
    let start = 0;
    for (;;) {
      const end = endOfText(text, start);
      if (end === undefined) break;
      out.push(text.slice(start, end).trim());
      start = end;
    }
    this.#rest = text.slice(start);
    return out;
  }

  /** What is left at the end of the input: a last bare word, or a text that is not complete, which the codec judges. */
  end(): string[] {
    const rest = this.#rest.trim();
    this.#rest = "";
    return rest === "" || isOnlyComments(rest) ? [] : [rest];
  }
}

export function splitJsonTexts(text: string): string[] {
  const texts = new JsonTexts();
  return [...texts.add(text), ...texts.end()];
}

function endOfText(text: string, start: number): number | undefined {
  let at = afterBlanks(text, start);
  if (at >= text.length) return undefined;
  const first = text[at] as string;
  if (first !== "{" && first !== "[" && first !== '"') {
    while (at < text.length && !isBlank(text[at] as string)) at++;
    return at < text.length ? at : undefined;
  }
  let depth = 0;
  while (at < text.length) {
    const c = text[at] as string;
    if (c === '"') {
      at = afterString(text, at);
      if (at > text.length) return undefined;
    } else if (c === "/") {
      const next = afterComment(text, at);
      at = next === at ? at + 1 : next;
      continue;
    } else {
      if (c === "{" || c === "[") depth++;
      if (c === "}" || c === "]") depth--;
      at++;
    }
    if (depth <= 0) return at;
  }
  return undefined;
}

/** Behind the closing quote; beyond the text where there is none yet. */
function afterString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length + 1;
}

/** Behind a comment that begins here, else the same place. */
function afterComment(text: string, at: number): number {
  const opening = text.slice(at, at + 2);
  const closing = opening === "//" ? "\n" : opening === "/*" ? "*/" : undefined;
  if (closing === undefined) return at;
  const end = text.indexOf(closing, at + 2);
  return end < 0 ? text.length : end + closing.length;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const next = isBlank(text[at] as string) ? at + 1 : afterComment(text, at);
    if (next === at) return at;
    at = next;
  }
  return at;
}

const isOnlyComments = (text: string): boolean => afterBlanks(text, 0) >= text.length;
