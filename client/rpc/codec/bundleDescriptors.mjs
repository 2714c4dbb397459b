/**
 * Writes `bundledDescriptors.ts`: the descriptors that every schema may need though a workspace or a server does not give them. To be run
 * after a change of the .proto files it reads: `node client/rpc/codec/bundleDescriptors.mjs`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const files = [
  ...["any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers"].map(
    n => `google/protobuf/${n}.proto`,
  ),
  ...["code", "status", "error_details"].map(n => `google/rpc/${n}.proto`),
  "grpc/health/v1/health.proto",
  "grpc/reflection/v1/reflection.proto",
  "grpc/reflection/v1alpha/reflection.proto",
];
const folder = mkdtempSync(path.join(os.tmpdir(), "descriptors-"));
const out = path.join(folder, "set.binpb");
const roots = ["node_modules/google-proto-files", "client/rpc/reflection/protos", "node_modules/protoc/include"];
const run = spawnSync(
  process.execPath,
  [
    "node_modules/protoc/protoc.cjs",
    ...roots.map(r => `-I${r}`),
    "--include_imports",
    `--descriptor_set_out=${out}`,
    ...files,
  ],
  { stdio: "inherit" },
);
if (run.status !== 0) process.exit(1);
const lines = readFileSync(out)
  .toString("base64")
  .match(/.{1,112}/g);
rmSync(folder, { recursive: true });
writeFileSync(
  "client/rpc/codec/bundledDescriptors.ts",
  `/**
 * Descriptors of well-known types, of google.rpc (status and its details), and of the health and reflection services. Written by
 * \`bundleDescriptors.mjs\`.
 */

const base64 =
${lines.map(line => `  "${line}"`).join(" +\n")};

let bytes: Uint8Array | undefined;

/** A FileDescriptorSet. */
export function bundledDescriptors(): Uint8Array {
  bytes ??= Buffer.from(base64, "base64");
  return bytes;
}
`,
);
