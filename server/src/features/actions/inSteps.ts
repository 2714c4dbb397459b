/** Text of one file as another indents it. */
import type { Piece } from "../draft.ts";

/** Lines that are indented by steps of one kind, by those of another; what they are all indented by may stand before them. */
export function inSteps(pieces: readonly Piece[], from: string, to: string): Piece[] {
  if (from === to) return [...pieces];
  return pieces.flatMap((piece, index): Piece[] => {
    const before = pieces[index - 1];
    const isLine = !before || before.text.endsWith("\n") || (!before.from && before.text.trim() === "");
    let steps = 0;
    while (isLine && piece.text.startsWith(from, steps * from.length)) steps++;
    const cut = steps * from.length;
    if (steps === 0 || !piece.text.slice(cut).trim()) return [piece];
    const rest = piece.from && { ...piece.from, start: piece.from.start + cut };
    return [{ text: to.repeat(steps) }, { text: piece.text.slice(cut), ...(rest && { from: rest }) }];
  });
}
