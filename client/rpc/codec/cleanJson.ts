/** What a user writes → JSON: comments and trailing commas go, large integers become texts, so that no digit is lost. */
import { type ParseErrorCode, type Node, parseTree, type ParseError, printParseErrorCode } from "jsonc-parser";

export type CleanJson =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly message: string };

export function cleanJson(text: string): CleanJson {
  if (text.trim() === "") return { ok: true, json: "{}" };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    const before = text.slice(0, first.offset).split("\n");
    const column = (before.at(-1) as string).length + 1;
    return { ok: false, message: `line ${before.length}, column ${column}: ${wording(first.error)}` };
  }
  return tree ? { ok: true, json: render(text, tree) } : { ok: false, message: "there is no JSON" };
}

const wording = (code: ParseErrorCode): string =>
  printParseErrorCode(code)
    .replaceAll(/([A-Z])/g, " $1")
    .trim()
    .toLowerCase();

function render(text: string, node: Node): string {
  switch (node.type) {
    case "object":
      return `{${(node.children ?? []).map(c => render(text, c)).join()}}`;
    case "array":
      return `[${(node.children ?? []).map(c => render(text, c)).join()}]`;
    case "property": {
      const [key, value] = node.children ?? [];
      return `${key ? JSON.stringify(key.value) : '""'}:${value ? render(text, value) : "null"}`;
    }
    case "number": {
      const written = text.slice(node.offset, node.offset + node.length);
      // A number of JavaScript holds 53 bits; a text keeps all of them, and ProtoJSON takes texts for all integers.
      return /^-?\d{16,}$/.test(written) ? JSON.stringify(written) : written;
    }
    default:
      return JSON.stringify(node.value);
  }
}
