/** A real collectd on loopback, a C++ server that offers version 1 alpha of reflection alone. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { needProgram } from "../setup/findProgram.ts";
import { freePorts } from "./freePort.ts";
import { startProgram, withRetry } from "./lab/program.ts";

export interface Collectd {
  /** `localhost:port` */
  readonly plaintext: string;
  readonly tls: string;
  readonly mtls: string;
  /** Holds `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`. */
  readonly certificates: string;
  stop(): Promise<void>;
}

export async function startCollectd(): Promise<Collectd> {
  const command = needProgram("collectd", "collectd-core");
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-collectd-"));
  const certificates = path.join(folder, "certificates");
  writeCertificates(certificates, await makeCertificates());
  const start = async () => {
    const ports = (await freePorts(3)) as [number, number, number];
    const config = path.join(folder, "collectd.conf");
    writeFileSync(config, configOf(folder, certificates, ports));
    const running = await startProgram({
      command,
      args: ["-f", "-C", config, "-P", path.join(folder, "pid")],
      // The library registers the reflection service by being loaded.
      env: { LD_PRELOAD: "libgrpc++_reflection.so.1.51" },
      ports,
    });
    return { running, addresses: ports.map(port => `localhost:${port}`) as [string, string, string] };
  };
  // It ends without a word about the port.
  const { running, addresses } = await withRetry(start, /does not start/);
  const [plaintext, tls, mtls] = addresses;
  return {
    plaintext,
    tls,
    mtls,
    certificates,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(folder: string, certificates: string, [plaintext, tls, mtls]: [number, number, number]): string {
  const secure = (port: number, verify: "true" | "false"): string => `  <Listen "127.0.0.1" "${port}">
    EnableSSL true
    SSLCACertificateFile "${certificates}/ca.crt"
    SSLCertificateFile "${certificates}/server.crt"
    SSLCertificateKeyFile "${certificates}/server.key"
    VerifyPeer ${verify}
  </Listen>
`;
  const plugins = ["memory", "load", "uptime", "cpu", "grpc"].map(name => `LoadPlugin ${name}\n`).join("");
  return `Hostname "lab"
FQDNLookup false
BaseDir "${folder}"
PluginDir "/usr/lib/collectd"
TypesDB "/usr/share/collectd/types.db"
Interval 1
${plugins}<Plugin grpc>
  <Listen "127.0.0.1" "${plaintext}">
    EnableSSL false
  </Listen>
${secure(tls, "false")}${secure(mtls, "true")}</Plugin>
`;
}
