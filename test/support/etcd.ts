/** A real etcd on loopback, over TLS with client certificates, and its schema compiled by our own front end. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { etcdProtoRoots, etcdServiceFile } from "../setup/etcdProtos.ts";
import { needProgram } from "../setup/findProgram.ts";
import { cli } from "./cli.ts";
import { freePorts } from "./freePort.ts";

export interface Etcd {
  /** `localhost:port` */
  readonly address: string;
  /** Holds `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`. */
  readonly certificates: string;
  stop(): Promise<void>;
}

/** Ports may be taken between asking for them and etcd's start: then it is started once more. */
export async function startEtcd(attempts = 3): Promise<Etcd> {
  const program = needProgram("etcd", "etcd-server");
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-etcd-"));
  const certificates = path.join(folder, "certificates");
  const made = await makeCertificates();
  writeCertificates(certificates, made);
  const file = (name: string): string => path.join(certificates, name);
  const [port, peerPort] = (await freePorts(2)) as [number, number];
  const [url, peerUrl] = [`https://localhost:${port}`, `http://127.0.0.1:${peerPort}`];
  const flags = {
    name: "one",
    "data-dir": path.join(folder, "data"),
    "listen-client-urls": `https://127.0.0.1:${port}`,
    "advertise-client-urls": url,
    "listen-peer-urls": peerUrl,
    "initial-advertise-peer-urls": peerUrl,
    "initial-cluster": `one=${peerUrl}`,
    "cert-file": file("server.crt"),
    "key-file": file("server.key"),
    "trusted-ca-file": file("ca.crt"),
    "client-cert-auth": "true",
    "log-level": "error",
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(program, args, { env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const ended = new Promise<void>(resolve => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  const limit = Date.now() + 30_000;
  const secrets = { ca: made.ca.cert, cert: made.client.cert, key: made.client.key };
  while (!(await answers(port, secrets))) {
    if (!gone && Date.now() < limit) continue;
    await stop();
    if (attempts > 1 && /address already in use/.test(output)) return startEtcd(attempts - 1);
    throw new Error(`etcd does not start:\n${output}`);
  }
  return { address: `localhost:${port}`, certificates, stop };
}

/** Whether somebody speaks TLS there; takes 50 ms where nobody does. */
function answers(port: number, secrets: { ca: string; cert: string; key: string }): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: "127.0.0.1", port, servername: "localhost", ALPNProtocols: ["h2"], ...secrets });
    const finish = (good: boolean): void => {
      socket.destroy();
      if (good) resolve(true);
      else setTimeout(() => resolve(false), 50);
    };
    socket.once("secureConnect", () => finish(true));
    socket.once("error", () => finish(false));
  });
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
