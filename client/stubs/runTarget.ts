/** Runs the generator of a target. It has the processor to itself for as long as it takes: call this in a worker. */
import type { CodeGeneratorRequest, CodeGeneratorResponse } from "@bufbuild/protobuf/wkt";
import type { Generation, OutputFile, Produced } from "./generation.ts";
import { planRequest } from "./plan.ts";
import { targets } from "./targets.ts";
import { typescript } from "./typescript/typescript.ts";

/** A generator inside of the product. */
export interface Embedded {
  /** Options, as a plugin of protoc is given them. */
  readonly parameter: string;
  /** Throws where the request holds something that the generator cannot do. */
  run(request: CodeGeneratorRequest): CodeGeneratorResponse[];
}

/** By the ids of `targets`. */
const generators: Readonly<Record<string, Embedded>> = { ts: typescript };

export function runTarget(generation: Generation): Produced {
  const target = targets.find(({ id }) => id === generation.target);
  const generator = generators[generation.target];
  if (!target || !generator)
    return {
      ok: false,
      failure: { kind: "no-target", target: generation.target, known: targets.map(({ id }) => id) },
    };
  const planned = planRequest(generation, target, generator.parameter);
  if (!planned.ok) return planned;
  const files: OutputFile[] = [];
  try {
    for (const response of generator.run(planned.request)) {
      if (response.error) return { ok: false, failure: { kind: "generator", detail: response.error } };
      files.push(...response.file.map(({ name, content }) => ({ name, content })));
    }
  } catch (error) {
    return { ok: false, failure: { kind: "generator", detail: (error as Error).message } };
  }
  if (files.length === 0) return { ok: false, failure: { kind: "nothing", files: generation.files } };
  return { ok: true, files };
}
