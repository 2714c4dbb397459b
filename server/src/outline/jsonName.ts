/** The JSON name that a field has by default: underscores dropped, the letter behind each in upper case. */
export function defaultJsonName(name: string): string {
  if (!name.includes("_")) return name;
  let out = "";
  let upper = false;
  for (const c of name) {
    if (c === "_") upper = true;
    else {
      out += upper && c >= "a" && c <= "z" ? c.toUpperCase() : c;
      upper = false;
    }
  }
  return out;
}

/** `foo_bar` → `FooBarEntry`: the message that the compiler makes for a map field. */
export function mapEntryName(name: string): string {
  let out = "";
  let upper = true;
  for (const c of name) {
    if (c === "_") upper = true;
    else {
      out += upper && c >= "a" && c <= "z" ? c.toUpperCase() : c;
      upper = false;
    }
  }
  return `${out}Entry`;
}
