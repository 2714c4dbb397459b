/** The formatter over one text; throws where it would change what the text says, or would change its own result. */
import { canonical, format, type FormatOptions } from "../../server/src/format/format.ts";
import { formatRange } from "../../server/src/format/formatRange.ts";
import { formatTyped } from "../../server/src/format/formatTyped.ts";
import { applyEdits } from "../../server/src/base/applyEdits.ts";
import type { Tree } from "../../server/src/syntax/ast.ts";
import { parse } from "../../server/src/syntax/parse.ts";

const styles: readonly FormatOptions[] = [canonical, { indent: "\t", order: "kept" }];

export function tryFormatter(tree: Tree): void {
  const text = tree.source;
  for (const style of styles) {
    const { text: formatted, edits, refusal } = format(tree, style);
    if (refusal?.reason === "unproven")
      throw new Error(`formatting (${style.order}) is not proved at ${refusal.offset}`);
    let at = 0;
    for (const { span } of edits) {
      if (span.start < at || span.end < span.start)
        throw new Error(`an edit at ${span.start} overlaps the one before`);
      at = span.end;
    }
    if (applyEdits(text, edits) !== formatted) throw new Error("the edits do not make the formatted text");
    if (refusal) continue;
    isFormattedInPart(tree, style);
    const again = format(parse(formatted), style);
    if (again.text !== formatted) throw new Error(`formatting (${style.order}) twice differs from formatting once`);
  }
}

/** Around the middle: a range, and what may have been typed there. */
function isFormattedInPart(tree: Tree, style: FormatOptions): void {
  const { source } = tree;
  const middle = source.length >> 1;
  const part = formatRange(tree, style, { start: middle, end: Math.min(source.length, middle + 40) });
  if (part.refusal) throw new Error(`formatting a range is refused: ${part.refusal.reason}`);
  for (const typed of [";", "}", "\n"]) {
    const caret = source.indexOf(typed, middle) + 1;
    if (caret === 0) continue;
    const edits = formatTyped(tree, style, { caret, typed });
    const beyond = edits.find(({ span }) => span.end > caret && typed !== "\n");
    if (beyond) throw new Error(`typing at ${caret} changes what stands at ${beyond.span.start}`);
  }
}
