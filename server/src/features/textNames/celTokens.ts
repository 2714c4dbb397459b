/**
 * The tokens of a CEL expression, as far as names need them: what lies in strings and comments is no name.
 * Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export interface CelToken {
  readonly kind: "name" | "string" | "number" | "sign";
  readonly text: string;
  readonly start: number;
}

const TOKEN =
  /(?<blank>\s+|\/\/[^\n]*)|(?<string>[rRbB]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*(?:"|$)|'(?:\\[\s\S]|[^'\\\n])*(?:'|$)))|(?<number>\d[\w]*(?:\.\d\w*)?(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>[\s\S])/y;

export function celTokens(text: string): readonly CelToken[] {
  const out: CelToken[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const { string, number, name, sign } = match.groups ?? {};
    const kind = string ? "string" : number ? "number" : name ? "name" : sign ? "sign" : undefined;
    if (kind) out.push({ kind, text: match[0], start: match.index });
  }
  return out;
}

/** Words that cannot follow a dot. */
export const celKeywords: ReadonlySet<string> = new Set(
  (
    "true false null in as break const continue else for function if import let loop package namespace return var " +
    "void while"
  ).split(" "),
);
