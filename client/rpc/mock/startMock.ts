/** A server of ours for any schema: answers each method with what the request holds and example values for the rest. */
import { createFileRegistry, type DescMessage, type DescMethod, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import * as grpc from "@grpc/grpc-js";
import { exampleMessage } from "./exampleMessage.ts";
import type { ThrowAwayCertificates } from "./throwAwayCa.ts";

export interface MockOptions {
  /** FileDescriptorSet with all imports. */
  readonly descriptorSet: Uint8Array;
  readonly mode: "plaintext" | "tls" | "mtls";
  /** For `tls` and `mtls`. */
  readonly certificates?: ThrowAwayCertificates;
  /** 0: any free one. */
  readonly port?: number;
}

export interface Mock {
  /** `localhost:port` */
  readonly address: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Messages of a server stream that was asked for no number. */
const STREAM_LENGTH = 3;

type Stream = grpc.ServerDuplexStream<Buffer, Buffer>;

export async function startMock(options: MockOptions): Promise<Mock> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, options.descriptorSet));
  const raw = (bytes: Buffer): Buffer => bytes;
  for (const type of registry)
    if (type.kind === "service") {
      const definition: Record<string, grpc.MethodDefinition<Buffer, Buffer>> = {};
      const handlers: grpc.UntypedServiceImplementation = {};
      for (const method of type.methods) {
        // All four kinds are one: messages in, messages out.
        definition[method.name] = {
          path: `/${type.typeName}/${method.name}`,
          requestStream: true,
          responseStream: true,
          requestSerialize: raw,
          requestDeserialize: raw,
          responseSerialize: raw,
          responseDeserialize: raw,
        };
        handlers[method.name] = ((call: Stream) => void serve(method, call)) as grpc.UntypedHandleCall;
      }
      server.addService(definition, handlers);
    }
  const port = await bind(server, options);
  return {
    address: `localhost:${port}`,
    port,
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

/** What a call asks for in its metadata: `x-mock-status: NOT_FOUND`, `x-mock-message: …`, `x-mock-delay-ms: 200`. */
async function serve(method: DescMethod, call: Stream): Promise<void> {
  const asked = (key: string): string | undefined => call.metadata.get(key)[0]?.toString();
  const echo = new grpc.Metadata();
  for (const key of Object.keys(call.metadata.getMap()))
    if (key.startsWith("x-") && !key.startsWith("x-mock-"))
      for (const value of call.metadata.get(key)) echo.add(key, value);
  call.sendMetadata(echo);
  const delay = Number(asked("x-mock-delay-ms") ?? 0);
  if (delay > 0) await new Promise(resolve => setTimeout(resolve, Math.min(delay, 60_000)));
  const status = grpc.status[(asked("x-mock-status") ?? "OK") as keyof typeof grpc.status];
  if (status) {
    call.emit("error", {
      code: status,
      details: asked("x-mock-message") ?? "as asked for by x-mock-status",
      metadata: new grpc.Metadata(),
    });
    return;
  }
  const answer = (request: Buffer | undefined): Buffer => Buffer.from(answerTo(method.input, method.output, request));
  let last: Buffer | undefined;
  // Not `for await`: that would end the writing side with the reading one.
  call.on("data", (request: Buffer) => {
    last = request;
    if (method.methodKind === "bidi_streaming") call.write(answer(request));
  });
  call.on("end", () => {
    const count =
      method.methodKind === "server_streaming" ? STREAM_LENGTH : method.methodKind === "bidi_streaming" ? 0 : 1;
    for (let i = 0; i < count; i++) call.write(answer(last));
    call.end();
  });
}

/** An example of the output in which fields that the request has by name and type are the request's. */
function answerTo(input: DescMessage, output: DescMessage, request: Uint8Array | undefined): Uint8Array {
  const message = exampleMessage(output);
  if (request) {
    const given = fromBinary(input, request) as unknown as Record<string, unknown>;
    for (const field of output.fields) {
      const same = input.fields.find(
        f => f.name === field.name && f.fieldKind === field.fieldKind && f.scalar === field.scalar,
      );
      const value = same && given[same.localName];
      if (
        same?.fieldKind === "scalar" &&
        !same.oneof &&
        value !== undefined &&
        value !== "" &&
        value !== 0 &&
        value !== 0n
      )
        (message as unknown as Record<string, unknown>)[field.localName] = value;
    }
  }
  return toBinary(output, message);
}
