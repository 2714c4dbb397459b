/** The text of a request body as a tree with offsets. Numbers keep their text, so that no digit of a 64-bit integer is lost. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { BodyProblem } from "./bodyProblem.ts";

export type JsonNode = Node;

/** `jsonc` allows comments and trailing commas; `json` is RFC 8259. */
export type JsonSyntax = "jsonc" | "json";

/** A problem where there is no tree that could be judged further. */
export function parseJson(text: string, syntax: JsonSyntax): { root?: JsonNode; problems: BodyProblem[] } {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: syntax === "jsonc", disallowComments: syntax === "json" };
  let root: JsonNode | undefined;
  try {
    root = parseTree(text, errors, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      problems: [{ code: "depth", message: "the JSON is nested too deeply", path: "", start: 0, end: text.length }],
    };
  }
  const problems = errors.map(
    (error): BodyProblem => ({
      code: "syntax",
      message: syntaxMessage(printParseErrorCode(error.error)),
      path: "",
      start: error.offset,
      end: error.offset + error.length,
    }),
  );
  if (!root && problems.length === 0) {
    problems.push({ code: "syntax", message: "expected an object", path: "", start: 0, end: text.length });
  }
  return root ? { root, problems } : { problems };
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is no JSON value; text needs double quotes",
  InvalidNumberFormat: "this is no JSON number",
  PropertyNameExpected: "expected a field name in double quotes",
  ValueExpected: "expected a value",
  ColonExpected: "expected `:`",
  CommaExpected: "expected `,`",
  CloseBraceExpected: "expected `}`",
  CloseBracketExpected: "expected `]`",
  EndOfFileExpected: "the body ends before this",
  InvalidCommentToken: "comments are not allowed here",
  UnexpectedEndOfComment: "this comment is not closed",
  UnexpectedEndOfString: "this string is not closed",
  UnexpectedEndOfNumber: "this number is not complete",
  InvalidUnicode: "this Unicode escape is not complete",
  InvalidEscapeCharacter: "this escape is not known to JSON",
  InvalidCharacter: "this character must be escaped",
};

function syntaxMessage(code: string): string {
  return messages[code] ?? "this is no JSON";
}
