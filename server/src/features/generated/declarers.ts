/**
 * How generators of each language declare what they made of a declaration. In a pattern `{n}` is the declared name and ends a word, `{n~}`
 * goes on; `{owner}` is the type around it. Earlier patterns are better. Seen in what the generators write, and named after them where
 * they differ.
 */
import type { Language } from "./sourceFiles.ts";

export interface Declarers {
  /** How the names of nested types become one: by what stands between them. Undefined where types nest as they do in .proto files. */
  readonly joint?: string;
  /** What holds the types that are nested in a message, where it is not its type itself. */
  readonly container?: string;
  /** How far a declaration goes: up to the brace that closes, over the lines that are indented deeper, or up to `@end`. */
  readonly blocks: "braces" | "indents" | "ends";
  readonly type: readonly string[];
  readonly field: readonly string[];
  readonly oneof: readonly string[];
  readonly value: readonly string[];
  readonly service: readonly string[];
  readonly method: readonly string[];
  /** Extensions, which stand in no type of their own. */
  readonly extension?: readonly string[];
  /** Patterns of members that stand behind their type. */
  readonly beside?: { readonly [kind in "field" | "oneof" | "value" | "method"]?: readonly string[] };
}

export const declarers: Readonly<Record<Language, Declarers>> = {
  go: {
    joint: "_",
    blocks: "braces",
    type: ["^type {n} (?:struct|int32)"],
    field: [String.raw`^\t{n}\s`],
    oneof: [String.raw`^\t{n}\s+is`],
    value: [],
    service: ["^type {n~}(?:Client|Server|Handler)? interface", String.raw`^func Register{n~}Handler\w*\(`],
    method: [String.raw`^\t{n}\(`],
    extension: [String.raw`^\tE_(?:\w+_)?{n}\s+= `],
    beside: {
      // A field of a oneof is in a struct of its own; the opaque API has methods alone.
      field: ["^type {owner}_{n} struct", String.raw`^func \(\w+ \*{owner}\) Get{n}\(`],
      oneof: [String.raw`^func \(\w+ \*{owner}\) (?:Get|Which){n}\(`],
      value: [String.raw`^\t{n}\s+{owner} = `],
      method: [String.raw`^func request_\w+?_{n~}_\d+\(`],
    },
  },
  typescript: {
    joint: "_",
    blocks: "braces",
    type: [
      String.raw`^\s*export (?:declare |abstract )*(?:type|interface|class|enum|const enum) {n}`,
      "^export (?:declare )?const {n}",
      String.raw`^export const {n~}Schema\b`,
      String.raw`^proto\.(?:\w+\.)*?{n} = `,
    ],
    // A oneof of protobuf-es and protobuf-ts names its cases by strings.
    field: [
      String.raw`^\s+(?:readonly )?{n}\??: `,
      String.raw`\b(?:case|oneofKind): "{n}"`,
      String.raw`\bget{n~}(?:List|Map)?\(`,
    ],
    oneof: [String.raw`^\s+(?:readonly )?{n}\??: `, String.raw`\bget{n~}Case\(`],
    value: [String.raw`^\s+{n}(?: =|:) `],
    service: [
      String.raw`^\s*export (?:declare |abstract )*(?:interface|class|const|type) I?{n~}(?:Service|Client|ServiceClient|Definition)?(?!\w)`,
      String.raw`\bexports\.{n~}(?:Service|Client) = `,
    ],
    method: [String.raw`^\s+(?:readonly |public )?{n}[(:?<]`],
    extension: [String.raw`^export (?:declare )?const (?:\w+_)?{n}: GenExtension`],
    beside: {
      field: [String.raw`^proto\.(?:\w+\.)*?{owner}\.prototype\.get{n~}(?:List|Map)? = `],
      oneof: [String.raw`^proto\.(?:\w+\.)*?{owner}\.prototype\.get{n~}Case = `],
      value: [],
    },
  },
  python: {
    blocks: "indents",
    // In _pb2.py the descriptors are made at run time; only where they lie is written.
    type: [String.raw`^\s*class {n}\(`, String.raw`^\s*_globals\['_{n~}'\]\._serialized_start`],
    field: [String.raw`^\s+{n}: `, String.raw`^\s+def {n}\(self\)`],
    oneof: [String.raw`^\s+def WhichOneof\(self, oneof_group: [^)]*"{n}"`],
    value: [String.raw`^\s+{n}(?::| =) `],
    service: [String.raw`^class {n~}(?:Stub|Servicer|Base)?\b`],
    method: [String.raw`\bdef {n}\(`, String.raw`\bself\.{n} = `],
    extension: [String.raw`^\s*{n}: .*FieldDescriptor`],
    beside: { value: ["^{n}: "] },
  },
  java: {
    blocks: "braces",
    type: [String.raw`\b(?:class|enum) {n}`, String.raw`\binterface {n~}OrBuilder\b`],
    field: [String.raw`\bget{n~}(?:List|Map)?\(`],
    oneof: [String.raw`\bget{n~}Case\(`],
    value: [String.raw`^\s+{n}\(`],
    service: [String.raw`\bclass {n~}Grpc\b`, String.raw`\b(?:class|interface) {n}`],
    method: [String.raw`[\w>] {n}\(`],
    extension: ["> {n} = "],
  },
  kotlin: {
    blocks: "braces",
    type: [String.raw`\bobject {n~}Kt\b`],
    field: [String.raw`\bva[lr] {n}`],
    oneof: [String.raw`\bval {n~}Case\b`],
    value: [],
    service: [String.raw`\bobject {n~}GrpcKt\b`],
    method: [String.raw`\bfun {n}\(`],
  },
  cpp: {
    joint: "_",
    blocks: "braces",
    type: [String.raw`^class\s+(?:[A-Z_]{4,}\s+)*{n} final`, String.raw`^enum {n}\b[^;\n]*\{`],
    field: [String.raw`(?<!\w){n}\(`],
    oneof: [String.raw`(?<!\w){n~}_case\(`],
    value: [String.raw`^\s+{n} = `],
    service: ["^class {n} final"],
    method: [String.raw`\s{n}\(`],
    extension: [String.raw`\bExtensionIdentifier\b[^;{}]*?[\s(]{n}(?:\)?;|\()`],
  },
  csharp: {
    blocks: "braces",
    type: [String.raw`\b(?:class|enum) {n}`],
    field: [String.raw`^\s*public .*[\s>?]{n} \{`],
    oneof: [String.raw`^\s*public .*\s{n~}Case \{`],
    value: [String.raw`\b{n} = `],
    service: [String.raw`\bclass {n}`],
    method: [String.raw`^\s*public .*[\s>]{n}\(`],
    extension: [String.raw`\bExtension<.*> {n} =`],
  },
  ruby: {
    joint: "::",
    blocks: "indents",
    type: [String.raw`^\s*{n} = `],
    field: [],
    oneof: [],
    value: [],
    service: [String.raw`^\s*module {n}\n(?:\s*(?:#.*)?\n)*\s*class Service\b`, String.raw`^\s*class {n}Service\b`],
    method: [String.raw`\brpc :{n}`],
    extension: [String.raw`^\s*(?:\w+::)*{n} = `],
  },
  rbs: {
    blocks: "indents",
    type: [String.raw`^\s*(?:class|module) {n}`],
    field: [String.raw`\battr_(?:reader|accessor) {n}`],
    oneof: [String.raw`\battr_reader {n}`, String.raw`^\s*def {n}:`],
    value: [String.raw`^\s*{n}: `],
    service: [],
    method: [],
  },
  php: {
    blocks: "braces",
    type: ["^(?:final )?class (?:PB|GPB)?{prefix}{n}"],
    field: [String.raw`\bfunction get{n}\(`],
    oneof: [String.raw`\bfunction get{n}\(`],
    value: [String.raw`\bconst (?:PB)?{n} = `],
    service: [String.raw`^(?:class|interface) {n~}(?:Client|Interface|Stub)?\b`],
    method: [String.raw`\bfunction {n}\(`],
  },
  dart: {
    joint: "_",
    blocks: "braces",
    type: ["^class {n} extends"],
    field: [String.raw`\bget {n}`],
    oneof: [String.raw`\bwhich{n}\(`],
    value: [String.raw`\bstatic const \w+ {n} =`],
    service: [String.raw`^(?:abstract )?class {n~}(?:Client|ServiceBase|Api)\b`],
    method: [String.raw`\s{n}\(`],
    extension: [String.raw`\bstatic final {n} = \$pb\.Extension`],
  },
  swift: {
    blocks: "braces",
    type: [String.raw`\b(?:struct|enum|class) {prefix}{n}`],
    field: ["\\bvar `?{n}", "^\\s*case `?{n}\\("],
    oneof: ["\\bvar `?{n}"],
    value: ["\\bcase `?{n}", "\\bstatic let `?{n}"],
    service: [
      String.raw`\b(?:protocol|enum|struct|class) {prefix}{n~}(?:ClientProtocol|ClientInterface|AsyncProvider|Provider|Client)?(?!\w)`,
    ],
    method: ["\\bfunc `?{n}`?\\("],
    extension: [String.raw`\blet (?:\w+_)?Extensions_{n} = `, String.raw`\bstatic let {n} = `],
  },
  rust: {
    container: String.raw`\bpub mod {n}`,
    blocks: "braces",
    type: [String.raw`\bpub (?:struct|enum) {n}`],
    field: [String.raw`^\s*pub (?:r#)?{n}:`],
    oneof: [String.raw`^\s*pub (?:r#)?{n}:`],
    value: [String.raw`^\s+{n} = `, String.raw`^\s+{n},`],
    service: [String.raw`\bpub mod {n~}_client\b`, String.raw`\bpub (?:trait|struct) {n~}(?:Client)?\b`],
    method: [String.raw`\bfn {n}\b`],
    beside: {
      // A field of a oneof is a variant of an enum; Google's runtime has methods alone.
      field: [String.raw`\bpub fn (?:r#)?{n}\(`, String.raw`^\s+{n}\(`],
      oneof: [String.raw`\bpub fn {n}\(`, String.raw`\bpub enum {n}`],
      value: [String.raw`^\s+pub const {n}: {owner} `],
    },
  },
  objc: {
    joint: "_",
    blocks: "ends",
    type: ["@interface {prefix}{n}", String.raw`\bGPB_ENUM\({prefix}{n}\)`],
    field: [String.raw`^@property\b.*\b{n~}(?:Array|_p)?;`],
    oneof: [String.raw`^@property\b.*\b{n~}OneOfCase;`],
    value: [String.raw`^\s+{prefix}{n} = `],
    service: ["^@(?:protocol|interface) {prefix}{n~}2? <", "^@interface {prefix}{n}"],
    method: [String.raw`\)\s*{n~}With`],
    extension: [String.raw`^\+ \(GPBExtensionDescriptor ?\*\){n};`],
  },
};
