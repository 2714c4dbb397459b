/** Import roots of files that nothing configures: each kind of evidence, and what is no evidence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isRootEvidence } from "../../server/src/workspace/rootEvidence.ts";
import { Database } from "../../server/src/workspace/database.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { memoryDisk } from "../support/memoryDisk.ts";

function open(files: Readonly<Record<string, string>>, folders: readonly string[] = ["/w"]) {
  const workspace = new Workspace(memoryDisk(files), { folders, bundled: "/bundled" });
  const db = new Database(workspace, () => ({ problems: [] }));
  workspace.useOutlines(file => db.outline(file));
  return workspace;
}

/** Roots that a script names for a file beside it; `proto`, `third_party/api` and `/abs` are folders. */
function named(script: string, text: string): string[] {
  const w = open({
    "/w/repo/x.proto": "",
    "/w/repo/proto/a.proto": "",
    "/w/repo/third_party/api/b.proto": "",
    "/w/top/c.proto": "",
    "/abs/d.proto": "",
    [`/w/${script}`]: text,
  });
  return w
    .rootsOf("/w/repo/x.proto")
    .filter(r => r.reason.kind === "command" || r.reason.kind === "build")
    .map(r => `${r.path}${r.reason.kind === "command" ? ` ${r.reason.text}` : ""}`);
}

const both = ["/w/repo/proto", "/w/repo/third_party/api"];

const cases: Readonly<Record<string, readonly [file: string, text: string, roots: readonly string[]]>> = {
  "a Makefile, with continued lines and variables": [
    "repo/Makefile",
    `PROTO_DIR := proto\nAPI ?= third_party/api\ngen:\n\t$(PROTOC) -I$(PROTO_DIR) \\\n\t  --proto_path=\${API} -I $(UNKNOWN) x.proto\n`,
    ["/w/repo/proto -I$(PROTO_DIR)", `/w/repo/third_party/api --proto_path=\${API}`],
  ],
  "options that variables hold": [
    "repo/Makefile",
    "INCLUDES = -I proto\nINCLUDES += -Ithird_party/api\nGEN = protoc $(INCLUDES)\ngen:\n\t$(GEN) x.proto\n",
    ["/w/repo/proto -Iproto", "/w/repo/third_party/api -Ithird_party/api"],
  ],
  "a variable made of another": [
    "repo/Makefile",
    "BASE := third_party\nAPI = $(BASE)/api\ngen:\n\tprotoc -I $(API) x.proto\n",
    ["/w/repo/third_party/api -I$(API)"],
  ],
  "a list of options in a script, and a variable with a value of its own": [
    "repo/gen.sh",
    `FLAGS=(\n  -I proto\n  --go_out=.\n)\nAPI=\${API:-third_party/api}\nprotoc "\${FLAGS[@]}" --proto_path=\${API} x.proto`,
    [`/w/repo/third_party/api --proto_path=\${API}`, "/w/repo/proto -Iproto"],
  ],
  PowerShell: [
    "repo/gen.ps1",
    "protoc --proto_path=$PSScriptRoot\\proto x",
    ["/w/repo/proto --proto_path=$PSScriptRoot\\proto"],
  ],
  "a justfile": [
    "repo/justfile",
    'api := "third_party/api"\ngen:\n  protoc -I{{api}} x',
    ["/w/repo/third_party/api -I{{api}}"],
  ],
  "a command of CMake over several lines": [
    "repo/CMakeLists.txt",
    `set(API \${CMAKE_CURRENT_SOURCE_DIR}/third_party/api)\nadd_custom_command(\n  OUTPUT x\n  COMMAND protobuf::protoc\n  ARGS --cpp_out .\n    -I \${API}\n    --proto_path=\${CMAKE_SOURCE_DIR}/top\n    x.proto\n)\n`,
    [`/w/repo/third_party/api -I\${API}`, `/w/top --proto_path=\${CMAKE_SOURCE_DIR}/top`],
  ],
  "two folders in one option": [
    "repo/gen.sh",
    "protoc -Iproto:third_party/api x.proto",
    both.map(p => `${p} -Iproto:third_party/api`),
  ],
  "an absolute folder": ["repo/gen.sh", 'protoc --proto_path "/abs" x.proto', ["/abs --proto_path/abs"]],
  "a script that finds its own folder": [
    "repo/gen.sh",
    'DIR=$(dirname "$0")\nprotoc -I"$(dirname "$0")/proto" x.proto',
    ['/w/repo/proto -I$(dirname "$0")/proto'],
  ],
  "a script in a folder of scripts": [
    "repo/scripts/gen.sh",
    "python -m grpc_tools.protoc -I proto x",
    ["/w/repo/proto -Iproto"],
  ],
  "a workflow": [
    "repo/.github/workflows/ci.yml",
    "jobs:\n  gen:\n    steps:\n      - run: >\n          protoc\n          -I proto\n          --go_out=. x.proto\n",
    ["/w/repo/proto -Iproto"],
  ],
  "GitLab's pipeline": [
    "repo/.gitlab-ci.yml",
    "gen:\n  script:\n    - protoc -I $CI_PROJECT_DIR/top x.proto\n",
    ["/w/top -I$CI_PROJECT_DIR/top"],
  ],
  "a script of package.json": [
    "repo/package.json",
    '{ "scripts": { "gen": "grpc_tools_node_protoc -I \\"proto\\" x.proto", "cc": "gcc -I third_party/api" } }',
    ["/w/repo/proto -Iproto"],
  ],
  "a batch file": ["repo/gen.bat", "protoc.exe ^\r\n -I.\\proto x.proto\r\n", ["/w/repo/proto -I.\\proto"]],
  CMake: [
    "repo/CMakeLists.txt",
    `protobuf_generate(TARGET t IMPORT_DIRS \${CMAKE_CURRENT_SOURCE_DIR}/proto third_party/api PROTOC_OUT_DIR out)`,
    both,
  ],
  "Gradle's own folder": [
    "repo/build.gradle",
    "plugins { id 'com.google.protobuf' }\nsourceSets { main { proto { srcDir 'proto' } } }",
    ["/w/repo/proto"],
  ],
  Maven: [
    "repo/pom.xml",
    `<artifactId>protobuf-maven-plugin</artifactId><protoSourceRoot>\${project.basedir}/proto</protoSourceRoot>`,
    ["/w/repo/proto"],
  ],
  Cargo: [
    "repo/build.rs",
    'tonic_build::configure().compile_protos(&["x.proto"], &["proto", "third_party/api"])?;',
    both,
  ],
  Bazel: ["repo/BUILD.bazel", 'proto_library(name = "p", strip_import_prefix = "/top")', ["/w/top"]],
  "a compiler of C": ["repo/Makefile", "all:\n\tgcc -I proto x.c\n# run protoc first\n", []],
  "folders that are not there": ["repo/gen.sh", "protoc -I nowhere x.proto", []],
};

