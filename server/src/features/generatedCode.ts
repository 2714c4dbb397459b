/**
 * From a declaration to the code that generators made of it: by the names that they give to files, checked against the source that a
 * generated file says it comes from, and by the names that they give to what they declare.
 */
import { camelCase, enumPrefix, pascalCase, snakeCase } from "../base/letterCase.ts";
import { baseName } from "../base/path.ts";
import type { Span } from "../base/span.ts";
import type { DeclOutline, Outline } from "../outline/outline.ts";

export type Language =
  | "go"
  | "typescript"
  | "python"
  | "java"
  | "kotlin"
  | "cpp"
  | "csharp"
  | "ruby"
  | "php"
  | "dart"
  | "swift"
  | "rust"
  | "objc";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export interface Implementation {
  readonly path: string;
  readonly span: Span;
}

/** Names that files made of a .proto file may have, with the language of each. */
export function generatedNames(protoPath: string, outline: Outline): ReadonlyMap<string, Language> {
  const stem = baseName(protoPath).replace(/\.proto$/, "");
  const pascal = pascalCase(stem);
  const out = new Map<string, Language>();
  const add = (language: Language, ...names: readonly string[]): void => {
    for (const name of names) out.set(name, language);
  };
  add("go", `${stem}.pb.go`, `${stem}_grpc.pb.go`, `${stem}.connect.go`);
  for (const end of ["_pb", "_connect", "_grpc_pb", "", ".client", "_pb.d", "_grpc_pb.d"])
    add("typescript", `${stem}${end}.ts`);
  add("typescript", `${stem}_pb.js`, `${stem}_grpc_pb.js`);
  add("python", `${stem}_pb2.py`, `${stem}_pb2.pyi`, `${stem}_pb2_grpc.py`);
  add("cpp", `${stem}.pb.h`, `${stem}.grpc.pb.h`);
  add("csharp", `${pascal}.cs`, `${pascal}Grpc.cs`);
  add("ruby", `${stem}_pb.rb`, `${stem}_services_pb.rb`);
  add("dart", ...["pb", "pbenum", "pbgrpc"].map(part => `${stem}.${part}.dart`));
  add("swift", `${stem}.pb.swift`, `${stem}.grpc.swift`, `${stem}.connect.swift`);
  add("objc", `${pascal}.pbobjc.h`);
  add("rust", `${stem}.rs`, ...(outline.package ? [`${outline.package}.rs`] : []));
  const outer = optionText(outline, "java_outer_classname") ?? pascal;
  add("java", `${outer}.java`, `${outer}OuterClass.java`, `${outer}Proto.java`);
  add("kotlin", `${outer}Kt.kt`, `${outer}GrpcKt.kt`);
  for (const { name } of [...outline.messages, ...outline.enums]) {
    add("java", `${name}.java`, `${name}OrBuilder.java`);
    add("kotlin", `${name}Kt.kt`);
    add("php", `${name}.php`);
  }
  for (const { name } of outline.services) {
    add("java", `${name}Grpc.java`);
    add("kotlin", `${name}GrpcKt.kt`);
    add("php", `${name}Client.php`, `${name}Interface.php`);
  }
  return out;
}

const optionText = (outline: Outline, name: string): string | undefined => {
  const value = outline.options.find(o => o.name === name)?.value;
  return value?.kind === "string" ? value.text : undefined;
};

/** Where `decl` is in files that were made of the .proto file imported as `protoPath`: at most one place a file. */
export function implementations(
  protoPath: string,
  outline: Outline,
  decl: DeclOutline,
  files: readonly GeneratedFile[],
): readonly Implementation[] {
  const names = generatedNames(protoPath, outline);
  return files.flatMap(({ path, text }) => {
    const language = names.get(baseName(path));
    if (!language || !comesFrom(text, protoPath)) return [];
    const span = placeOf(text, decl, outline);
    return span ? [{ path, span }] : [];
  });
}

/** How much of a file's beginning may name its source. */
const HEADER = 2000;

