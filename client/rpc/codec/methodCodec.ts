/** What a call needs of its method: both types, as JSON text in and out. */
import type { DescMethod } from "@bufbuild/protobuf";
import type { CallKind } from "../call.ts";
import {
  type Decoded,
  type DecodeOptions,
  decodeJson,
  type Encoded,
  type EncodeOptions,
  encodeJson,
} from "./messageCodec.ts";
import type { Schema } from "./schema.ts";

export interface MethodCodec {
  /** `/package.Service/Method` */
  readonly path: string;
  readonly kind: CallKind;
  readonly inputType: string;
  readonly outputType: string;
  encodeRequest(json: string, options?: EncodeOptions): Encoded;
  decodeResponse(bytes: Uint8Array, options?: DecodeOptions): Decoded;
  /** The other direction, for servers and for showing what was sent. */
  encodeResponse(json: string, options?: EncodeOptions): Encoded;
  decodeRequest(bytes: Uint8Array, options?: DecodeOptions): Decoded;
}

/** Nothing where the schema does not have the method. */
export function methodCodec(schema: Schema, path: string): MethodCodec | undefined {
  const method = schema.findMethod(path);
  if (!method) return undefined;
  return {
    path: `/${method.parent.typeName}/${method.name}`,
    kind: callKindOf(method),
    inputType: method.input.typeName,
    outputType: method.output.typeName,
    encodeRequest: (json, options) => encodeJson(schema, method.input, json, options),
    decodeResponse: (bytes, options) => decodeJson(schema, method.output, bytes, options),
    encodeResponse: (json, options) => encodeJson(schema, method.output, json, options),
    decodeRequest: (bytes, options) => decodeJson(schema, method.input, bytes, options),
  };
}

const kinds = {
  unary: "unary",
  client_streaming: "client-streaming",
  server_streaming: "server-streaming",
  bidi_streaming: "bidirectional",
} as const;

export function callKindOf(method: DescMethod): CallKind {
  return kinds[method.methodKind];
}
