/** The .proto files of etcd: Debian's source packages hold them, and unpacking those needs neither root nor what they depend on. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cacheFolder.ts";
import { run } from "./run.ts";

const packages = ["golang-etcd-server-dev", "golang-github-gogo-protobuf-dev"];
const sources = () => cacheFolder("etcd-protos", "usr/share/gocode/src");

/** Import roots of `etcd/etcdserver/etcdserverpb/rpc.proto`; `google/api` is taken from the packages of the project. */
export const etcdProtoRoots = (): string[] => [
  path.join(sources(), "go.etcd.io"),
  path.join(sources(), "github.com/gogo/protobuf"),
  path.resolve("node_modules/google-proto-files"),
];

export const etcdServiceFile = "etcd/etcdserver/etcdserverpb/rpc.proto";

const hasEtcdProtos = (): boolean =>
  existsSync(path.join(sources(), "go.etcd.io", etcdServiceFile)) &&
  existsSync(path.join(sources(), "github.com/gogo/protobuf/gogoproto/gogo.proto"));

/** Returns what went wrong, if anything did. */
export async function fetchEtcdProtos(log: (line: string) => void): Promise<string | undefined> {
  if (hasEtcdProtos()) return undefined;
  log("fetching the .proto files of etcd");
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(cacheFolder("unpack-"));
  try {
    const download = await run("apt-get", ["download", ...packages], { cwd: folder });
    if (download.code !== 0)
      return `the .proto files of etcd (apt-get download ${packages.join(" ")}): ${download.output}`;
    for (const name of readdirSync(folder).filter(file => file.endsWith(".deb"))) {
      const unpack = await run("dpkg", ["-x", name, "root"], { cwd: folder });
      if (unpack.code !== 0) return `unpacking ${name}: ${unpack.output}`;
    }
    // Moved as a whole, so that a run that was interrupted leaves nothing half done.
    rmSync(cacheFolder("etcd-protos"), { recursive: true, force: true });
    renameSync(path.join(folder, "root"), cacheFolder("etcd-protos"));
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
