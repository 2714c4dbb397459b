/** The text of a request body as a tree with offsets. Numbers keep their text, so that no digit of a 64-bit integer is lost. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { BodyProblem } from "./bodyProblem.ts";
import type { BodyProblemCode } from "./bodyText.ts";
import { parseStrictJson } from "./strictJson.ts";

export type JsonNode = Node;

/** `jsonc` allows comments and trailing commas; `json` is RFC 8259. */
export type JsonSyntax = "jsonc" | "json";

/** A problem where there is no tree that could be judged further. */
export function parseJson(text: string, syntax: JsonSyntax): { root?: JsonNode; problems: BodyProblem[] } {
  const plain = parseStrictJson(text);
  if (plain) return { root: plain, problems: [] };
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: syntax === "jsonc", disallowComments: syntax === "json" };
  let root: JsonNode | undefined;
  try {
    root = parseTree(text, errors, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ code: "nested-json", args: [], path: "", start: 0, end: text.length }] };
  }
  const problems = errors.map(
    (error): BodyProblem => ({
      code: codes[printParseErrorCode(error.error)] ?? "syntax-other",
      args: [],
      path: "",
      start: error.offset,
      end: error.offset + error.length,
    }),
  );
  if (!root && problems.every(({ code }) => code === "syntax-value")) {
    return { problems: [{ code: "empty", args: [], path: "", start: 0, end: text.length }] };
  }
  return root ? { root, problems } : { problems };
}

/** By the names that the parser gives its errors. */
const codes: Readonly<Record<string, BodyProblemCode>> = {
  InvalidSymbol: "syntax-symbol",
  InvalidNumberFormat: "syntax-number",
  PropertyNameExpected: "syntax-name",
  ValueExpected: "syntax-value",
  ColonExpected: "syntax-colon",
  CommaExpected: "syntax-comma",
  CloseBraceExpected: "syntax-brace",
  CloseBracketExpected: "syntax-bracket",
  EndOfFileExpected: "syntax-end",
  InvalidCommentToken: "syntax-comment",
  UnexpectedEndOfComment: "syntax-open-comment",
  UnexpectedEndOfString: "syntax-open-string",
  UnexpectedEndOfNumber: "syntax-open-number",
  InvalidUnicode: "syntax-unicode",
  InvalidEscapeCharacter: "syntax-escape",
  InvalidCharacter: "syntax-character",
};
