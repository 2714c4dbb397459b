/** Request metadata, judged before anything is sent. */
import * as grpc from "@grpc/grpc-js";
import type { Metadata } from "./call.ts";
import { failure, RpcError } from "./errors.ts";

/** HTTP/2 forbids these; sent all the same, they make the library try again without end. */
const forbidden = new Set(
  "connection keep-alive proxy-connection transfer-encoding upgrade http2-settings host content-length".split(" "),
);
/** The library sets these itself and would overwrite them without a word. */
const own = new Set("te content-type user-agent :authority :path :method :scheme".split(" "));

/** Throws `RpcError` of kind `bad-metadata`, naming the key. Values never appear in messages: they may be secrets. */
export function toGrpcMetadata(metadata: Metadata): grpc.Metadata {
  const out = new grpc.Metadata();
  for (const [name, value] of metadata) {
    const key = name.toLowerCase();
    const bad = (reason: string): never => {
      throw new RpcError(failure("bad-metadata", "INVALID_ARGUMENT", reason, { key: name }));
    };
    if (!/^[a-z0-9_.-]+$/.test(key)) bad("a key has only letters, digits, `-`, `_` and `.`");
    if (forbidden.has(key)) bad("HTTP/2 does not allow this header");
    if (own.has(key)) bad("gRPC sets this header itself");
    if (key.startsWith("grpc-")) bad("keys that start with `grpc-` belong to gRPC");
    if (key.endsWith("-bin")) {
      if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) bad("the value of a `-bin` key is base64");
      out.add(key, Buffer.from(value, "base64"));
    } else {
      if (!/^[\x20-\x7e]*$/.test(value)) bad("a value has only printable ASCII, unless its key ends in `-bin`");
      out.add(key, value);
    }
  }
  return out;
}

export function fromGrpcMetadata(metadata: grpc.Metadata): Metadata {
  const out: [string, string][] = [];
  for (const key of Object.keys(metadata.getMap()))
    for (const value of metadata.get(key))
      out.push([key, typeof value === "string" ? value : value.toString("base64")]);
  return out;
}
