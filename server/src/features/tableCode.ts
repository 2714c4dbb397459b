/** Code in a cell of a Markdown table, whatever characters it has. */

/** Between more backticks than it has itself; a bar would end the cell, and is the one thing that is escaped in code there. */
export function tableCode(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(r => r.length)) + 1);
  const pad = runs.length > 0 ? " " : "";
  return fence + pad + text.replaceAll("|", "\\|") + pad + fence;
}
