/** A server of ours for any schema: all methods, reflection and health, over plaintext, TLS and mTLS. */
import * as grpc from "@grpc/grpc-js";
import { Schema } from "../codec/schema.ts";
import { bundledSchema, type ReflectionVersion } from "../reflection/reflectionCodec.ts";
import { addHealth, type Health } from "./mockHealth.ts";
import { addReflection } from "./mockReflection.ts";
import { addMethod } from "./rawServer.ts";
import type { RecordedAnswers } from "./recordedAnswers.ts";
import { serveMethod } from "./serveMethod.ts";
import type { ThrowAwayCertificates } from "./throwAwayCa.ts";

export interface MockOptions {
  /** FileDescriptorSet with all imports. */
  readonly descriptorSet: Uint8Array;
  readonly mode: "plaintext" | "tls" | "mtls";
  /** For `tls` and `mtls`. */
  readonly certificates?: ThrowAwayCertificates;
  /** 0: any free one. */
  readonly port?: number;
  /** Of the same schema; methods without one answer by example. */
  readonly answers?: RecordedAnswers;
  /** Default: both. */
  readonly reflection?: readonly ReflectionVersion[];
}

export interface Mock {
  /** `localhost:port` */
  readonly address: string;
  readonly port: number;
  /** Full names of the services of the schema. */
  readonly services: readonly string[];
  /** `service`: "" is the server as a whole. */
  setHealth(service: string, health: Health): void;
  stop(): Promise<void>;
}

export async function startMock(options: MockOptions): Promise<Mock> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  const schema = new Schema(options.descriptorSet);
  const { services } = schema;
  // Health and reflection of the product take the place of those that the schema may have.
  const own = services.filter(name => !/^grpc\.(health|reflection)\./.test(name));
  for (const name of own)
    for (const method of schema.findService(name)?.methods ?? []) {
      const path = `/${name}/${method.name}`;
      addMethod(server, path, call => serveMethod(method, options.answers?.get(path), call));
    }
  const offered = [...own, "grpc.health.v1.Health"];
  const health = addHealth(server, bundledSchema(), own);
  addReflection(server, options.descriptorSet, offered, options.reflection ?? ["v1", "v1alpha"]);
  const port = await bind(server, options);
  return {
    address: `localhost:${port}`,
    port,
    services: own,
    setHealth: health.set,
    stop: async () => server.forceShutdown(),
  };
}

function bind(server: grpc.Server, { mode, certificates, port = 0 }: MockOptions): Promise<number> {
  const credentials = mode === "plaintext" ? grpc.ServerCredentials.createInsecure() : secure(mode, certificates);
  return new Promise((resolve, reject) => {
    // On loopback alone: a test server is nobody else's business.
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
}

function secure(mode: "tls" | "mtls", certificates: ThrowAwayCertificates | undefined): grpc.ServerCredentials {
  if (!certificates) throw new Error(`mode ${mode} needs certificates`);
  const { ca, server } = certificates;
  const pair = { private_key: Buffer.from(server.key), cert_chain: Buffer.from(server.cert) };
  return grpc.ServerCredentials.createSsl(Buffer.from(ca.cert), [pair], mode === "mtls");
}
