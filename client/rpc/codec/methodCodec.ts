/** JSON ↔ bytes for one method, by descriptors alone. */
import {
  createFileRegistry,
  type DescMessage,
  type DescMethod,
  type FileRegistry,
  fromBinary,
  fromJsonString,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { failure, RpcError } from "../errors.ts";
import { cleanJson } from "./cleanJson.ts";
import { statusDetails } from "./statusDetails.ts";
import { unknownFields } from "./unknownFields.ts";

export interface MethodCodec {
  /** Full names. */
  readonly input: string;
  readonly output: string;
  /** Throws `RpcError` of kind `bad-body`. */
  encode(json: string): Uint8Array;
  decode(bytes: Uint8Array): { readonly json: string; readonly notes: readonly string[] };
  /** JSON of each detail of a `google.rpc.Status`. */
  statusDetails(bytes: Uint8Array): readonly string[];
}

/** Throws `RpcError` of kind `bad-method` where the schema has no such method. */
export function methodCodec(descriptorSet: Uint8Array, path: string): MethodCodec {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  const method = findMethod(registry, path);
  if (!method) throw new RpcError(failure("bad-method", "UNIMPLEMENTED", `no ${path}`, { path }));
  return {
    input: method.input.typeName,
    output: method.output.typeName,
    encode: json => encode(registry, method.input, json),
    decode: bytes => decode(registry, method.output, bytes),
    statusDetails: bytes => statusDetails(bytes, registry),
  };
}

function findMethod(registry: FileRegistry, path: string): DescMethod | undefined {
  const [, service = "", name] = path.split("/");
  return registry.getService(service)?.methods.find(m => m.name === name);
}

function encode(registry: FileRegistry, type: DescMessage, json: string): Uint8Array {
  const bad = (message: string): RpcError =>
    new RpcError(failure("bad-body", "INVALID_ARGUMENT", message, { type: type.typeName }));
  const clean = cleanJson(json);
  if (!clean.ok) throw bad(clean.message);
  try {
    return toBinary(type, fromJsonString(type, clean.json, { registry }));
  } catch (error) {
    throw bad((error as Error).message);
  }
}

function decode(
  registry: FileRegistry,
  type: DescMessage,
  bytes: Uint8Array,
): { json: string; notes: readonly string[] } {
  const message = fromBinary(type, bytes);
  const json = toJson(type, message, { registry, alwaysEmitImplicit: true });
  return { json: JSON.stringify(json, undefined, 2), notes: unknownFields(reflect(type, message)) };
}
