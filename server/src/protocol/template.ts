/**
 * `{{…}}` in request documents: where references are and what replaces them. Pure text work, shared by the server (to check a
 * body), the extension and the command line (to send it). Part of the contract because a prepared call still holds its
 * references: the server never learns secrets.
 */

/** `variable`: `{{host}}` · `secret`: `{{secret:name}}` · `dynamic`: `{{$uuid}}` */
export type ReferenceKind = "variable" | "secret" | "dynamic";

export interface TemplateReference {
  readonly kind: ReferenceKind;
  /** Without `secret:` and `$`. */
  readonly name: string;
  /** Of the whole `{{…}}`, UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Where the name starts. */
  readonly nameStart: number;
}

const referencePattern = /\{\{[ \t]*(secret:|\$)?([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}/gu;

/** The references of a text in order. Braces that hold no name are no reference: nested JSON objects end in `}}` too. */
export function findReferences(text: string): TemplateReference[] {
  const found: TemplateReference[] = [];
  for (const match of text.matchAll(referencePattern)) {
    const marker = match[1];
    const name = match[2] ?? "";
    const kind = marker === undefined ? "variable" : marker === "$" ? "dynamic" : "secret";
    const nameStart = match.index + match[0].indexOf(name, 2 + (marker?.length ?? 0));
    found.push({ kind, name, start: match.index, end: match.index + match[0].length, nameStart });
  }
  return found;
}

/** The environment variable that holds a secret where no editor stores it. */
export const secretVariable = (name: string): string => `PROTOCALL_${name.replace(/\W/g, "_").toUpperCase()}`;

/** The value of a reference; undefined leaves the reference as it stands. */
export type ResolveReference = (reference: TemplateReference) => string | undefined;

export interface Expanded {
  readonly text: string;
  /** References that nothing was known for. */
  readonly unresolved: readonly TemplateReference[];
  /** The offset in the source of an offset in `text`; inside a replaced value: the start of its reference. */
  readonly sourceOffset: (offset: number) => number;
}

/** Replaces the references of a text. */
export function expandReferences(text: string, resolve: ResolveReference): Expanded {
  return expand(text, resolve, (_reference, value) => value);
}

/**
 * Replaces the references of a JSON text. Inside a string literal a value stands for itself: where its characters would break
 * the literal (and for every secret) they are escaped. Elsewhere the value is JSON.
 */
export function expandJsonReferences(text: string, resolve: ResolveReference): Expanded {
  return expand(text, resolve, (reference, value) =>
    insideString(text, reference.start) ? stringContent(value, reference.kind === "secret") : value,
  );
}

function expand(
  text: string,
  resolve: ResolveReference,
  encode: (reference: TemplateReference, value: string) => string,
): Expanded {
  const unresolved: TemplateReference[] = [];
  const pieces: { readonly at: number; readonly reference: TemplateReference; readonly length: number }[] = [];
  let out = "";
  let copied = 0;
  for (const reference of findReferences(text)) {
    const value = resolve(reference);
    if (value === undefined) {
      unresolved.push(reference);
      continue;
    }
    out += text.slice(copied, reference.start);
    const encoded = encode(reference, value);
    pieces.push({ at: out.length, reference, length: encoded.length });
    out += encoded;
    copied = reference.end;
  }
  out += text.slice(copied);

  const sourceOffset = (offset: number): number => {
    let shift = 0;
    for (const piece of pieces) {
      if (offset < piece.at) break;
      if (offset < piece.at + piece.length) return piece.reference.start;
      shift = piece.reference.end - (piece.at + piece.length);
    }
    return offset + shift;
  };
  return { text: out, unresolved, sourceOffset };
}

/** Whether an offset of a JSON text with comments lies in a string literal. A literal ends with its line. */
function insideString(text: string, offset: number): boolean {
  let inside = false;
  for (let i = 0; i < offset; i++) {
    const c = text[i];
    if (inside) {
      if (c === "\\") i++;
      else if (c === '"' || c === "\n") inside = false;
    } else if (c === '"') inside = true;
    else if (c === "/" && text[i + 1] === "/") {
      const end = text.indexOf("\n", i);
      if (end < 0 || end >= offset) return false;
      i = end;
    } else if (c === "/" && text[i + 1] === "*") {
      const end = text.indexOf("*/", i + 2);
      if (end < 0 || end >= offset) return false;
      i = end + 1;
    }
  }
  return inside;
}

function stringContent(value: string, always: boolean): string {
  if (!always && isStringContent(value)) return value;
  return JSON.stringify(value).slice(1, -1);
}

function isStringContent(value: string): boolean {
  try {
    JSON.parse(`"${value}"`);
    return true;
  } catch {
    return false;
  }
}

/**
 * Resolves variables whose values refer to other variables. A variable that leads back to itself stays unresolved.
 * `others` gives the value of secrets and dynamic references.
 */
export function resolverOf(
  variables: Readonly<Record<string, string>>,
  others: (reference: TemplateReference) => string | undefined,
): ResolveReference {
  const open = new Set<string>();
  const resolve: ResolveReference = reference => {
    if (reference.kind !== "variable") return others(reference);
    const { name } = reference;
    if (!Object.hasOwn(variables, name) || open.has(name)) return undefined;
    open.add(name);
    try {
      const expanded = expandReferences(variables[name] ?? "", resolve);
      return expanded.unresolved.length > 0 ? undefined : expanded.text;
    } finally {
      open.delete(name);
    }
  };
  return resolve;
}
