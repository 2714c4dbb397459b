/** `protocall options`: what the options of each declaration mean, once interpreted. */
import { ByteWriter } from "../../../server/src/base/byteWriter.ts";
import { descriptorSet } from "../../../server/src/descriptor/descriptorSet.ts";
import type { FileId } from "../../../server/src/link/world.ts";
import { writeOptions } from "../../../server/src/options/encodeOptions.ts";
import type { InterpretedOptions } from "../../../server/src/options/interpret.ts";
import { type OptionBlock, Target } from "../../../server/src/options/optionBlocks.ts";
import { renderText } from "../../../server/src/options/renderText.ts";
import { targetWords } from "../../../server/src/options/targets.ts";
import type { MessageValue } from "../../../server/src/options/value.ts";
import { decodeJson } from "../../rpc/codec/messageCodec.ts";
import { Schema } from "../../rpc/codec/schema.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { compileSet } from "../compile/compileSet.ts";
import { formatOption, oneOf, parseOptions, rootOption } from "../options.ts";
import { openProject, type Project, shownFile } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = `protocall options [-I ROOT]… [--format text|json] FILE-OR-FOLDER…

Prints the options of each declaration as they are interpreted: names in full, numbers exact, those for the source alone too.

  -I ROOT, --root ROOT   folder that imports are relative to; repeat for several, searched in order
  --format text|json     text (the default) is the text format of protobuf, under a line that names the declaration;
                         json is an object a line: the file, the kind and the name of the declaration, its options as ProtoJSON

Exit code: 0 printed, 1 errors in the files, 2 wrong arguments.
`;

export const options: Command = {
  name: "options",
  summary: "print the options of declarations, interpreted",
  help,
  run,
};

interface Declaration {
  readonly file: string;
  readonly kind: string;
  /** Of a file that has no package: "". */
  readonly name: string;
  /** `google.protobuf.` and this is the message that the options are. */
  readonly message: string;
  readonly value: MessageValue;
}

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { ...rootOption, ...formatOption });
  const format = oneOf("format", values.format, ["text", "json"]);
  if (positionals.length === 0) throw new UsageError("name a file or a folder");
  const roots = values.root ?? [];
  const project = openProject(roots);
  const compiled = await compileSet(project, positionals, { roots, includeImports: true, sourceInfo: false });
  if (!compiled.ok) {
    output.err(compiled.errors.map(r => `${reportLine(r)}\n`).join(""));
    return 1;
  }
  const print = format === "text" ? asText : asJson(project, new Schema(compiled.bytes));
  for (const file of compiled.named) {
    const checked = project.db.checked(file);
    if (checked) for (const d of declarationsOf(file, checked.options)) output.out(print(d));
  }
  return 0;
}

function declarationsOf(file: FileId, interpreted: InterpretedOptions): Declaration[] {
  return interpreted.blocks.flatMap(block => {
    // The fields of a map's entry repeat what the map says; each range of a statement has its options as its own.
    if (block.copy && block.target !== Target.extensionRange) return [];
    const value = interpreted.of.get(block.owner);
    if (!value || value.fields.size === 0) return [];
    const kind = targetWords[block.target] ?? "";
    return [{ file: shownFile(file), kind, name: nameOf(block), message: block.message, value }];
  });
}

function nameOf({ owner, at }: OptionBlock): string {
  if ("start" in owner) return `${at} ${owner.start}${owner.end > owner.start ? ` to ${owner.end}` : ""}`;
  return "fullName" in owner ? owner.fullName : owner.package;
}

const asText = ({ file, kind, name, value }: Declaration): string =>
  `# ${file}: ${kind}${name ? ` ${name}` : ""}\n${renderText(value)}\n`;

function asJson({ db }: Project, schema: Schema): (declaration: Declaration) => string {
  return ({ file, kind, name, message, value }) => {
    const out = new ByteWriter(64);
    writeOptions(out, value, false);
    const type = `google.protobuf.${message}`;
    // A file that has built-in options alone imports nothing for them.
    if (!schema.findMessage(type))
      schema.add(descriptorSet(db, [value.type.file], { includeImports: true, sourceInfo: false }));
    const desc = schema.findMessage(type);
    if (!desc) throw new Error(`${type} is not in the descriptors`);
    const decoded = decodeJson(schema, desc, out.bytes(), { indent: 0 });
    if ("malformed" in decoded) throw new Error(`the options of ${name} cannot be read back`);
    const head = JSON.stringify({ file, kind, name });
    return `${head.slice(0, -1)},"options":${decoded.json}}\n`;
  };
}
