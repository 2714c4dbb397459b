/** A real etcd on loopback, over TLS with client certificates, and its schema compiled by our own front end. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { etcdProtoRoots, etcdServiceFile } from "../setup/etcdProtos.ts";
import { cli } from "./cli.ts";
import { startEtcdServer } from "./lab/etcdServer.ts";

export interface Etcd {
  /** `localhost:port` */
  readonly address: string;
  /** Holds `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`. */
  readonly certificates: string;
  stop(): Promise<void>;
}

export async function startEtcd(): Promise<Etcd> {
  const certificates = mkdtempSync(path.join(tmpdir(), "protocall-etcd-certificates-"));
  writeCertificates(certificates, await makeCertificates());
  const { address, stop } = await startEtcdServer("mtls", { file: name => path.join(certificates, name) });
  return {
    address,
    certificates,
    async stop() {
      await stop();
      rmSync(certificates, { recursive: true, force: true });
    },
  };
}

/** FileDescriptorSet of `etcdserverpb/rpc.proto` and all that it imports. */
export async function etcdDescriptors(): Promise<Uint8Array> {
  const roots = etcdProtoRoots();
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-etcd-set-"));
  try {
    const out = path.join(folder, "set.binpb");
    const service = path.join(roots[0] as string, etcdServiceFile);
    const built = await cli([
      "build",
      ...roots.flatMap(root => ["-I", root]),
      "--include-imports",
      "-o",
      out,
      service,
    ]);
    if (built.code !== 0) throw new Error(built.err);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
