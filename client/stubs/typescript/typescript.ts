/** TypeScript: messages by protobuf-es, which Connect needs no more than, and clients and servers of grpc-js by a generator of our own. */
import { protocGenEs } from "@bufbuild/protoc-gen-es/dist/cjs/src/protoc-gen-es-plugin.js";
import type { Embedded } from "../runTarget.ts";
import { grpcJs } from "./grpcJs.ts";

export const typescript: Embedded = {
  // Imports with an ending are right for bundlers and for Node. Without the version files change only when their content does.
  parameter: "target=ts,import_extension=js,elide_plugin_version=true",
  run: request => [protocGenEs.run(request), grpcJs.run(request)],
};
