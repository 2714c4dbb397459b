/** Line ends of a text that is put into another: those that the other has. */
export const withLineEnds = (text: string, like: string): string =>
  text.includes("\n") ? text.replaceAll(/\r?\n/g, like.includes("\r\n") ? "\r\n" : "\n") : text;
