/** Where a command takes the schema of its call from: .proto files or a descriptor set. */
import { readFileSync } from "node:fs";
import type { ParseArgsConfig } from "node:util";
import { Schema } from "../../rpc/codec/schema.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { type Output, UsageError, unreadable } from "../command.ts";
import { compileSet } from "../compile/compileSet.ts";
import { contradiction, rootOption } from "../options.ts";
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

export const schemaHelp: Bilingual = {
  en: `  --proto FILE           the .proto file that declares the service; repeat for several
  -I ROOT, --root ROOT   folder that its imports are relative to; repeat for several, searched in order
  --schema FILE          a FileDescriptorSet instead, as \`protocall build --include-imports\` and protoc write it
`,
  ko: `  --proto FILE           서비스를 선언한 .proto 파일. 여러 번 쓸 수 있습니다
  -I ROOT, --root ROOT   그 파일의 import 경로의 기준 폴더. 여러 번 쓰면 순서대로 찾습니다
  --schema FILE          대신 쓸 FileDescriptorSet. \`protocall build --include-imports\`나 protoc로 만듭니다
`,
};

/** Bytes of a FileDescriptorSet; undefined where a .proto file has errors, which are told then. */
export async function loadSchema(values: SchemaValues, output: Output): Promise<Uint8Array | undefined> {
  const { proto = [], schema, root = [] } = values;
  if (schema !== undefined && proto.length > 0) throw contradiction("--schema", "--proto");
  if (schema !== undefined) return readSet(schema);
  if (proto.length === 0)
    throw new UsageError({
      en: "name the .proto file of the service with --proto, or a set with --schema",
      ko: "--proto로 서비스의 .proto 파일을, 또는 --schema로 디스크립터 세트를 지정하세요",
    });
  for (const found of findFiles(proto)) if (!found.ok) throw new UsageError(found.why);
  const compiled = await compileSet(openProject(root), proto, {
    roots: root,
    includeImports: true,
    sourceInfo: false,
    names: "by-file",
    language: output.language,
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
    throw unreadable(file, error);
  }
  try {
    if (new Schema(bytes).services.length > 0) return bytes;
  } catch {
    throw new UsageError({ en: `${file} is no FileDescriptorSet`, ko: `${file}은(는) FileDescriptorSet이 아닙니다` });
  }
  throw new UsageError({ en: `${file} holds no service`, ko: `${file}에 서비스가 없습니다` });
}
