/** Names as their characters' codes, many of them in one array: what goes over all names reads memory in order, and no string. */
export interface Codes {
  readonly codes: Uint8Array;
  /** Where each name begins, and the end of the last one. */
  readonly starts: Int32Array;
}

const encoder = new TextEncoder();

/** Names of protobuf are ASCII; of any other character the last eight bits are kept. */
export function codesOf(names: readonly string[]): Codes {
  const starts = new Int32Array(names.length + 1);
  for (let i = 0; i < names.length; i++) starts[i + 1] = (starts[i] as number) + (names[i] as string).length;
  const text = names.join("");
  const codes = encoder.encode(text);
  return { codes: codes.length === text.length ? codes : Uint8Array.from(text, c => c.charCodeAt(0)), starts };
}
