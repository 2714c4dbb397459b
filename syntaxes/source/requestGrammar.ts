/**
 * The TextMate grammar of request documents (`.grpc`): requests between `###` lines, each with directives, a target, headers and a body of
 * JSON messages. JSON is described here and not taken from the editor's grammar, for it has `{{references}}` in it.
 */
import { type Grammar, include, type Rule, scopes } from "./grammar.ts";

const nextRequest = String.raw`(?=^\s*#{3,})`;

const statuses =
  "OK|CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|RESOURCE_EXHAUSTED|" +
  "FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS|UNAUTHENTICATED";

const referenceIn = (name: string) => ({ name, patterns: include("reference") });

const directive = (name: string, scope: string, patterns: readonly Rule[]): Rule => ({
  name: "meta.directive.grpc-request",
  begin: String.raw`^\s*(#|//)\s*(@${name})\b[ \t]*(=?)`,
  end: "$",
  beginCaptures: scopes(
    "punctuation.definition.comment.grpc-request",
    scope,
    "keyword.operator.assignment.grpc-request",
  ),
  patterns,
});

const known = "keyword.other.directive.grpc-request";

export const requestGrammar: Grammar = {
  name: "gRPC Request",
  scopeName: "source.grpc-request",
  fileTypes: ["grpc"],
  patterns: include("separator", "directives", "comment", "variable", "request"),
  repository: {
    separator: {
      match: String.raw`^\s*(#{3,})[ \t]*(.*)$`,
      captures: scopes("punctuation.definition.heading.grpc-request", "entity.name.section.grpc-request"),
    },
    comment: {
      name: "comment.line.grpc-request",
      match: String.raw`^\s*(#|//).*$`,
      captures: scopes("punctuation.definition.comment.grpc-request"),
    },
    directives: {
      patterns: [
        directive("name", known, [{ match: String.raw`\S.*$`, name: "entity.name.section.grpc-request" }]),
        directive("profile", known, [{ match: String.raw`\S+`, name: "variable.parameter.profile.grpc-request" }]),
        directive("timeout", known, [
          {
            match: String.raw`\b(\d+(?:\.\d+)?)\s*(ms|s|m)?\s*$`,
            captures: scopes("constant.numeric.grpc-request", "keyword.other.unit.grpc-request"),
          },
          { match: String.raw`\S+`, name: "invalid.illegal.timeout.grpc-request" },
        ]),
        directive("expect", known, [
          { match: String.raw`\b(?i:status)\b(?=\s|=)`, name: "keyword.other.expect.grpc-request" },
          { match: String.raw`(?i)\b(?:${statuses})\b`, name: "constant.language.status.grpc-request" },
          { match: String.raw`\bmessages\b(?=\s*==)`, name: "keyword.other.expect.grpc-request" },
          {
            match: String.raw`\$(?:\.[\w$-]+|\[\d+\]|\["[^"\\]*"\])*`,
            name: "variable.other.path.grpc-request",
          },
          { match: "==|!=", name: "keyword.operator.comparison.grpc-request" },
          { match: String.raw`\b(?:contains|exists|absent)\b`, name: "keyword.operator.word.grpc-request" },
          ...include("json"),
        ]),
        directive(String.raw`[\w-]+`, "storage.type.directive.grpc-request", [
          { match: String.raw`\S.*$`, name: "comment.line.grpc-request" },
        ]),
      ],
    },
    /** `@host = localhost:50051` */
    variable: {
      match: String.raw`^(@)\s*([^\s=]+)\s*(=)\s*(.*?)\s*$`,
      captures: {
        ...scopes(
          "punctuation.definition.variable.grpc-request",
          "variable.other.definition.grpc-request",
          "keyword.operator.assignment.grpc-request",
        ),
        4: referenceIn("string.unquoted.grpc-request"),
      },
    },
    /** `{{name}}`, `{{secret:name}}`, `{{$uuid}}` */
    reference: {
      name: "meta.reference.grpc-request",
      match: String.raw`(\{\{)[ \t]*(?:(secret)(:)|(\$))?([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*(\}\})`,
      captures: scopes(
        "punctuation.definition.template-expression.begin.grpc-request",
        "keyword.other.secret.grpc-request",
        "punctuation.separator.grpc-request",
        "punctuation.definition.variable.grpc-request",
        "variable.other.reference.grpc-request",
        "punctuation.definition.template-expression.end.grpc-request",
      ),
    },

    /** From the request line to the next `###`. */
    request: {
      name: "meta.request.grpc-request",
      begin: String.raw`^\s*(GRPC)\b[ \t]*(?:(\S*)(/)([^\s/]+)(/)([^\s/]+)|(\S+))?`,
      end: nextRequest,
      beginCaptures: {
        1: { name: "keyword.control.grpc-request" },
        2: referenceIn("string.unquoted.address.grpc-request"),
        3: { name: "punctuation.separator.path.grpc-request" },
        4: {
          patterns: [
            ...include("reference"),
            { match: String.raw`[A-Za-z_]\w*(?=\.)`, name: "entity.name.scope.grpc-request" },
            { match: String.raw`\.`, name: "punctuation.accessor.grpc-request" },
            { match: String.raw`[A-Za-z_]\w*`, name: "entity.name.type.service.grpc-request" },
          ],
        },
        5: { name: "punctuation.separator.path.grpc-request" },
        6: referenceIn("entity.name.function.grpc-request"),
        7: referenceIn("string.unquoted.address.grpc-request"),
      },
      patterns: include("body", "directives", "comment", "header"),
    },
    header: {
      match: String.raw`^\s*([^\s:{\[<][^:]*?)\s*(:)\s*(.*?)\s*$`,
      captures: {
        1: { name: "entity.name.tag.header.grpc-request" },
        2: { name: "punctuation.separator.key-value.grpc-request" },
        3: {
          name: "string.unquoted.header.grpc-request",
          patterns: [
            ...include("reference"),
            { match: String.raw`\b(?i:Bearer|Basic)(?=\s)`, name: "keyword.other.scheme.grpc-request" },
          ],
        },
      },
    },
    /** Begins at the first empty line. */
    body: {
      begin: String.raw`^\s*$`,
      end: nextRequest,
      patterns: [
        ...include("directives", "comment"),
        {
          match: String.raw`^(===+)[ \t]*(wait-for-server)?[ \t]*$`,
          captures: scopes("keyword.operator.message-separator.grpc-request", "keyword.other.wait.grpc-request"),
        },
        {
          begin: String.raw`^\s*(>)\s*(\{%)`,
          end: String.raw`(%\})|${nextRequest}`,
          beginCaptures: scopes(
            "keyword.operator.handler.grpc-request",
            "punctuation.section.script.begin.grpc-request",
          ),
          endCaptures: scopes("punctuation.section.script.end.grpc-request"),
          contentName: "comment.block.handler.grpc-request",
        },
        {
          match: String.raw`^\s*(<>|>>!?|>)\s*(\S.*)$`,
          captures: scopes("keyword.operator.handler.grpc-request", "comment.line.handler.grpc-request"),
        },
        {
          match: String.raw`^\s*(<@?)[ \t]+(\S.*?)\s*$`,
          captures: {
            1: { name: "keyword.operator.file.grpc-request" },
            2: referenceIn("string.unquoted.path.grpc-request"),
          },
        },
        ...include("json"),
      ],
    },

    json: {
      patterns: include("reference", "jsonComment", "object", "array", "string", "number", "literal"),
    },
    jsonComment: {
      patterns: [
        { match: "//.*$", name: "comment.line.double-slash.grpc-request" },
        { begin: String.raw`/\*`, end: String.raw`\*/|${nextRequest}`, name: "comment.block.grpc-request" },
      ],
    },
    object: {
      name: "meta.structure.dictionary.grpc-request",
      begin: String.raw`\{`,
      end: String.raw`\}|(?=^===)|${nextRequest}`,
      beginCaptures: { 0: { name: "punctuation.definition.dictionary.begin.grpc-request" } },
      endCaptures: { 0: { name: "punctuation.definition.dictionary.end.grpc-request" } },
      patterns: [
        ...include("comment"),
        {
          match: String.raw`(")((?:[^"\\]|\\.)*)(")(?=\s*:)`,
          captures: {
            1: { name: "punctuation.support.type.property-name.begin.grpc-request" },
            2: {
              name: "support.type.property-name.grpc-request",
              patterns: include("reference", "jsonEscape"),
            },
            3: { name: "punctuation.support.type.property-name.end.grpc-request" },
          },
        },
        { match: ":", name: "punctuation.separator.dictionary.key-value.grpc-request" },
        { match: ",", name: "punctuation.separator.dictionary.pair.grpc-request" },
        ...include("json"),
      ],
    },
    array: {
      name: "meta.structure.array.grpc-request",
      begin: String.raw`\[`,
      end: String.raw`\]|(?=^===)|${nextRequest}`,
      beginCaptures: { 0: { name: "punctuation.definition.array.begin.grpc-request" } },
      endCaptures: { 0: { name: "punctuation.definition.array.end.grpc-request" } },
      patterns: [
        ...include("comment"),
        { match: ",", name: "punctuation.separator.array.grpc-request" },
        ...include("json"),
      ],
    },
    string: {
      name: "string.quoted.double.grpc-request",
      begin: '"',
      end: '"|$',
      beginCaptures: { 0: { name: "punctuation.definition.string.begin.grpc-request" } },
      endCaptures: { 0: { name: "punctuation.definition.string.end.grpc-request" } },
      patterns: include("reference", "jsonEscape"),
    },
    jsonEscape: {
      patterns: [
        { match: String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`, name: "constant.character.escape.grpc-request" },
        { match: String.raw`\\.?`, name: "invalid.illegal.escape.grpc-request" },
      ],
    },
    number: {
      match: String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)`,
      name: "constant.numeric.grpc-request",
    },
    literal: { match: String.raw`\b(?:true|false|null)\b`, name: "constant.language.grpc-request" },
  },
};
