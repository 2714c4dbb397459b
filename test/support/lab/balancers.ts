/** haproxy and nginx in front of servers, or with every kind of bad certificate. */
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { needProgram } from "../../setup/findProgram.ts";
import { freePorts } from "../freePort.ts";
import type { LabCertificates } from "./certificates.ts";
import { type RunningProgram, startProgram, withRetry } from "./program.ts";

export interface Balancer extends RunningProgram {
  /** `localhost:port` of a listener by its name. */
  address(name: string): string;
}

interface Listening {
  readonly folder: string;
  /** Of a listener by its name. */
  port(name: string): number;
}

async function start(
  names: readonly string[],
  command: string,
  configure: (at: Listening) => string,
  argsOf: (file: string) => readonly string[],
): Promise<Balancer> {
  return withRetry(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "protocall-balancer-"));
    const ports = await freePorts(names.length);
    const port = (name: string): number => ports[names.indexOf(name)] as number;
    const file = path.join(folder, "configuration");
    writeFileSync(file, configure({ folder, port }));
    const running = await startProgram({ command, args: argsOf(file), ports });
    return {
      ...running,
      address: name => `localhost:${port(name)}`,
      async stop() {
        await running.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
}

/** Certificate, chain and key in one file, as haproxy wants them. */
function bundle(certificates: LabCertificates, folder: string, certificate: string, key: string): string {
  const file = path.join(folder, `${certificate}.pem`);
  writeFileSync(
    file,
    readFileSync(certificates.file(`${certificate}.crt`), "latin1") +
      readFileSync(certificates.file(`${key}.key`), "latin1"),
  );
  return file;
}

const haproxyHead = `global
  nbthread 1
  tune.ssl.default-dh-param 2048
defaults
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout tunnel 1h
`;

/** One TCP connection to one server (`l4`), and each call to the next (`plaintext`, `tls`, `mtls`). A header `x-backend` tells which. */
export function startHaproxy(certificates: LabCertificates, servers: readonly number[]): Promise<Balancer> {
  const list = (more: string): string =>
    servers.map((port, i) => `  server b${i + 1} 127.0.0.1:${port}${more}\n`).join("");
  return start(
    ["l4", "plaintext", "tls", "mtls", "optional"],
    needProgram("haproxy", "haproxy"),
    ({ folder, port }) => {
      const secure = `ssl crt ${bundle(certificates, folder, "server", "server")} alpn h2`;
      const verify = `ca-file ${certificates.file("ca.crt")} verify`;
      return `${haproxyHead}frontend l4
  mode tcp
  bind 127.0.0.1:${port("l4")}
  default_backend b_l4
backend b_l4
  mode tcp
  balance roundrobin
${list("")}frontend l7
  mode http
  bind 127.0.0.1:${port("plaintext")} proto h2
  bind 127.0.0.1:${port("tls")} ${secure}
  bind 127.0.0.1:${port("mtls")} ${secure} ${verify} required
  bind 127.0.0.1:${port("optional")} ${secure} ${verify} optional
  http-response set-header x-backend %s
  default_backend b_l7
backend b_l7
  mode http
  balance roundrobin
${list(" proto h2")}`;
    },
    file => ["-db", "-f", file],
  );
}

/** Each call to the next server, over `plaintext`, `tls` and `mtls`. A header `x-upstream` tells which. */
export function startNginx(certificates: LabCertificates, servers: readonly number[]): Promise<Balancer> {
  return start(
    ["plaintext", "tls", "mtls"],
    needProgram("nginx", "nginx"),
    ({ folder, port }) => {
      const location = "location / { grpc_pass grpc://be; add_header x-upstream $upstream_addr always; }";
      const secure = `server_name localhost; ssl_certificate ${certificates.file("server.crt")};
    ssl_certificate_key ${certificates.file("server.key")}; ssl_protocols TLSv1.2 TLSv1.3;`;
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(name => `${name}_temp_path ${folder}/${name};`)
        .join(" ");
      return `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn; worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off; ${temporary}
  client_max_body_size 0; client_body_timeout 1h; grpc_read_timeout 1h; grpc_send_timeout 1h;
  upstream be { ${servers.map(server => `server 127.0.0.1:${server};`).join(" ")} keepalive 16; }
  server { listen 127.0.0.1:${port("plaintext")} http2; ${location} }
  server { listen 127.0.0.1:${port("tls")} ssl http2; ${secure} ${location} }
  server { listen 127.0.0.1:${port("mtls")} ssl http2; ${secure}
    ssl_client_certificate ${certificates.file("ca.crt")}; ssl_verify_client on; ${location} }
}
`;
    },
    file => ["-c", file, "-e", "stderr"],
  );
}

/** One listener for each kind of bad certificate or TLS setting. The server behind them need not exist. */
const badListeners: Readonly<
  Record<string, (pem: (certificate: string, key?: string) => string, ca: string) => string>
> = {
  expired: pem => `ssl crt ${pem("expired")} alpn h2`,
  notYetValid: pem => `ssl crt ${pem("notyet")} alpn h2`,
  otherName: pem => `ssl crt ${pem("wronghost")} alpn h2`,
  selfSigned: pem => `ssl crt ${pem("self")} alpn h2`,
  noIntermediate: pem => `ssl crt ${pem("server-int")} alpn h2`,
  chain: pem => `ssl crt ${pem("server-int.chain", "server-int")} alpn h2`,
  tls12: pem => `ssl crt ${pem("server")} alpn h2 ssl-max-ver TLSv1.2`,
  tls13: pem => `ssl crt ${pem("server")} alpn h2 ssl-min-ver TLSv1.3`,
  strictSni: pem => `ssl crt ${pem("wronghost")} alpn h2 strict-sni`,
  mtls: (pem, ca) => `ssl crt ${pem("server")} alpn h2 ca-file ${ca} verify required`,
  mtls12: (pem, ca) => `ssl crt ${pem("server")} alpn h2 ssl-max-ver TLSv1.2 ca-file ${ca} verify required`,
  oldCipher: pem => `ssl crt ${pem("server")} alpn h2 ssl-max-ver TLSv1.2 ciphers AES128-SHA`,
  plainHttp2: () => "proto h2",
  plainHttp1: () => "",
};

export function startBadServers(certificates: LabCertificates): Promise<Balancer> {
  const names = Object.keys(badListeners);
  return start(
    names,
    needProgram("haproxy", "haproxy"),
    ({ folder, port }) => {
      const pem = (certificate: string, key = certificate): string => bundle(certificates, folder, certificate, key);
      const ca = certificates.file("ca.crt");
      const frontends = Object.entries(badListeners).map(
        ([name, settings]) =>
          `frontend ${name}\n  mode http\n  bind 127.0.0.1:${port(name)} ${settings(pem, ca)}\n  http-request return status 200 content-type text/plain string hello\n`,
      );
      return haproxyHead + frontends.join("");
    },
    file => ["-db", "-f", file],
  );
}
