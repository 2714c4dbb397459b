/** Import roots that build tools are told in their own words: Gradle, Maven, Cargo, CMake, Bazel. */
import { baseName } from "../base/path.ts";

/** Folders as written, relative to the file's own; a leading slash means the top of the workspace. None where the file speaks of no .proto. */
export function rootsOfBuildFile(file: string, text: string): readonly string[] {
  const name = baseName(file);
  if (/^build\.gradle(?:\.kts)?$/.test(name)) return gradleRoots(text);
  if (name === "pom.xml") return mavenRoots(text);
  if (name === "build.rs") return cargoRoots(text);
  if (name === "CMakeLists.txt") return cmakeRoots(text);
  if (/^BUILD(?:\.bazel)?$/.test(name)) return bazelRoots(text);
  return [];
}

const standard = ["src/main/proto", "src/test/proto"];

function gradleRoots(text: string): string[] {
  if (!/com\.google\.protobuf|\bprotobuf\s*\{/.test(text)) return [];
  // Folders of other languages may stand there too; those without a .proto file do no harm.
  const named = [...text.matchAll(/\bsrcDirs?\s*\(?\s*(?:=\s*)?["']([^"'$]+)["']/g)].map(
    ([, path]) => path as string,
  );
  return [...named.filter(path => /proto/i.test(path)), ...standard];
}

function mavenRoots(text: string): string[] {
  if (!/protobuf-maven-plugin|protoc-jar-maven-plugin/.test(text)) return [];
  const named = text.matchAll(
    /<(?:protoSourceRoot|sourceDirectory|include|directory)>\s*(?:\$\{(?:project\.)?basedir\}\/)?([^<>$*]+?)\s*<\//g,
  );
  return [...[...named].map(([, path]) => path as string).filter(path => /proto/i.test(path)), ...standard];
}

/** The second list of `compile_protos(&[files], &[roots])`. */
function cargoRoots(text: string): string[] {
  const lists = text.matchAll(/\bcompile(?:_protos)?\w*\s*\(\s*&\[[^\]]*\]\s*,\s*&\[([^\]]*)\]/g);
  return [...lists].flatMap(([, list]) => quoted(list as string));
}

/** `IMPORT_DIRS` of `protobuf_generate`. */
function cmakeRoots(text: string): string[] {
  const lists = text.matchAll(/\bIMPORT_DIRS\s+([^)]*?)(?=\s+[A-Z][A-Z_]{3,}\b|\s*\))/g);
  return [...lists]
    .flatMap(([, list]) => (list as string).split(/\s+/))
    .map(path =>
      path
        .replaceAll('"', "")
        .replace(/^\$\{(?:CMAKE_CURRENT_SOURCE_DIR|CMAKE_CURRENT_LIST_DIR)\}/, ".")
        .replace(/^\$\{(?:CMAKE_SOURCE_DIR|PROJECT_SOURCE_DIR)\}/, "/"),
    )
    .filter(path => path !== "" && !path.includes("$"));
}

const bazelRoots = (text: string): string[] =>
  [...text.matchAll(/\bstrip_import_prefix\s*=\s*["']([^"']*)["']/g)].map(([, path]) => path || ".");

const quoted = (text: string): string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, path]) => path || ".");
