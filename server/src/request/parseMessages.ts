import type { Span } from "../base/span.ts";
import { spanOf } from "../base/span.ts";
import { blanked, type Line, pieceOf } from "./lines.ts";
import type { MessageText } from "./requestDocument.ts";
import type { RequestProblems } from "./requestProblems.ts";

const separatorPattern = /^===+[ \t]*(wait-for-server)?[ \t]*$/;

/** The messages of a body: what stands between `===` lines, without the handlers and answers that other clients put there. */
export function parseMessages(lines: readonly Line[], problems: RequestProblems): MessageText[] {
  const messages: MessageText[] = [];
  let part: Line[] = [];
  let separator: Line | undefined;
  let afterAnswer = false;
  /** `boundary`: the separator that a missing message is reported at. */
  const finish = (boundary: Line | undefined) => {
    const message = messageOf(part, afterAnswer);
    if (message) messages.push(message);
    else if (boundary) problems.error("R1050", pieceOf(boundary).span);
    part = [];
  };

  for (const line of withoutHandlers(lines, problems)) {
    const match = separatorPattern.exec(line.text);
    if (!match) {
      part.push(line);
      continue;
    }
    finish(line);
    separator = line;
    afterAnswer = match[1] !== undefined;
  }
  finish(separator);
  return messages;
}

function messageOf(lines: readonly Line[], afterAnswer: boolean): MessageText | undefined {
  const from = lines.findIndex(hasContent);
  if (from < 0) return undefined;
  const to = lines.findLastIndex(hasContent);
  const first = lines[from]!;
  const last = lines[to]!;
  const file = /^\s*<(?!>)@?\s*/.exec(first.text);
  if (file) {
    const path = pieceOf(first, file[0].length);
    return { text: blanked(first.text), span: first.span, afterAnswer, file: path };
  }
  let text = "";
  for (const line of lines.slice(from, to + 1)) {
    // Line ends are kept as they count, whichever they are.
    text += line.text + (line === last ? "" : "\n".repeat(line.next - line.span.end));
  }
  return { text, span: spanOf(first.span.start, last.span.end) satisfies Span, afterAnswer };
}

const hasContent = (line: Line): boolean => line.text.trim() !== "";

/** Blanks `> {% … %}` and `> script`, `>> file` and `<> answer`. */
function withoutHandlers(lines: readonly Line[], problems: RequestProblems): Line[] {
  let insideScript = false;
  return lines.map(line => {
    const text = line.text.trimStart();
    const starts = !insideScript && /^(?:>|<>)/.test(text);
    if (!insideScript && !starts) return line;
    if (starts && text.startsWith(">>")) problems.warn("R1052", pieceOf(line).span, []);
    else if (starts && text.startsWith(">")) problems.warn("R1051", pieceOf(line).span, []);
    if (starts) insideScript = /^>\s*\{%/.test(text);
    if (text.includes("%}")) insideScript = false;
    return { ...line, text: blanked(line.text) };
  });
}
