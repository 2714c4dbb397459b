/** Which files may hold code that a generator made of a .proto file: their names, and what they say of themselves. */
import { pascalCase } from "../../base/letterCase.ts";
import { baseName } from "../../base/path.ts";
import type { MessageOutline, Outline } from "../../outline/outline.ts";

export type Language =
  | "go"
  | "typescript"
  | "python"
  | "java"
  | "kotlin"
  | "cpp"
  | "csharp"
  | "ruby"
  | "rbs"
  | "php"
  | "dart"
  | "swift"
  | "rust"
  | "objc";

/** Names that files made of a .proto file may have, with the language of each. JavaScript is named as TypeScript is. */
export function generatedNames(protoPath: string, outline: Outline): ReadonlyMap<string, Language> {
  const stem = baseName(protoPath).replace(/\.proto$/, "");
  const pascal = pascalCase(stem);
  const out = new Map<string, Language>();
  const add = (language: Language, ...names: readonly string[]): void => {
    for (const name of names) out.set(name, language);
  };
  const ends = (language: Language, name: string, ...endings: readonly string[]): void =>
    add(language, ...endings.map(end => name + end));

  ends("go", stem, ".pb.go", "_grpc.pb.go", ".connect.go", ".twirp.go", ".pb.gw.go");
  for (const end of ["_pb", "_connect", "_grpc_pb", "_grpc_web_pb"])
    ends("typescript", stem + end, ".ts", ".js", ".d.ts");
  ends("typescript", stem, ".ts", ".pb.ts", ".client.ts", ".server.ts", "_grpc.ts");
  add("typescript", `${pascal}ServiceClientPb.ts`);
  ends("python", stem.replaceAll("-", "_"), "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", "_pb2_grpc.pyi", "_grpc.py");
  ends("cpp", stem, ".pb.h", ".grpc.pb.h");
  ends("csharp", pascal, ".cs", "Grpc.cs");
  ends("ruby", stem, "_pb.rb", "_services_pb.rb");
  ends("rbs", stem, "_pb.rbs");
  ends("dart", stem, ".pb.dart", ".pbenum.dart", ".pbgrpc.dart", ".pbserver.dart");
  for (const name of [stem, protoPath.replace(/\.proto$/, "").replaceAll("/", "_")])
    ends("swift", name, ".pb.swift", ".grpc.swift", ".connect.swift");
  ends("objc", pascal, ".pbobjc.h", ".pbrpc.h");
  // prost writes one file for each package, and `_` where there is none.
  ends("rust", outline.package || "_", ".rs", ".tonic.rs");
  ends("rust", stem, ".rs", "_grpc.rs", ".u.pb.rs", ".c.pb.rs");
  const outer = optionText(outline, "java_outer_classname") ?? pascal;
  ends("java", outer, ".java", "OuterClass.java", "Proto.java");
  for (const name of [outer, `${outer}OuterClass`, `${outer}Proto`]) ends("kotlin", name, "GrpcKt.kt");
  for (const { name } of [...outline.messages, ...outline.enums]) {
    ends("java", name, ".java", "OrBuilder.java");
    add("kotlin", `${name}Kt.kt`);
  }
  const phpPrefix = optionText(outline, "php_class_prefix") ?? "";
  for (const name of typeNames(outline)) add("php", `${phpPrefix}${name}.php`);
  for (const { name } of outline.services) {
    ends("java", name, "Grpc.java", ".java");
    add("kotlin", `${name}GrpcKt.kt`);
    ends("php", name, "Client.php", "Interface.php", "Stub.php");
  }
  return out;
}

/** Short names of all types of a file: PHP writes each into a file of its own. */
function typeNames(outline: Outline): readonly string[] {
  const inMessage = (m: MessageOutline): string[] =>
    m.synthetic === "map-entry" ? [] : [m.name, ...m.enums.map(e => e.name), ...m.messages.flatMap(inMessage)];
  return [...outline.enums.map(e => e.name), ...outline.messages.flatMap(inMessage)];
}

export const optionText = (outline: Outline, name: string): string | undefined => {
  const value = outline.options.find(o => o.name === name)?.value;
  return value?.kind === "string" ? value.text : undefined;
};

/** How much of a file's beginning may name its source. */
const HEADER = 2000;

/** Whether a file says that it was generated, and, where it names its source, that this is the .proto file. */
export function comesFrom(text: string, protoPath: string): boolean {
  const header = text.slice(0, HEADER);
  const named = [...header.matchAll(/(?:source|from(?: file)?|file|of)[:\s"`]+([\w./-]+\.proto)\b/gi)];
  if (!named.length) return /generated|do not edit|protobuf|prost|grpc/i.test(header);
  return named.some(([, source]) => {
    const path = source as string;
    return path === protoPath || path.endsWith(`/${protoPath}`) || protoPath.endsWith(`/${path}`);
  });
}
