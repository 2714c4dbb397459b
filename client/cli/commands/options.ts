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
import { languageHelp } from "../language.ts";
import { formatOption, oneOf, parseOptions, rootHelp, rootOption } from "../options.ts";
import { openProject, type Project, shownFile } from "../project.ts";
import { reportLine } from "../reports.ts";

const help = {
  en: `protocall options [-I ROOT]… [--format text|json] FILE-OR-FOLDER…

Prints the options of each declaration as they are interpreted: names in full, numbers exact, those for the source alone too.

${rootHelp.en}  --format text|json     text (the default) is the text format of protobuf, under a line that names the declaration;
                         json is an object a line: the file, the kind and the name of the declaration, its options as ProtoJSON
${languageHelp.en}
Exit code: 0 printed, 1 errors in the files, 2 wrong arguments.
`,
  ko: `protocall options [-I ROOT]… [--format text|json] FILE-OR-FOLDER…

각 선언의 옵션을 해석된 대로 출력합니다. 이름은 전체 이름으로, 숫자는 정확하게 쓰고 소스에만 남는 옵션도 포함합니다.

${rootHelp.ko}  --format text|json     text(기본값)는 protobuf의 텍스트 형식이며 선언의 이름을 적은 줄 아래에 나옵니다.
                         json은 한 줄에 객체 하나: 파일, 선언의 종류와 이름, ProtoJSON으로 쓴 옵션
${languageHelp.ko}
종료 코드: 0 출력함, 1 파일에 오류 있음, 2 잘못된 인수.
`,
};

export const options: Command = {
  name: "options",
  summary: { en: "print the options of declarations, interpreted", ko: "선언의 옵션을 해석해 출력" },
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
  if (positionals.length === 0) throw new UsageError({ en: "name a file or a folder", ko: "파일이나 폴더를 쓰세요" });
  const roots = values.root ?? [];
  const project = openProject(roots);
  const compiled = await compileSet(project, positionals, {
    roots,
    includeImports: true,
    sourceInfo: false,
    names: "by-file",
    language: output.language,
  });
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
    writeOptions(out, value, "all");
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
