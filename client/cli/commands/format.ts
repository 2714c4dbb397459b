/** `protocall format`: .proto files and request documents in canonical style, as the editor formats them. */
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hasBytes, textOfBytes } from "../../../server/src/base/anyBytes.ts";
import { LineIndex } from "../../../server/src/base/lineIndex.ts";
import {
  canonical,
  type FormatOptions,
  type Formatted,
  formatText,
  type Refusal,
} from "../../../server/src/format/format.ts";
import { type FormattedRequests, formatRequestText } from "../../../server/src/request/formatRequests.ts";
import { readText } from "../../../server/src/host/disk.ts";
import type { Bilingual } from "../../../server/src/shared/language.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { languageHelp } from "../language.ts";
import { contradiction, parseOptions } from "../options.ts";
import { findFiles, type FoundFile } from "../project.ts";
import { unifiedDiff } from "../unifiedDiff.ts";

const help = {
  en: `protocall format [--check | --diff | --write] [--indent WIDTH|tab] FILE-OR-FOLDER…
protocall format -

Formats .proto files and request documents (.grpc) in canonical style. Folders are searched for both. One file is printed;
- formats a .proto file from standard input.
No token and no comment is lost: the result is compared with the source before it is used. Broken declarations stay as they are.

  --check                names the files that are not formatted, and changes nothing
  --diff                 prints what would change as a unified diff
  --write                writes files in place; those that are formatted already are left alone
  --indent WIDTH|tab     blanks of one level of indentation, from 1 to 16, or tab; 2 without it
${languageHelp.en}
Exit code: 0 fine, 1 files that are not formatted (--check, --diff) or that cannot be, 2 wrong arguments.
`,
  ko: `protocall format [--check | --diff | --write] [--indent WIDTH|tab] FILE-OR-FOLDER…
protocall format -

.proto 파일과 요청 문서(.grpc)를 표준 스타일로 정리합니다. 폴더에서는 둘 다 찾습니다. 파일 하나는 출력하고, -는 표준 입력의 .proto 파일을
정리합니다.
토큰과 주석은 하나도 사라지지 않습니다. 결과를 쓰기 전에 원본과 비교합니다. 깨진 선언은 그대로 둡니다.

  --check                정리되지 않은 파일의 이름을 알려 주고 아무것도 바꾸지 않습니다
  --diff                 바뀔 내용을 unified diff로 출력합니다
  --write                파일에 바로 씁니다. 이미 정리된 파일은 건드리지 않습니다
  --indent WIDTH|tab     들여쓰기 한 단계의 공백 수(1~16) 또는 tab. 기본값 2
${languageHelp.ko}
종료 코드: 0 정상, 1 정리되지 않았거나(--check, --diff) 정리할 수 없는 파일 있음, 2 잘못된 인수.
`,
};

const summary = { en: "format .proto files and request documents", ko: ".proto 파일과 요청 문서 서식 정리" };

export const formatFiles: Command = { name: "format", summary, help, run };

const formatted = [".proto", ".grpc"];

type Mode = "print" | "check" | "diff" | "write";

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    check: { type: "boolean" },
    diff: { type: "boolean" },
    write: { type: "boolean" },
    indent: { type: "string", default: "2" },
  });
  const modes = (["check", "diff", "write"] as const).filter(mode => values[mode]);
  if (modes.length > 1) throw contradiction(`--${modes[0]}`, `--${modes[1]}`);
  const mode: Mode = modes[0] ?? "print";
  const options = { ...canonical, indent: indentOf(values.indent) };
  if (positionals.length === 0)
    throw new UsageError({
      en: "name a file or a folder, or - for standard input",
      ko: "파일이나 폴더를 쓰세요. 표준 입력은 -로 씁니다",
    });
  if (positionals.includes("-")) {
    if (positionals.length > 1)
      throw new UsageError({
        en: "- stands alone: standard input is one file",
        ko: "-는 혼자 써야 합니다. 표준 입력은 파일 하나입니다",
      });
    if (mode === "write")
      throw new UsageError({
        en: "standard input cannot be written; leave out --write",
        ko: "표준 입력에는 쓸 수 없습니다. --write를 빼세요",
      });
    return judge(standardInputName[output.language], standardInput(), { mode, options }, output) ? 0 : 1;
  }
  const files = [...findFiles(positionals, formatted)];
  const isOne = files.length === 1 && positionals.length === 1 && files[0]?.shown === positionals[0];
  if (mode === "print" && !isOne)
    throw new UsageError({
      en: "only one file can be printed; say --check, --diff or --write for several",
      ko: "한 파일만 출력할 수 있습니다. 여러 파일에는 --check, --diff, --write 중 하나를 쓰세요",
    });
  let isFine = true;
  for (const found of files) {
    const text = textOf(found);
    if (!text.ok) {
      output.err(`${found.shown}: error: ${text.detail[output.language]}\n`);
      isFine = false;
    } else if (!judge(found.shown, text.text, { mode, options }, output)) isFine = false;
  }
  return isFine ? 0 : 1;
}

