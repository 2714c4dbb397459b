/**
 * The TextMate grammar of `.proto`: proto2, proto3, and editions up to 2026. No word is reserved in this language, so a keyword is one only
 * where a statement can begin with it (or behind another word that asks for it), and everywhere else it is a name.
 *
 * A statement ends at its `;` or brace. While it is being written it has none; it then also ends where a line begins that can only
 * be the next statement, so that half a line does not change the colours of the rest of the file.
 */
import { type Grammar, include, type Rule, scopes } from "./grammar.ts";
import { ident, path, tokenRules, typeName } from "./protoTokens.ts";

/** Behind a keyword: the statement goes on with a name, in a comment, or on the next line. */
const goesOn = String.raw`(?=\s*(?:$|/[/*])|\s+[A-Za-z_.]|\s*\.)`;
const labels = "optional|required|repeated";
const declarations = "message|enum|service|extend|oneof|rpc";

/** A line that can only begin a new statement. */
const nextStatement = [
  String.raw`(?=^\s*(?:(?:export|local)\s+)?(?:${declarations})\s+[\w.]+\s*[({])`,
  String.raw`(?=^\s*(?:option\s+[A-Za-z_(]|import\s+(?:\w+\s+)?["']|package\s+${ident}|(?:syntax|edition)\s*=\s*["']))`,
  String.raw`(?=^\s*(?:${labels})\s*(?:$|//))`,
  String.raw`(?=^\s*(?:(?:${labels})\s+)?(?:map\s*<|\.?[A-Za-z_][\w.]*\s+${ident}\s*=))`,
].join("|");
const endOfStatement = String.raw`(;)|(?=\})|${nextStatement}`;
const endOfBlock = String.raw`(?<=\})|(;)|(?=\})|${nextStatement}`;
/** Captures of both ends. */
const semicolon = scopes("punctuation.terminator.proto");

const keyword = "keyword.declaration.proto";

const block = (contents: readonly Rule[]): Rule => ({
  begin: String.raw`\{`,
  end: String.raw`\}`,
  beginCaptures: { 0: { name: "punctuation.section.block.begin.proto" } },
  endCaptures: { 0: { name: "punctuation.section.block.end.proto" } },
  patterns: contents,
});

/** `message Name { … }` and the like; the name may be on the next line. */
const declaration = (word: string, scope: string, contents: readonly Rule[], nameScope: string = typeName): Rule => ({
  name: `meta.${scope}.proto`,
  begin: String.raw`(?:\b(export|local)\s+)?\b(${word})\b${goesOn}(?:\s+(${ident}))?`,
  end: endOfBlock,
  beginCaptures: scopes("storage.modifier.visibility.proto", keyword, nameScope),
  endCaptures: semicolon,
  patterns: [...include("comments"), block(contents), { match: String.raw`\b${ident}`, name: nameScope }],
});

const typeCapture = { patterns: include("typeName") };

/** What stands between a field's type and its end. */
const fieldRest: readonly Rule[] = [
  ...include("comments"),
  { match: "=", name: "keyword.operator.assignment.proto" },
  ...include("numbers", "compactOptions"),
  { match: String.raw`\b${ident}`, name: "variable.other.property.proto" },
];

const messageBody = include(
  "comments",
  "option",
  "message",
  "enum",
  "oneof",
  "extend",
  "extensions",
  "reserved",
  "group",
  "mapField",
  "lonelyLabel",
  "field",
  "terminator",
);

/** Of `extensions` and `reserved`: numbers, ranges and names. */
const ranges: readonly Rule[] = [
  ...include("comments", "strings"),
  {
    match: String.raw`\b(to)\b(?:\s+(max)\b|(?=\s*(?:-?\d|$|/[/*])))`,
    captures: scopes("keyword.operator.range.proto", "constant.language.max.proto"),
  },
  { match: String.raw`^\s*(max)\b(?=\s*[;,\[])`, captures: scopes("constant.language.max.proto") },
  ...include("numbers", "compactOptions", "comma"),
  { match: String.raw`\b${ident}`, name: "variable.other.property.proto" },
];

const value = include("comments", "strings", "numbers", "constants", "aggregate", "list", "enumConstant");

