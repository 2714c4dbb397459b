/** The parts of the grammar of `.proto` that are the same everywhere: comments, names of types, numbers, strings. */
import { include, type Rule, scopes } from "./grammar.ts";

export const ident = String.raw`[A-Za-z_]\w*`;
export const path = String.raw`(?:\.\s*)?${ident}(?:\s*\.\s*${ident})*`;
export const typeName = "entity.name.type.proto";
const scalar =
  "double|float|int32|int64|uint32|uint64|sint32|sint64|fixed32|fixed64|sfixed32|sfixed64|bool|string|bytes";

export const tokenRules: Readonly<Record<string, Rule>> = {
  comments: {
    patterns: [
      {
        name: "comment.block.documentation.proto",
        begin: String.raw`/\*\*(?![*/])`,
        end: String.raw`\*/`,
        captures: { 0: { name: "punctuation.definition.comment.proto" } },
        patterns: include("codeTag"),
      },
      {
        name: "comment.block.proto",
        begin: String.raw`/\*`,
        end: String.raw`\*/`,
        captures: { 0: { name: "punctuation.definition.comment.proto" } },
        patterns: include("codeTag"),
      },
      {
        name: "comment.line.triple-slash.documentation.proto",
        begin: "///(?!/)",
        end: "$",
        beginCaptures: { 0: { name: "punctuation.definition.comment.proto" } },
        patterns: include("codeTag"),
      },
      {
        name: "comment.line.double-slash.proto",
        begin: "//",
        end: "$",
        beginCaptures: { 0: { name: "punctuation.definition.comment.proto" } },
        patterns: include("codeTag", "lintDirective"),
      },
    ],
  },
  codeTag: { match: String.raw`\b(?:TODO|FIXME|XXX|HACK|NOTE)\b`, name: "keyword.codetag.notation.proto" },
  lintDirective: {
    match: String.raw`\G\s*((?:buf:lint:ignore|protolint:(?:disable|enable)(?::next|:this)?|@exclude)\b)`,
    captures: scopes("keyword.other.directive.proto"),
  },
  terminator: { match: ";", name: "punctuation.terminator.proto" },
  comma: { match: ",", name: "punctuation.separator.comma.proto" },

  /** A scalar only when it stands alone: `acme.string` is a message. */
  typeName: {
    patterns: [
      { match: String.raw`(?<![\w.])(?:${scalar})(?!\w|\s*\.)`, name: "storage.type.scalar.proto" },
      // Packages are mostly written small, and types with a capital.
      { match: String.raw`\b[A-Z]\w*(?=\s*\.)`, name: typeName },
      { match: String.raw`\b${ident}(?=\s*\.)`, name: "entity.name.namespace.proto" },
      { match: String.raw`\b${ident}`, name: typeName },
      { match: String.raw`\.`, name: "punctuation.accessor.proto" },
    ],
  },

  numbers: {
    patterns: [
      { match: String.raw`[-+](?=\s*(?:[\d.]|inf\b|nan\b))`, name: "keyword.operator.sign.proto" },
      { match: String.raw`\b0[xX][0-9a-fA-F]+\b`, name: "constant.numeric.hex.proto" },
      {
        match: String.raw`(?:\b\d+\.\d*|(?<![\w.])\.\d+)(?:[eE][-+]?\d+)?[fF]?(?!\w)|\b\d+[eE][-+]?\d+[fF]?\b|\b\d+[fF]\b`,
        name: "constant.numeric.float.proto",
      },
      { match: String.raw`\b0[0-7]+\b`, name: "constant.numeric.octal.proto" },
      { match: String.raw`\b(?:0|[1-9]\d*)\b`, name: "constant.numeric.integer.proto" },
      { match: String.raw`\b\d\w*`, name: "invalid.illegal.number.proto" },
    ],
  },
  strings: {
    patterns: (
      [
        ["double", '"'],
        ["single", "'"],
      ] as const
    ).map(([kind, quote]) => ({
      name: `string.quoted.${kind}.proto`,
      begin: quote,
      // A literal ends with its line.
      end: `${quote}|$`,
      beginCaptures: { 0: { name: "punctuation.definition.string.begin.proto" } },
      endCaptures: { 0: { name: "punctuation.definition.string.end.proto" } },
      patterns: include("escapes"),
    })),
  },
  escapes: {
    patterns: [
      {
        match: String.raw`\\(?:[abfnrtv?\\'"]|[0-7]{1,3}|[xX][0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U00[01][0-9a-fA-F]{5})`,
        name: "constant.character.escape.proto",
      },
      { match: String.raw`\\.?`, name: "invalid.illegal.escape.proto" },
    ],
  },
};