function indentOf(text: string): string {
  if (text === "tab") return "\t";
  const width = Number(text);
  if (!/^\d+$/.test(text) || width < 1 || width > 16)
    throw new UsageError({
      en: `--indent is a number from 1 to 16 or tab, not "${text}"`,
      ko: `--indent에는 1에서 16까지의 수나 tab을 쓰세요. "${text}"은(는) 쓸 수 없습니다`,
    });
  return " ".repeat(width);
}

type Source = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: Bilingual };

/** The compiler reads comments in any encoding; written as UTF-8 they would be others. */
function textOf(found: FoundFile): Source {
  if (!found.ok) return { ok: false, detail: found.why };
  const read = readText(found.file);
  return read.ok && hasBytes(read.text) ? { ok: false, detail: notUtf8(found.shown) } : read;
}

const notUtf8 = (shown: string): Bilingual => ({
  en: `${shown} is not UTF-8 text`,
  ko: `${shown}은(는) UTF-8 텍스트가 아닙니다`,
});

const standardInputName: Bilingual = { en: "standard input", ko: "표준 입력" };

function standardInput(): string {
  const text = textOfBytes(readFileSync(0));
  if (hasBytes(text))
    throw new UsageError({ en: notUtf8(standardInputName.en).en, ko: notUtf8(standardInputName.ko).ko });
  return text;
}

/** False where the text is not formatted, or cannot be. */
function judge(
  shown: string,
  source: string,
  { mode, options }: { readonly mode: Mode; readonly options: FormatOptions },
  output: Output,
): boolean {
  const result = formatNamed(shown, source, options);
  if (result.refusal) {
    output.err(
      `${placeOf(shown, source, result.refusal)}: error: ${reasons[result.refusal.reason][output.language]}\n`,
    );
    return false;
  }
  switch (mode) {
    case "print":
      output.out(result.text);
      return true;
    case "check":
      if (result.edits.length > 0) output.out(`${shown}\n`);
      return result.edits.length === 0;
    case "diff":
      output.out(unifiedDiff(shown, source, result.edits));
      return result.edits.length === 0;
    case "write":
      return write(shown, result, output);
  }
}

type Result = Formatted | FormattedRequests;

/** By what a file is called, as `protocall run` takes it; standard input is a .proto file. */
function formatNamed(shown: string, source: string, options: FormatOptions): Result {
  if (/\.(?:http|rest)$/i.test(shown))
    return formatRequestText(source, { indent: options.indent, otherKinds: "ignore" });
  if (shown.endsWith(".grpc")) return formatRequestText(source, { indent: options.indent, otherKinds: "problem" });
  return formatText(source, options);
}

/** A file is replaced as a whole, and keeps its permissions; a link keeps leading to it. */
function write(shown: string, { edits, text }: Result, output: Output): boolean {
  if (edits.length === 0) return true;
  const target = realpathSync(shown);
  const temporary = `${target}.${process.pid}.new`;
  try {
    writeFileSync(temporary, text, { mode: statSync(target).mode, flag: "wx" });
    renameSync(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    const text = { en: `cannot be written (${why})`, ko: `쓸 수 없습니다(${why})` };
    output.err(`${shown}: error: ${text[output.language]}\n`);
    return false;
  }
}

const reasons: Readonly<Record<Refusal["reason"], Bilingual>> = {
  "unclosed comment": {
    en: "this comment never ends, so that the file cannot be formatted; close it with */",
    ko: "주석이 끝나지 않아 파일을 정리할 수 없습니다. */로 닫으세요",
  },
  "unclosed string": {
    en: "this string does not end on its line, so that the file cannot be formatted; close it",
    ko: "문자열이 그 줄에서 끝나지 않아 파일을 정리할 수 없습니다. 따옴표로 닫으세요",
  },
  "unknown syntax": {
    en: "this syntax or edition is not known, so that the file cannot be formatted",
    ko: "모르는 syntax나 에디션이라 파일을 정리할 수 없습니다",
  },
  unproven: {
    en: "formatting would change more than blanks here, so that the file stays as it is; please report this",
    ko: "정리하면 공백 말고도 바뀌는 것이 있어 파일을 그대로 두었습니다. 이 문제를 알려 주세요",
  },
};

function placeOf(shown: string, source: string, { offset }: Refusal): string {
  const { line, column } = new LineIndex(source).at(offset);
  return `${shown}:${line + 1}:${column + 1}`;
}
