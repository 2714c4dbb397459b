/** A server of Connect, gRPC-Web and gRPC by the library of Connect's authors, for any service of a descriptor set. */
import {
  type DescMethod,
  type DescService,
  createFileRegistry,
  create,
  fromBinary,
  type Message,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createServer as createHttp1 } from "node:http";
import { createSecureServer, createServer as createHttp2 } from "node:http2";
import type { AddressInfo, Server, Socket } from "node:net";

export interface ConnectServer {
  readonly address: string;
  /** So many were accepted so far. */
  readonly connections: number;
  /** Closes those that are open. */
  disconnect(): Promise<void>;
  stop(): Promise<void>;
}

export interface ConnectServerOptions {
  readonly set: Uint8Array;
  readonly service: string;
  readonly form: "http1" | "http2" | { readonly cert: string; readonly key: string; readonly ca?: string };
}

/** Echoes the fields of a request by name. `x-fail: CODE` fails; other `x-` headers come back, as trailers with the prefix `end-`. */
export async function startConnectServer({ set, service, form }: ConnectServerOptions): Promise<ConnectServer> {
  const desc = createFileRegistry(fromBinary(FileDescriptorSetSchema, set)).getService(service) as DescService;
  const routes = (router: ConnectRouter): void => void router.service(desc, implementation(desc) as never);
  const handler = connectNodeAdapter({ routes });
  const server: Server =
    form === "http1"
      ? createHttp1(handler)
      : form === "http2"
        ? createHttp2(handler)
        : createSecureServer(
            {
              ...form,
              allowHTTP1: true,
              requestCert: form.ca !== undefined,
              rejectUnauthorized: form.ca !== undefined,
            },
            handler as never,
          );
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `localhost:${(server.address() as AddressInfo).port}`,
    get connections() {
      return sockets.size;
    },
    async disconnect() {
      for (const socket of sockets) {
        if (socket.closed) continue;
        const closed = new Promise(resolve => socket.once("close", resolve));
        socket.destroy();
        await closed;
      }
    },
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const implementation = (desc: DescService): Record<string, unknown> =>
  Object.fromEntries(desc.methods.map(method => [method.localName, answering(method)]));

function answering(method: DescMethod): unknown {
  const echo = (request: Message): Message => {
    const given = request as unknown as Record<string, unknown>;
    const init = Object.fromEntries(method.output.fields.map(f => [f.localName, given[f.localName]] as const));
    return create(method.output, init as never);
  };
  const begin = (context: HandlerContext): void => {
    const code = context.requestHeader.get("x-fail");
    context.requestHeader.forEach((value, key) => {
      if (!key.startsWith("x-") || key === "x-fail") return;
      context.responseHeader.append(key, value);
      context.responseTrailer.append(`end-${key}`, value);
    });
    if (code) throw new ConnectError(`failed with ${code}`, Code[code as keyof typeof Code]);
  };
  switch (method.methodKind) {
    case "unary":
      return (request: Message, context: HandlerContext) => {
        begin(context);
        return echo(request);
      };
    case "server_streaming":
      return async function* (request: Message, context: HandlerContext) {
        begin(context);
        for (let i = 0; i < 3; i++) yield echo(request);
      };
    case "client_streaming":
      return async (requests: AsyncIterable<Message>, context: HandlerContext) => {
        begin(context);
        let last: Message = create(method.input);
        for await (const request of requests) last = request;
        return echo(last);
      };
    case "bidi_streaming":
      return async function* (requests: AsyncIterable<Message>, context: HandlerContext) {
        begin(context);
        for await (const request of requests) yield echo(request);
      };
  }
}