for (const [what, [file, text, roots]] of Object.entries(cases))
  test(`evidence: ${what}`, () => {
    assert.ok(isRootEvidence(`/w/${file}`));
    assert.deepEqual(named(file, text), roots);
  });

test("imports resolve from folders beside and from what was brought along", () => {
  const w = open({
    "/w/svc/shop/a.proto":
      'import "common/money.proto"; import "acme/api.proto"; import "deep/x.proto"; import "none.proto";',
    "/w/protos/common/money.proto": "",
    "/w/third_party/github.com/acme/repo/acme/api.proto": "",
    "/w/java/src/main/proto/deep/x.proto": "",
    "/w/node_modules/p/none.proto": "",
  });
  const at = "/w/svc/shop/a.proto";
  assert.equal(w.resolveImport(at, "common/money.proto"), "/w/protos/common/money.proto");
  assert.equal(w.resolveImport(at, "acme/api.proto"), "/w/third_party/github.com/acme/repo/acme/api.proto");
  assert.equal(w.resolveImport(at, "none.proto"), undefined);
  assert.deepEqual(w.rootOfImport(at, "common/money.proto")?.reason, { kind: "import", path: "common/money.proto" });
});

test("the module of go.mod stands for its folder in imports, and go_package tells where a file lies", () => {
  const w = open({
    "/w/go.mod": "module github.com/acme/shop\n\ngo 1.22\n",
    "/w/api/v1/a.proto":
      'option go_package = "github.com/acme/shop/v1;shopv1"; import "github.com/acme/shop/common/c.proto"; import "v1/b.proto";',
    "/w/api/v1/b.proto": "",
    "/w/common/c.proto": "",
  });
  const at = "/w/api/v1/a.proto";
  assert.equal(w.resolveImport(at, "github.com/acme/shop/common/c.proto"), "/w/common/c.proto");
  assert.deepEqual(
    w.rootsOf(at).map(r => `${r.path} ${r.prefix ?? "-"} ${r.reason.kind}`),
    ["/w/api - go", "/w github.com/acme/shop go", "/w - folder", "/w/api/v1 - folder"],
  );
});

test("an import that ships with the product is no evidence", () => {
  const w = open({
    "/bundled/google/protobuf/any.proto": "",
    "/w/a/x.proto": 'import "google/protobuf/any.proto";',
    "/w/copy/google/protobuf/any.proto": "",
  });
  assert.equal(w.resolveImport("/w/a/x.proto", "google/protobuf/any.proto"), "/bundled/google/protobuf/any.proto");
});
