/** What is asked → the request that generators of protoc's plugin contract take. */
import { create, fromBinary } from "@bufbuild/protobuf";
import {
  type CodeGeneratorRequest,
  CodeGeneratorRequestSchema,
  type FileDescriptorProto,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import type { StubsFailure } from "./failures.ts";
import type { Generation } from "./generation.ts";
import type { Target } from "./targets.ts";

export type Planned =
  | { readonly ok: true; readonly request: CodeGeneratorRequest }
  | { readonly ok: false; readonly failure: StubsFailure };

const fail = (failure: StubsFailure): Planned => ({ ok: false, failure });

export function planRequest(generation: Generation, target: Target, parameter: string): Planned {
  let set: FileDescriptorSet;
  try {
    set = fromBinary(FileDescriptorSetSchema, generation.descriptorSet);
  } catch (error) {
    return fail({ kind: "bad-set", detail: (error as Error).message });
  }
  const known = new Set<string>();
  for (const file of set.file) {
    const missing = file.dependency.find(name => !known.has(name));
    if (missing !== undefined)
      return fail({
        kind: "bad-set",
        detail: {
          en: `${file.name} imports ${missing}`,
          ko: `${file.name}이(가) import하는 ${missing}이(가) 없습니다`,
        },
      });
    known.add(file.name);
  }
  const unknown = generation.files.find(name => !known.has(name));
  if (unknown !== undefined) return fail({ kind: "no-file", file: unknown });

  const wanted = generation.files.filter(name => !target.inRuntime.test(name));
  const fileToGenerate = [...new Set(wanted.length > 0 ? wanted : generation.files)];
  for (const file of set.file) dropLocationsWithoutComments(file);
  return {
    ok: true,
    request: create(CodeGeneratorRequestSchema, { fileToGenerate, parameter, protoFile: set.file }),
  };
}

/** Generators read comments alone; of a large file the other locations are most of the bytes, and of the time. */
function dropLocationsWithoutComments(file: FileDescriptorProto): void {
  if (!file.sourceCodeInfo) return;
  file.sourceCodeInfo.location = file.sourceCodeInfo.location.filter(
    at => at.leadingComments || at.trailingComments || at.leadingDetachedComments.length > 0,
  );
}
