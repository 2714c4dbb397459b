/** The sample: a copied workspace with throw-away certificates, and servers of ours that speak its service in three ways. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Mock, startMock } from "../../client/rpc/mock/startMock.ts";
import { makeCertificates, writeCertificates } from "../../client/rpc/mock/throwAwayCa.ts";
import { cli } from "../support/cli.ts";

export type Mode = "plaintext" | "tls" | "mtls";
export const modes: readonly Mode[] = ["plaintext", "tls", "mtls"];

/** Relative to the folder of the sample. */
export const protoFile = "proto/shop/v1/shop.proto";
export const requestsFile = "requests.grpc";

export interface Sample {
  readonly folder: string;
  readonly servers: Readonly<Record<Mode, Mock>>;
  /** Ends the servers and removes the folder. */
  remove(): Promise<void>;
}

/** The command line has to be built. */
export async function makeSample(): Promise<Sample> {
  const folder = mkdtempSync(path.join(tmpdir(), "protocall-sample-"));
  const started: Mock[] = [];
  const remove = async (): Promise<void> => {
    await Promise.all(started.map(server => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    cpSync("test/start/sample", folder, { recursive: true });
    const certificates = await makeCertificates();
    writeCertificates(path.join(folder, "certificates"), certificates);
    const descriptorSet = await compile(folder);
    const start = async (mode: Mode): Promise<Mock> => {
      const server = await startMock({ descriptorSet, mode, certificates });
      started.push(server);
      return server;
    };
    const servers = { plaintext: await start("plaintext"), tls: await start("tls"), mtls: await start("mtls") };
    const addresses = Object.fromEntries(modes.map(mode => [mode, servers[mode].address]));
    // New requests go to `host` with the default profile, which is mtls.
    const environments = { local: { host: servers.mtls.address, ...addresses } };
    writeFileSync(path.join(folder, "http-client.env.json"), `${JSON.stringify(environments, undefined, 2)}\n`);
    return { folder, servers, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function compile(folder: string): Promise<Uint8Array> {
  const out = path.join(folder, "sample.binpb");
  const built = await cli(["build", "-I", "proto", "--include-imports", "-o", out, protoFile], { cwd: folder });
  if (built.code !== 0) throw new Error(`the sample does not compile:\n${built.err}`);
  const set = readFileSync(out);
  rmSync(out);
  return set;
}
