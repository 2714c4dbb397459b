/** etcd over plaintext, TLS or mTLS with the certificates of the lab. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { needProgram } from "../../setup/findProgram.ts";
import { freePorts } from "../freePort.ts";
import type { LabCertificates } from "./certificates.ts";
import type { LabServer, Mode } from "./interop.ts";
import { startProgram, withRetry } from "./program.ts";

export function startEtcdServer(mode: Mode, certificates: Pick<LabCertificates, "file">): Promise<LabServer> {
  const command = needProgram("etcd", "etcd-server");
  return withRetry(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "protocall-etcd-"));
    const [port, peerPort] = (await freePorts(2)) as [number, number];
    const url = `${mode === "plaintext" ? "http" : "https"}://127.0.0.1:${port}`;
    const peerUrl = `http://127.0.0.1:${peerPort}`;
    const flags: Record<string, string> = {
      name: "one",
      "data-dir": folder,
      "listen-client-urls": url,
      "advertise-client-urls": url,
      "listen-peer-urls": peerUrl,
      "initial-advertise-peer-urls": peerUrl,
      "initial-cluster": `one=${peerUrl}`,
      "unsafe-no-fsync": "true",
      "log-level": "error",
    };
    if (mode !== "plaintext")
      Object.assign(flags, {
        "cert-file": certificates.file("server.crt"),
        "key-file": certificates.file("server.key"),
      });
    if (mode === "mtls")
      Object.assign(flags, { "client-cert-auth": "true", "trusted-ca-file": certificates.file("ca.crt") });
    const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
    const running = await startProgram({ command, args, ports: [port] });
    return {
      ...running,
      address: `localhost:${port}`,
      port,
      async stop() {
        await running.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
}
