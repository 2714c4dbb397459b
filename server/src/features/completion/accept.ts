/** What happens to a text when a proposal is taken: how much it replaces, and what editors without snippets get. */
import type { Proposal } from "./proposal.ts";

/** Where the word ends that the cursor is in: with its dots, where the proposal stands for a whole name. */
export function wordEnd(source: string, { kind, span }: Proposal): number {
  const isName = kind === "message" || kind === "enum" || kind === "scalar";
  const rest = isName ? /[\w.]*/y : /\w*/y;
  rest.lastIndex = span.end;
  return span.end + (rest.exec(source)?.[0].length ?? 0);
}

/** The text of a snippet with its placeholders, first choices and nothing at the tab stops. */
export function withoutStops(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
    .replaceAll(/\$\{\d+:([^{}]*)\}/g, "$1")
    .replaceAll(/(?<!\\)\$\d+/g, "")
    .replaceAll(/\\([\\$}])/g, "$1");
}
