/** Descriptor sets of fixtures, made by the reference compiler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Of files that are only texts, by name. */
export function descriptorsOfTexts(files: Readonly<Record<string, string>>): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-texts-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return descriptorsOf(folder, ...Object.keys(files));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
