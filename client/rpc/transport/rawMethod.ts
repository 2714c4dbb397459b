/** A method for libraries that insist on descriptors: its messages have no fields, so all bytes are unknown ones and pass as they are. */
import { create, createFileRegistry, type DescMethod, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import {
  type Empty,
  EmptySchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_empty,
} from "@bufbuild/protobuf/wkt";
import type { CallKind } from "../call.ts";

/** `path`: `/package.Service/Method`. */
export function rawMethod(path: string, kind: CallKind): DescMethod {
  const [, service = "", method = ""] = /^\/(.+)\/([^/]+)$/.exec(path) ?? [];
  const dot = service.lastIndexOf(".");
  const file = create(FileDescriptorProtoSchema, {
    name: "raw.proto",
    syntax: "proto3",
    package: service.slice(0, Math.max(0, dot)),
    dependency: ["google/protobuf/empty.proto"],
    service: [
      {
        name: service.slice(dot + 1),
        method: [
          {
            name: method,
            inputType: ".google.protobuf.Empty",
            outputType: ".google.protobuf.Empty",
            clientStreaming: kind === "client-streaming" || kind === "bidirectional",
            serverStreaming: kind === "server-streaming" || kind === "bidirectional",
          },
        ],
      },
    ],
  });
  const files = [file_google_protobuf_empty.proto, file];
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: files }));
  return registry.getService(service)?.methods[0] as DescMethod;
}

export const rawMessage = (bytes: Uint8Array): Empty => fromBinary(EmptySchema, bytes);

export const rawBytes = (message: Message): Uint8Array => toBinary(EmptySchema, message as Empty);
