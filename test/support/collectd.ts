/** A real collectd on loopback, a C++ server that offers version 1 alpha of reflection alone. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { needProgram } from "../setup/findProgram.ts";
import { freePorts } from "./freePort.ts";

export interface Collectd {
  /** `localhost:port` */
  readonly plaintext: string;
  readonly tls: string;
  readonly mtls: string;
  /** Holds `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`. */
  readonly certificates: string;
  stop(): Promise<void>;
}

/** Ports may be taken between asking for them and collectd's start: then it is started once more. */
export async function startCollectd(attempts = 3): Promise<Collectd> {
  const program = needProgram("collectd", "collectd-core");
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-collectd-"));
  const certificates = path.join(folder, "certificates");
  writeCertificates(certificates, await makeCertificates());
  const ports = (await freePorts(3)) as [number, number, number];
  const config = path.join(folder, "collectd.conf");
  writeFileSync(config, configOf(folder, certificates, ports));
  const child = spawn(program, ["-f", "-C", config, "-P", path.join(folder, "pid")], {
    // The library registers the reflection service by being loaded.
    env: cleanEnvironment({ LD_PRELOAD: "libgrpc++_reflection.so.1.51" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  let isGone = false;
  const ended = new Promise<void>(resolve => {
    const gone = (): void => {
      isGone = true;
      resolve();
    };
    child.once("exit", gone);
    child.once("error", gone);
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const limit = Date.now() + 30_000;
  for (const port of ports)
    while (!(await listens(port))) {
      if (!isGone && Date.now() < limit) continue;
      await stop();
      if (attempts > 1 && isGone) return startCollectd(attempts - 1);
      throw new Error(`collectd does not start:\n${output}`);
    }
  const [plaintext, tls, mtls] = ports.map(port => `localhost:${port}`) as [string, string, string];
  return { plaintext, tls, mtls, certificates, stop };
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

/** Takes 50 ms where nobody listens. */
function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => setTimeout(() => resolve(false), 50));
  });
}
