/** Where a command takes the schema of its call from: .proto files or a descriptor set. */
import { readFileSync } from "node:fs";
import type { ParseArgsConfig } from "node:util";
import { Schema } from "../../rpc/codec/schema.ts";
import { type Output, UsageError } from "../command.ts";
import { compileSet } from "../compile/compileSet.ts";
import { rootOption } from "../options.ts";
import { findFiles, openProject } from "../project.ts";
import { reportLine } from "../reports.ts";

export const schemaOptions = {
  ...rootOption,
  proto: { type: "string", multiple: true },
  schema: { type: "string" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

export interface SchemaValues {
  readonly root?: readonly string[];
  readonly proto?: readonly string[];
  readonly schema?: string;
}

export const schemaHelp = `  --proto FILE           the .proto file that declares the service; repeat for several
  -I ROOT, --root ROOT   folder that its imports are relative to; repeat for several, searched in order
  --schema FILE          a FileDescriptorSet instead, as \`protocall build --include-imports\` and protoc write it
`;

/** Bytes of a FileDescriptorSet; undefined where a .proto file has errors, which are told then. */
export async function loadSchema(values: SchemaValues, output: Output): Promise<Uint8Array | undefined> {
  const { proto = [], schema, root = [] } = values;
  if (schema !== undefined && proto.length > 0) throw new UsageError("--schema and --proto contradict each other");
  if (schema !== undefined) return readSet(schema);
  if (proto.length === 0)
    throw new UsageError("name the .proto file of the service with --proto, or a set with --schema");
  for (const found of findFiles(proto)) if (!found.ok) throw new UsageError(found.message);
  const compiled = await compileSet(openProject(root), proto, {
    roots: root,
    includeImports: true,
    sourceInfo: false,
  });
  if (compiled.ok) return compiled.bytes;
  output.err(compiled.errors.map(r => `${reportLine(r)}\n`).join(""));
  return undefined;
}

function readSet(file: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    if (new Schema(bytes).services.length > 0) return bytes;
  } catch {
    throw new UsageError(`${file} is no FileDescriptorSet`);
  }
  throw new UsageError(`${file} holds no service`);
}
