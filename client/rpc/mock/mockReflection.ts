/**
 * Server reflection of the mock server, v1 and v1alpha. Descriptors go out as the bytes that they are, so nothing of them is lost: options,
 * map entries and names are those of the compiler.
 */
import { fromBinary } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import * as grpc from "@grpc/grpc-js";
import { bundledDescriptors } from "../codec/bundledDescriptors.ts";
import { type DescriptorIndex, type IndexedFile, indexDescriptors } from "../codec/descriptorIndex.ts";
import {
  type ReflectionRequest,
  type ReflectionResponse,
  reflectionCodec,
  reflectionPath,
  reflectionService,
  type ReflectionVersion,
} from "../reflection/reflectionCodec.ts";
import { addMethod } from "./rawServer.ts";

/** `services`: full names of what the server serves besides reflection. */
export function addReflection(
  server: grpc.Server,
  descriptorSet: Uint8Array,
  services: readonly string[],
  versions: readonly ReflectionVersion[],
): void {
  const index = indexDescriptors(descriptorSet, bundledDescriptors());
  const all = [...services, ...versions.map(reflectionService)].sort();
  for (const version of versions) {
    const codec = reflectionCodec(version);
    addMethod(server, reflectionPath(version), call => {
      // As the reference implementations do: a file goes out once per stream.
      const sent = new Set<string>();
      call.on("data", (bytes: Buffer) => {
        const request = codec.decodeRequest(bytes) ?? {};
        const response: ReflectionResponse = {
          ...(request.host ? { validHost: request.host } : {}),
          originalRequest: request,
          ...answer(index, all, request, sent),
        };
        call.write(Buffer.from(codec.encodeResponse(response)));
      });
      call.on("end", () => call.end());
    });
  }
}

function answer(
  index: DescriptorIndex,
  services: readonly string[],
  request: ReflectionRequest,
  sent: Set<string>,
): ReflectionResponse {
  const files = (file: IndexedFile | undefined, what: string): ReflectionResponse =>
    file ? filesWithImports(index, file, sent) : notFound(what);
  if (request.listServices !== undefined)
    return { listServicesResponse: { service: services.map(name => ({ name })) } };
  if (request.fileByFilename !== undefined) {
    return files(index.files.get(request.fileByFilename), `file ${request.fileByFilename}`);
  }
  if (request.fileContainingSymbol !== undefined) {
    const name = request.fileContainingSymbol;
    const file = index.fileOf(name);
    return files(file && declares(decoded(file), name) ? file : undefined, `symbol ${name}`);
  }
  if (request.fileContainingExtension) {
    const { containingType, extensionNumber } = request.fileContainingExtension;
    const file = index
      .extensionsOf(containingType)
      .find(candidate => extensionsIn(decoded(candidate), containingType).includes(extensionNumber));
    return files(file, `extension ${extensionNumber} of ${containingType}`);
  }
  if (request.allExtensionNumbersOfType !== undefined) {
    const baseTypeName = request.allExtensionNumbersOfType;
    if (!index.fileOf(baseTypeName)) return notFound(`message ${baseTypeName}`);
    const numbers = index.extensionsOf(baseTypeName).flatMap(file => extensionsIn(decoded(file), baseTypeName));
    return { allExtensionNumbersResponse: { baseTypeName, extensionNumber: numbers } };
  }
  return { errorResponse: { errorCode: grpc.status.INVALID_ARGUMENT, errorMessage: "the request asks for nothing" } };
}

const notFound = (what: string): ReflectionResponse => ({
  errorResponse: { errorCode: grpc.status.NOT_FOUND, errorMessage: `there is no ${what}` },
});

function filesWithImports(index: DescriptorIndex, file: IndexedFile, sent: Set<string>): ReflectionResponse {
  // The file that was asked for comes first.
  const closure = index.closure([file]).reverse();
  const fresh = closure.filter(({ name }) => name === file.name || !sent.has(name));
  for (const { name } of fresh) sent.add(name);
  return {
    fileDescriptorResponse: {
      fileDescriptorProto: fresh.map(({ bytes }) => Buffer.from(bytes).toString("base64")),
    },
  };
}

const decoded = (file: IndexedFile): FileDescriptorProto => fromBinary(FileDescriptorProtoSchema, file.bytes);

/** Messages, enums, their values, fields, extensions, services and methods, as `file_containing_symbol` names them. */
function declares(file: FileDescriptorProto, symbol: string): boolean {
  const prefix = file.package ? `${file.package}.` : "";
  if (!symbol.startsWith(prefix)) return false;
  const [first, ...rest] = symbol.slice(prefix.length).split(".");
  const message = file.messageType.find(({ name }) => name === first);
  if (message) return declaresIn(message, rest);
  const enumType = file.enumType.find(({ name }) => name === first);
  const service = file.service.find(({ name }) => name === first);
  const members = enumType?.value ?? service?.method;
  if (members) return rest.length === 0 || (rest.length === 1 && members.some(({ name }) => name === rest[0]));
  const isValue = file.enumType.some(({ value }) => value.some(({ name }) => name === first));
  return rest.length === 0 && (isValue || file.extension.some(({ name }) => name === first));
}

function declaresIn(message: DescriptorProto, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  const nested = message.nestedType.find(({ name }) => name === first);
  if (nested) return declaresIn(nested, rest);
  const enumType = message.enumType.find(({ name }) => name === first);
  if (enumType)
    return rest.length === 0 || (rest.length === 1 && enumType.value.some(({ name }) => name === rest[0]));
  const members = [...message.field, ...message.extension, ...message.oneofDecl];
  const isValue = message.enumType.some(({ value }) => value.some(({ name }) => name === first));
  return rest.length === 0 && (isValue || members.some(({ name }) => name === first));
}

function extensionsIn(file: FileDescriptorProto, extendee: string): number[] {
  const found: FieldDescriptorProto[] = [...file.extension];
  const visit = (message: DescriptorProto): void => {
    found.push(...message.extension);
    for (const nested of message.nestedType) visit(nested);
  };
  for (const message of file.messageType) visit(message);
  return found.filter(field => field.extendee === `.${extendee}`).map(({ number }) => number);
}
