/** Text for editors that show neither Markdown nor snippets. */

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

/** Without what only makes sense where it is rendered: fences, targets of links, rules of tables. */
export function plainMarkdown(markdown: string): string {
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(?:```|~~~)/.test(line)) inCode = !inCode;
    else if (inCode) lines.push(line);
    else if (!/^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)) lines.push(plainLine(line));
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const plainLine = (line: string): string =>
  line
    .replace(/^#{1,6}\s+/, "")
    .replace(/^\s*\|\s*(.*?)\s*\|\s*$/, (_, cells: string) => cells.split(/(?<!\\)\s*\|\s*/).join("  "))
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/`([^`]*)`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, "$1");
