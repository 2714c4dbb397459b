/** Text for editors that show no Markdown. */

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
