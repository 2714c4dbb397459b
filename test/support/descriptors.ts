/** Descriptor sets of fixtures, made by the reference compiler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const protoc = path.resolve("node_modules/protoc/bin/protoc-linux-x86_64");

/** `files` relative to `root`; all imports are in the set. */
export function descriptorsOf(root: string, ...files: readonly string[]): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-set-"));
  try {
    const out = path.join(folder, "set.binpb");
    const args = [
      `-I${path.resolve(root)}`,
      `-I${path.resolve("server/protos")}`,
      "--include_imports",
      `--descriptor_set_out=${out}`,
    ];
    execFileSync(protoc, [...args, ...files]);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
