/** The .proto files of etcd, which use gogoproto's options. */
import path from "node:path";
import { suite } from "node:test";
import { protoFiles } from "../bench/workspace.ts";
import { etcdProtoRoots } from "../setup/etcdProtos.ts";
import { allFlags } from "./compileBoth.ts";
import { sameBytes } from "./sameBytes.ts";

const roots = etcdProtoRoots();
const [etcd = "", gogo = ""] = roots;
/** Where Go packages lie by their full paths; two files import by these, or by bare names, what others import from their module. */
const packages = path.resolve(gogo, "../../..");
const loners = [
  { roots: [path.join(etcd, "etcd/etcdserver/etcdserverpb"), ...roots], file: "raft_internal.proto" },
  { roots: [etcd, packages], file: "etcd/functional/rpcpb/rpc.proto" },
];
const together = protoFiles(etcd)
  .map(file => path.relative(etcd, file))
  .filter(file => !loners.some(loner => file.endsWith(loner.file)));

suite("etcd", () => {
  for (const flags of allFlags) sameBytes({ roots, files: [...together, "gogoproto/gogo.proto"], ...flags });
  for (const loner of loners)
    sameBytes({ roots: loner.roots, files: [loner.file], imports: "included", sourceInfo: "included" });
});
