/** The benchmark workspace: the files of the npm package google-proto-files, one root, nearly eight thousand of them. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What protobuf itself brings along, and two files that import what the package lacks. */
const left = [
  "google/protobuf",
  "google/cloud/binaryauthorization/v1/service.proto",
  "google/devtools/containeranalysis/v1/containeranalysis.proto",
];

/** The peer sees only the open file without a module of version 2. */
const bufYaml = "version: v2\nmodules:\n  - path: .\n";

/** Makes it once; later runs find it there. Its absolute path. */
export function benchWorkspace(): string {
  const folder = path.resolve("test/out/bench-workspace");
  if (existsSync(path.join(folder, "protocall.json"))) {
    writeFileSync(path.join(folder, "buf.yaml"), bufYaml);
    return folder;
  }
  mkdirSync(path.dirname(folder), { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  const source = path.resolve("node_modules/google-proto-files");
  cpSync(path.join(source, "google"), path.join(making, "google"), {
    recursive: true,
    filter: from => {
      const name = path.relative(source, from).replaceAll("\\", "/");
      return !left.includes(name) && (!/\.[a-z]+$/.test(name) || name.endsWith(".proto"));
    },
  });
  writeFileSync(path.join(making, "buf.yaml"), bufYaml);
  writeFileSync(path.join(making, "protocall.json"), '{ "roots": ["."] }\n');
  putInPlace(making, folder);
  return folder;
}

/** As a whole, since several test processes may make it at once; whoever comes first wins. */
function putInPlace(making: string, folder: string): void {
  try {
    if (!existsSync(path.join(folder, "protocall.json"))) rmSync(folder, { recursive: true, force: true });
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(path.join(folder, "protocall.json"))) throw error;
  }
}

export function protoFiles(folder: string): string[] {
  const out: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const next = path.join(at, entry.name);
      if (entry.isDirectory()) walk(next);
      else if (entry.name.endsWith(".proto")) out.push(next);
    }
  };
  walk(folder);
  return out.sort();
}