export const protoGrammar: Grammar = {
  name: "Protocol Buffers",
  scopeName: "source.proto",
  fileTypes: ["proto"],
  patterns: include(
    "comments",
    "syntax",
    "package",
    "import",
    "option",
    "message",
    "enum",
    "service",
    "extend",
    "terminator",
  ),
  repository: {
    ...tokenRules,

    syntax: {
      name: "meta.syntax.proto",
      begin: String.raw`\b(syntax|edition)\b(?=\s*(?:$|/[/*]|=))`,
      end: endOfStatement,
      beginCaptures: scopes("keyword.control.syntax.proto"),
      endCaptures: semicolon,
      patterns: [...include("comments", "strings"), { match: "=", name: "keyword.operator.assignment.proto" }],
    },
    package: {
      name: "meta.package.proto",
      begin: String.raw`\b(package)\b${goesOn}`,
      end: endOfStatement,
      beginCaptures: scopes("keyword.control.package.proto"),
      endCaptures: semicolon,
      patterns: [
        ...include("comments"),
        { match: ident, name: "entity.name.namespace.proto" },
        { match: String.raw`\.`, name: "punctuation.accessor.proto" },
      ],
    },
    import: {
      name: "meta.import.proto",
      begin: String.raw`\b(import)\b(?:\s+(public|weak|option)\b)?`,
      end: endOfStatement,
      beginCaptures: scopes("keyword.control.import.proto", "storage.modifier.import.proto"),
      endCaptures: semicolon,
      patterns: [
        ...include("comments", "strings"),
        { match: String.raw`\b(?:public|weak|option)\b`, name: "storage.modifier.import.proto" },
      ],
    },

    option: {
      name: "meta.option.proto",
      begin: String.raw`\b(option)\b(?=\s*(?:$|/[/*]|\()|\s+[A-Za-z_.])`,
      end: endOfStatement,
      beginCaptures: scopes("keyword.other.option.proto"),
      endCaptures: semicolon,
      patterns: [
        ...include("comments", "optionName"),
        {
          begin: "=",
          end: `(?=[;}])|${nextStatement}`,
          beginCaptures: { 0: { name: "keyword.operator.assignment.proto" } },
          patterns: value,
        },
      ],
    },
    compactOptions: {
      name: "meta.options.proto",
      begin: String.raw`\[`,
      end: String.raw`\]|(?=[;}])|${nextStatement}`,
      captures: { 0: { name: "punctuation.section.brackets.proto" } },
      patterns: [
        ...include("comments", "comma"),
        {
          begin: "=",
          end: String.raw`(?=[,\];}])|${nextStatement}`,
          beginCaptures: { 0: { name: "keyword.operator.assignment.proto" } },
          patterns: value,
        },
        ...include("optionName"),
      ],
    },
    /** `deprecated`, `features.field_presence`, `(acme.rule).string.max_len` */
    optionName: {
      patterns: [
        {
          begin: String.raw`\(`,
          end: String.raw`\)|(?=[;{}=\]])`,
          captures: { 0: { name: "punctuation.section.parens.proto" } },
          patterns: [
            ...include("comments"),
            { match: ident, name: "variable.other.option.extension.proto" },
            { match: String.raw`\.`, name: "punctuation.accessor.proto" },
          ],
        },
        { match: ident, name: "variable.other.option.proto" },
        { match: String.raw`\.`, name: "punctuation.accessor.proto" },
      ],
    },
    constants: { match: String.raw`\b(?:true|false|inf|infinity|nan)\b`, name: "constant.language.proto" },
    enumConstant: { match: String.raw`\b${ident}`, name: "variable.other.enummember.proto" },
    aggregate: {
      name: "meta.aggregate.proto",
      begin: String.raw`\{`,
      end: String.raw`\}`,
      beginCaptures: { 0: { name: "punctuation.section.braces.begin.proto" } },
      endCaptures: { 0: { name: "punctuation.section.braces.end.proto" } },
      patterns: include("aggregateContents"),
    },
    /** `< … >` is the same as `{ … }`, but only inside of an aggregate. */
    angleAggregate: {
      name: "meta.aggregate.proto",
      begin: "<",
      end: String.raw`>|(?=\})`,
      beginCaptures: { 0: { name: "punctuation.section.braces.begin.proto" } },
      endCaptures: { 0: { name: "punctuation.section.braces.end.proto" } },
      patterns: include("aggregateContents"),
    },
    aggregateContents: {
      patterns: [
        ...include("comments", "typeUrl", "extensionKey"),
        {
          match: String.raw`\b(${ident})(?=\s*(?:[:{<]|\[\s*(?:[{<]|$)))`,
          captures: scopes("variable.other.property.proto"),
        },
        { match: ":", name: "punctuation.separator.key-value.proto" },
        { match: "[,;]", name: "punctuation.separator.comma.proto" },
        ...include("strings", "numbers", "constants", "aggregate", "angleAggregate", "list", "enumConstant"),
      ],
    },
    /** The key of an expanded `Any`: `[type.googleapis.com/pkg.Message] { … }`. */
    typeUrl: {
      match: String.raw`(\[)\s*([\w.%~-]+(?:/[\w.%~-]+)*)(/)\s*(${path})\s*(\])(?=\s*(?:[:{<]|$|/[/*]))`,
      captures: {
        ...scopes(
          "punctuation.section.brackets.proto",
          "string.unquoted.type-url.proto",
          "punctuation.separator.path.proto",
        ),
        4: typeCapture,
        5: { name: "punctuation.section.brackets.proto" },
      },
    },
    extensionKey: {
      match: String.raw`(\[)\s*(${path})\s*(\])(?=\s*[:{<])`,
      captures: {
        1: { name: "punctuation.section.brackets.proto" },
        2: {
          patterns: [
            { match: ident, name: "variable.other.option.extension.proto" },
            { match: String.raw`\.`, name: "punctuation.accessor.proto" },
          ],
        },
        3: { name: "punctuation.section.brackets.proto" },
      },
    },
    list: {
      name: "meta.list.proto",
      begin: String.raw`\[`,
      end: String.raw`\]|(?=[;}])`,
      captures: { 0: { name: "punctuation.section.brackets.proto" } },
      patterns: include(
        "comments",
        "comma",
        "strings",
        "numbers",
        "constants",
        "aggregate",
        "angleAggregate",
        "list",
        "enumConstant",
      ),
    },

    message: declaration("message", "message", messageBody),
    oneof: declaration("oneof", "oneof", messageBody, "variable.other.oneof.proto"),
    enum: declaration("enum", "enum", include("comments", "enumValue", "option", "reserved", "terminator")),
    service: declaration("service", "service", include("comments", "rpc", "option", "terminator")),
    extend: {
      name: "meta.extend.proto",
      begin: String.raw`\b(extend)\b${goesOn}`,
      end: endOfBlock,
      beginCaptures: scopes(keyword),
      endCaptures: semicolon,
      patterns: [...include("comments"), block(messageBody), ...include("typeName")],
    },

    group: {
      name: "meta.group.proto",
      begin: String.raw`(?:\b(${labels})\s+)?\b(group)\b(?=\s*(?:$|/[/*])|\s+${ident})(?:\s+(${ident}))?`,
      end: endOfBlock,
      beginCaptures: scopes("storage.modifier.label.proto", keyword, typeName),
      endCaptures: semicolon,
      patterns: [...include("comments"), block(messageBody), ...fieldRest],
    },
    mapField: {
      name: "meta.field.map.proto",
      begin: String.raw`(?:\b(${labels})\s+)?\b(map)\s*(?=<)`,
      end: endOfStatement,
      beginCaptures: scopes("storage.modifier.label.proto", "storage.type.map.proto"),
      endCaptures: semicolon,
      patterns: [
        {
          begin: "<",
          end: `>|(?=[;{}=])|${nextStatement}`,
          beginCaptures: { 0: { name: "punctuation.definition.generic.begin.proto" } },
          endCaptures: { 0: { name: "punctuation.definition.generic.end.proto" } },
          patterns: include("comments", "comma", "typeName"),
        },
        ...fieldRest,
      ],
    },
    /** A label whose type follows on the next line or behind a comment. */
    lonelyLabel: {
      match: String.raw`\b(?:${labels})\b(?=\s*(?:$|/[/*]))`,
      name: "storage.modifier.label.proto",
    },
    field: {
      name: "meta.field.proto",
      begin: String.raw`(?:\b(${labels})(?:\s+|(?=\.)))?(?<![\w.])(${path})`,
      end: endOfStatement,
      beginCaptures: { 1: { name: "storage.modifier.label.proto" }, 2: typeCapture },
      endCaptures: semicolon,
      patterns: fieldRest,
    },
    enumValue: {
      name: "meta.enum-value.proto",
      begin: String.raw`\b(${ident})\s*(=)`,
      end: String.raw`(;)|(?=\})|(?=^\s*${ident}\s*=)|${nextStatement}`,
      beginCaptures: scopes("variable.other.enummember.proto", "keyword.operator.assignment.proto"),
      endCaptures: semicolon,
      patterns: include("comments", "numbers", "compactOptions"),
    },
    extensions: {
      name: "meta.extensions.proto",
      begin: String.raw`\b(extensions)\b(?=\s*(?:$|/[/*]|\d))`,
      end: endOfStatement,
      beginCaptures: scopes(keyword),
      endCaptures: semicolon,
      patterns: ranges,
    },
    reserved: {
      name: "meta.reserved.proto",
      begin: String.raw`\b(reserved)\b(?=\s*(?:$|/[/*]|[-\d"'])|\s+${ident}\s*(?:[,;]|$))`,
      end: endOfStatement,
      beginCaptures: scopes(keyword),
      endCaptures: semicolon,
      patterns: ranges,
    },

    rpc: {
      name: "meta.rpc.proto",
      begin: String.raw`\b(rpc)\b${goesOn}(?:\s+(${ident}))?`,
      end: endOfBlock,
      beginCaptures: scopes(keyword, "entity.name.function.proto"),
      endCaptures: semicolon,
      patterns: [
        ...include("comments"),
        {
          begin: String.raw`\(`,
          end: String.raw`\)|(?=[;{}])|${nextStatement}`,
          captures: { 0: { name: "punctuation.section.parens.proto" } },
          patterns: [
            ...include("comments"),
            {
              match: String.raw`\b(stream)\b(?=\s+[A-Za-z_.]|\s*\.|\s*(?:$|/[/*]))`,
              captures: scopes("storage.modifier.stream.proto"),
            },
            ...include("typeName"),
          ],
        },
        block(include("comments", "option", "terminator")),
        { match: String.raw`\breturns\b(?=\s*(?:$|/[/*]|\())`, name: "keyword.other.returns.proto" },
        { match: String.raw`\b${ident}`, name: "entity.name.function.proto" },
      ],
    },
  },
};
