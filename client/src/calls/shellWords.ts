/** Splitting and quoting of POSIX shell command lines. Nothing is executed: `$NAME` and `` ` `` stay as they are. */

/** The words of a command line, quotes and continued lines resolved; undefined if a quote is not closed. */
export function splitShellWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (c === "\\") {
      const next = line[++i];
      if (next === "\r" && line[i + 1] === "\n") i++;
      else if (next !== "\n" && next !== undefined) word = (word ?? "") + next;
    } else if (c === "'" || (c === "$" && line[i + 1] === "'")) {
      if (c === "$") i++;
      const end = line.indexOf("'", i + 1);
      if (end < 0) return undefined;
      word = (word ?? "") + line.slice(i + 1, end);
      i = end;
    } else if (c === '"') {
      word ??= "";
      for (i++; line[i] !== '"'; i++) {
        if (line[i] === undefined) return undefined;
        // Inside double quotes a backslash quotes only these.
        if (line[i] === "\\" && /["\\$`\n]/.test(line[i + 1] ?? "")) i++;
        if (line[i] !== "\n" || line[i - 1] !== "\\") word += line[i];
      }
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + c;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** A word as a shell reads it back. */
export function quoteShellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
