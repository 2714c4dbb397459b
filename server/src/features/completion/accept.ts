/** What happens to a text when a proposal is taken: how much it replaces, and what editors without snippets get. */
import type { Proposal } from "./proposal.ts";

/** Where the word ends that the cursor is in: with its dots, where the proposal stands for a whole name. */
export function wordEnd(source: string, { kind, span }: Proposal): number {
  const isName = kind === "message" || kind === "enum" || kind === "scalar";
  const rest = isName ? /[\w.]*/y : /\w*/y;
  rest.lastIndex = span.end;
  return span.end + (rest.exec(source)?.[0].length ?? 0);
}

/** What the snippet would insert if nobody filled its places in: their defaults, the first of choices, nothing for the others. */
export function plainSnippet(snippet: string): string {
  let out = "";
  /** For each place around, whether a `}` ends it. */
  let open = 0;
  for (let i = 0; i < snippet.length; i++) {
    const c = snippet[i] as string;
    if (c === "\\" && /[\\$}]/.test(snippet[i + 1] ?? "")) out += snippet[++i];
    else if (c === "}" && open > 0) open--;
    else if (c === "$") {
      const [place = "", choices] = /^\$(?:\d+|\{\d+(?:\|((?:\\.|[^|\\])*)\|\}|:|\}))/.exec(snippet.slice(i)) ?? [];
      if (place === "") {
        out += c;
        continue;
      }
      if (place.endsWith(":")) open++;
      out += choices?.split(",")[0] ?? "";
      i += place.length - 1;
    } else out += c;
  }
  return out;
}
