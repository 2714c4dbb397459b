/** Whether nothing but blanks stands before an offset on its line. */
export const startsLine = (source: string, offset: number): boolean =>
  source.slice(source.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