/** Whether a generated file says that it was made of the .proto file, or says nothing of its source. */
function comesFrom(text: string, protoPath: string): boolean {
  const named = [...text.slice(0, HEADER).matchAll(/(?:source|from(?: file)?|file|of)[:\s"]+([\w./-]+\.proto)\b/gi)];
  if (!named.length) return true;
  return named.some(([, source]) => {
    const path = source as string;
    return path === protoPath || path.endsWith(`/${protoPath}`) || protoPath.endsWith(`/${path}`);
  });
}

/** The word by which code of most languages declares something. */
const DECLARES =
  "(?:class|struct|interface|enum(?:\\s+class)?|type|trait|protocol|message|module|extension|export\\s+const|const|var|mod|@interface|typedef\\s+GPB_ENUM\\()";

function placeOf(text: string, decl: DeclOutline, outline: Outline): Span | undefined {
  switch (decl.kind) {
    case "message":
    case "enum":
      return typePlace(text, nested(decl.fullName, outline), decl.kind);
    case "service":
      return servicePlace(text, decl.name);
    case "method": {
      const service = servicePlace(text, decl.parent.name);
      return service && wordPlace(text, [decl.name, camelCase(decl.name), snakeCase(decl.name)], service.start);
    }
    case "enumValue": {
      const owner = typePlace(text, nested(decl.parent.fullName, outline), "enum");
      return owner && wordPlace(text, [...valueNames(decl.parent.name, decl.name)], owner.start);
    }
    case "field":
    case "oneof": {
      const parent = decl.parent && typePlace(text, nested(decl.parent.fullName, outline), "message");
      if (decl.parent && !parent) return undefined;
      const { name } = decl;
      return wordPlace(text, [name, camelCase(name), pascalCase(name), `get${pascalCase(name)}`], parent?.start ?? 0);
    }
  }
}

/** `Outer`, `Inner` of `pkg.Outer.Inner`. */
const nested = (fullName: string, outline: Outline): string[] =>
  (outline.package ? fullName.slice(outline.package.length + 1) : fullName).split(".");

/** The name of a type as one language or the other writes it: `Outer_Inner`, `OuterInner`, or `Inner` inside of `Outer`. */
function typePlace(text: string, names: readonly string[], kind: "message" | "enum"): Span | undefined {
  const last = names.at(-1) as string;
  for (const name of new Set([names.join("_"), names.join(""), last])) {
    const found = declared(text, name);
    if (found) return found;
  }
  // Python's descriptors are made at run time; only the names are there.
  const quoted = kind === "message" ? `_${names.join("_").toUpperCase()}` : last;
  return wordPlace(text, [quoted], 0) ?? wordPlace(text, [last], 0);
}

const servicePlace = (text: string, name: string): Span | undefined =>
  declared(text, name) ??
  [
    `${name}Client`,
    `${name}Server`,
    `${name}Service`,
    `${name}Stub`,
    `${name}Servicer`,
    `${name}Grpc`,
    `${name}ImplBase`,
  ]
    .map(n => declared(text, n))
    .find(span => span !== undefined);

function declared(text: string, name: string): Span | undefined {
  // C++ puts an attribute or a macro for exports between the word and the name, Swift the scopes around it; a semicolon ends a declaration that
  // defines nothing.
  const between = "(?:final\\s+|[A-Z_]{4,}\\s+)*(?:\\w+[._])?";
  const statement = new RegExp(`\\b${DECLARES}\\s*${between}(${name})(?![\\w]|\\s*;)`, "dg");
  // Ruby takes classes out of a pool of descriptors.
  const assignment = new RegExp(`^[ \\t]*(${name}) = `, "dgm");
  for (const pattern of [statement, assignment])
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      if (!inComment(text, start)) return { start, end };
    }
  return undefined;
}

/** The first of the words behind `from`, comments left out. */
function wordPlace(text: string, words: readonly string[], from: number): Span | undefined {
  const pattern = new RegExp(`(?<![\\w])(?:${words.join("|")})(?![\\w])`, "g");
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    if (!inComment(text, match.index)) return { start: match.index, end: match.index + match[0].length };
  return undefined;
}

const inComment = (text: string, at: number): boolean =>
  /^\s*(?:\*|\/\/|\/\*|#(?!\w))/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));

/** `LEVEL_HIGH` of `Level`: some languages drop the prefix, and write it in capitals or not. */
function* valueNames(enumName: string, value: string): Generator<string> {
  yield value;
  yield `${enumName}_${value}`;
  const prefix = enumPrefix(enumName);
  if (!value.startsWith(prefix)) return;
  const short = value.slice(prefix.length);
  yield short;
  yield pascalCase(short.toLowerCase());
  yield camelCase(short.toLowerCase());
}
