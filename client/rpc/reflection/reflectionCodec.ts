/** The messages of server reflection, which are the same in both of its versions. Field names are those of ProtoJSON. */
import { bundledDescriptors } from "../codec/bundledDescriptors.ts";
import { type MethodCodec, methodCodec } from "../codec/methodCodec.ts";
import { Schema } from "../codec/schema.ts";

export const reflectionVersions = ["v1", "v1alpha"] as const;
export type ReflectionVersion = (typeof reflectionVersions)[number];

export const reflectionService = (version: ReflectionVersion): string =>
  `grpc.reflection.${version}.ServerReflection`;
export const reflectionPath = (version: ReflectionVersion): string =>
  `/${reflectionService(version)}/ServerReflectionInfo`;

export interface ReflectionRequest {
  readonly host?: string;
  readonly fileByFilename?: string;
  readonly fileContainingSymbol?: string;
  readonly fileContainingExtension?: { readonly containingType: string; readonly extensionNumber: number };
  readonly allExtensionNumbersOfType?: string;
  readonly listServices?: string;
}

export interface ReflectionResponse {
  readonly validHost?: string;
  readonly originalRequest?: ReflectionRequest;
  /** Base64 of FileDescriptorProtos. */
  readonly fileDescriptorResponse?: { readonly fileDescriptorProto?: readonly string[] };
  readonly allExtensionNumbersResponse?: {
    readonly baseTypeName?: string;
    readonly extensionNumber?: readonly number[];
  };
  readonly listServicesResponse?: { readonly service?: readonly { readonly name?: string }[] };
  /** `errorCode`: a gRPC status code. */
  readonly errorResponse?: { readonly errorCode?: number; readonly errorMessage?: string };
}

let bundled: Schema | undefined;

/** Schema of the services that come with the product. */
export function bundledSchema(): Schema {
  bundled ??= new Schema(bundledDescriptors());
  return bundled;
}

export interface ReflectionCodec {
  encodeRequest(request: ReflectionRequest): Uint8Array;
  encodeResponse(response: ReflectionResponse): Uint8Array;
  /** Nothing for bytes that are no such message. */
  decodeRequest(bytes: Uint8Array): ReflectionRequest | undefined;
  decodeResponse(bytes: Uint8Array): ReflectionResponse | undefined;
}

export function reflectionCodec(version: ReflectionVersion): ReflectionCodec {
  const codec = methodCodec(bundledSchema(), reflectionPath(version))!;
  return {
    encodeRequest: request => bytesOf(codec.encodeRequest(JSON.stringify(request))),
    encodeResponse: response => bytesOf(codec.encodeResponse(JSON.stringify(response))),
    decodeRequest: bytes => parsed(codec.decodeRequest(bytes, { indent: 0 })),
    decodeResponse: bytes => parsed(codec.decodeResponse(bytes, { indent: 0 })),
  };
}

function bytesOf(encoded: ReturnType<MethodCodec["encodeRequest"]>): Uint8Array {
  if ("bytes" in encoded) return encoded.bytes;
  throw new Error(`a reflection message does not fit its own type: ${encoded.problems[0]?.code}`);
}

function parsed<T>(decoded: ReturnType<MethodCodec["decodeRequest"]>): T | undefined {
  return "malformed" in decoded ? undefined : (JSON.parse(decoded.json) as T);
}
