/** The interop server of gRPC's authors, as Debian ships it, over plaintext, TLS and mTLS. */
import path from "node:path";
import { findRubyGrpc } from "../../setup/rubyGrpc.ts";
import { needProgram } from "../../setup/findProgram.ts";
import { freePort } from "../freePort.ts";
import type { LabCertificates } from "./certificates.ts";
import { type RunningProgram, startProgram, withRetry } from "./program.ts";

export type Mode = "plaintext" | "tls" | "mtls";

export interface LabServer extends RunningProgram {
  readonly address: string;
  readonly port: number;
}

export const interopProto = { root: "/usr/share/grpc-proto", file: "grpc/testing/test.proto" };

export function startInterop(mode: Mode, certificates: LabCertificates): Promise<LabServer> {
  const ruby = needProgram("ruby", "ruby-grpc");
  const grpc = findRubyGrpc();
  if (!grpc) throw new Error("the interop server is not installed: apt-get install ruby-grpc");
  return withRetry(async () => {
    const port = await freePort();
    const hook = path.resolve("test/support/lab/interop.rb");
    const server = path.join(grpc, "pb/test/server.rb");
    const running = await startProgram({
      command: ruby,
      args: ["-r", hook, server, "--port", String(port), "--use_tls", "false"],
      env: { LAB_MODE: mode, LAB_CERTIFICATES: certificates.folder },
      ports: [port],
    });
    return { ...running, address: `localhost:${port}`, port };
  });
}
