/** Bytes in a string of text format, as the compiler writes them. */
const named: Readonly<Record<number, string>> = { 10: "\\n", 13: "\\r", 9: "\\t", 34: '\\"', 39: "\\'", 92: "\\\\" };

/** C's escapes: whatever is not printable ASCII as three octal digits. */
export function cEscaped(bytes: Uint8Array): string {
  let out = "";
  for (const b of bytes)
    out += named[b] ?? (b < 32 || b > 126 ? `\\${b.toString(8).padStart(3, "0")}` : String.fromCharCode(b));
  return out;
}
