/** The same files through `protocall build` and through the reference compiler, and the sets that both write. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Build {
  readonly roots: readonly string[];
  /** Relative to one of the roots. */
  readonly files: readonly string[];
  readonly imports: "left out" | "included";
  readonly sourceInfo: "left out" | "included";
}

/** Each FileDescriptorSet as bytes. */
export interface Both {
  readonly ours: Buffer;
  readonly theirs: Buffer;
}

export const allFlags: readonly Pick<Build, "imports" | "sourceInfo">[] = [
  { imports: "left out", sourceInfo: "left out" },
  { imports: "left out", sourceInfo: "included" },
  { imports: "included", sourceInfo: "left out" },
  { imports: "included", sourceInfo: "included" },
];

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");
const protocall = path.resolve("client/out/cli.js");
const bundled = path.resolve("server/protos");

/** Rejects with what a compiler said where one of them refuses the files. */
export async function compileBoth({ roots, files, imports, sourceInfo }: Build): Promise<Both> {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-conformance-"));
  const cwd = path.resolve(roots[0] ?? ".");
  const flags = [
    ...(imports === "included" ? ["--include-imports"] : []),
    ...(sourceInfo === "included" ? ["--include-source-info"] : []),
  ];
  try {
    const ours = path.join(folder, "ours.binpb");
    const theirs = path.join(folder, "theirs.binpb");
    const list = path.join(folder, "files.txt");
    writeFileSync(list, files.join("\n"));
    await Promise.all([
      finished(process.execPath, cwd, [
        ...[protocall, "build", "-o", ours, ...flags],
        ...roots.flatMap(root => ["-I", path.resolve(root)]),
        ...files.map(file => placeOf(file, roots)),
      ]),
      finished(protoc, cwd, [
        ...[...roots, bundled].map(root => `-I${path.resolve(root)}`),
        ...flags.map(flag => flag.replaceAll("-", "_").replace("__", "--")),
        `--descriptor_set_out=${theirs}`,
        `@${list}`,
      ]),
    ]);
    return { ours: readFileSync(ours), theirs: readFileSync(theirs) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function placeOf(file: string, roots: readonly string[]): string {
  const [first = "."] = roots;
  const root = roots.length > 1 ? (roots.find(r => existsSync(path.join(r, file))) ?? first) : first;
  return root === first ? file : path.resolve(root, file);
}

function finished(program: string, cwd: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", text => {
      // The first lines tell; a workspace of thousands of files could say much.
      if (said.length < 4000) said += text;
    });
    child.once("error", reject);
    child.once("close", code => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)} ended with ${code}\n${said}`));
    });
  });
}
