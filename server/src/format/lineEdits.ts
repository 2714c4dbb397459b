/** Few edits that turn one text into another, line by line, so that a caret in a line that only moved away stays in it. */
import type { TextEdit } from "../base/problem.ts";

/** Cells of the table of common lines; beyond them the stretch is replaced as one. */
const MAX_CELLS = 1_000_000;

/** `offset` is where `before` begins. */
export function lineEdits(before: string, after: string, offset: number): TextEdit[] {
  if (before === after) return [];
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const from = a.slice(0, head).reduce((sum, line) => sum + line.length, offset);
  return hunks(a.slice(head, a.length - tail), b.slice(head, b.length - tail), from);
}

/** With what ends them. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function hunks(a: readonly string[], b: readonly string[], start: number): TextEdit[] {
  const common = a.length * b.length > MAX_CELLS ? undefined : commonLengths(a, b);
  const out: TextEdit[] = [];
  let at = start;
  let i = 0;
  let j = 0;
  let from = at;
  let text = "";
  const flush = (): void => {
    if (at > from || text) out.push({ span: { start: from, end: at }, text });
    text = "";
  };
  const width = b.length + 1;
  while (i < a.length || j < b.length) {
    if (common && i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      at += (a[i] as string).length;
      from = at;
      i++;
      j++;
    } else if (
      j < b.length &&
      (i === a.length || !common || (common[i * width + j + 1] as number) >= (common[(i + 1) * width + j] as number))
    )
      text += b[j++];
    else at += (a[i++] as string).length;
  }
  flush();
  return out;
}

/** By pair of starts the number of lines that the rests have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] as number) + 1
          : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number);
  return table;
}
