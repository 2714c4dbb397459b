/** Injected into Markdown: fenced code blocks of `.proto` text and of gRPC requests. */
import type { Grammar, Rule } from "./grammar.ts";

/** A backtick would end the raw text. */
const tick = "`";

/** `sign`: a fence of one sign ends with a line of that sign alone. */
const fencedBy = (sign: string, languages: string, scope: string, content: string): Rule => ({
  name: "markup.fenced_code.block.markdown",
  begin: String.raw`(^|\G)(\s*)(${sign}{3,})\s*(?i:(${languages})((?:\s+|[:,{?])[^${tick}]*)?$)`,
  end: String.raw`(^|\G)(\2|\s{0,3})(\3)\s*$`,
  beginCaptures: {
    3: { name: "punctuation.definition.markdown" },
    4: { name: "fenced_code.block.language.markdown" },
    5: { name: "fenced_code.block.language.attributes.markdown" },
  },
  endCaptures: { 3: { name: "punctuation.definition.markdown" } },
  patterns: [
    {
      begin: String.raw`(^|\G)(\s*)(.*)`,
      while: String.raw`(^|\G)(?!\s*(${sign}{3,})\s*$)`,
      contentName: scope,
      patterns: [{ include: content }],
    },
  ],
});

const fenced = (...block: readonly [languages: string, scope: string, content: string]): Rule => ({
  patterns: [fencedBy(tick, ...block), fencedBy("~", ...block)],
});

export const markdownGrammar: Grammar = {
  name: "Protocol Buffers in Markdown",
  scopeName: "markdown.proto.codeblock",
  fileTypes: [],
  injectionSelector: "L:text.html.markdown",
  patterns: [{ include: "#proto" }, { include: "#request" }],
  repository: {
    proto: fenced("proto[23]?|protobuf|protocol-buffers?", "meta.embedded.block.proto", "source.proto"),
    request: fenced("grpc(?:-request)?", "meta.embedded.block.grpc-request", "source.grpc-request"),
  },
};
