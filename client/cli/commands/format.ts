/** `protocall format`: .proto files in canonical style, as the editor formats them. */
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
import { readText } from "../../../server/src/host/disk.ts";
import { type Command, type ExitCode, type Output, UsageError } from "../command.ts";
import { parseOptions } from "../options.ts";
import { findFiles, type FoundFile } from "../project.ts";
import { unifiedDiff } from "../unifiedDiff.ts";

const help = `protocall format [--check | --diff | --write] [--indent WIDTH|tab] FILE-OR-FOLDER…
protocall format -

Formats .proto files in canonical style. Folders are searched for .proto files. One file is printed; - formats standard input.
No token and no comment is lost: the result is compared with the source before it is used. Broken declarations stay as they are.

  --check                names the files that are not formatted, and changes nothing
  --diff                 prints what would change as a unified diff
  --write                writes files in place; those that are formatted already are left alone
  --indent WIDTH|tab     blanks of one level of indentation, from 1 to 16, or tab; 2 without it

Exit code: 0 fine, 1 files that are not formatted (--check, --diff) or that cannot be, 2 wrong arguments.
`;

export const formatFiles: Command = { name: "format", summary: "format .proto files", help, run };

type Mode = "print" | "check" | "diff" | "write";

async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    check: { type: "boolean" },
    diff: { type: "boolean" },
    write: { type: "boolean" },
    indent: { type: "string", default: "2" },
  });
  const modes = (["check", "diff", "write"] as const).filter(mode => values[mode]);
  if (modes.length > 1) throw new UsageError(`--${modes[0]} and --${modes[1]} exclude each other`);
  const mode: Mode = modes[0] ?? "print";
  const options = { ...canonical, indent: indentOf(values.indent) };
  if (positionals.length === 0) throw new UsageError("name a file or a folder, or - for standard input");
  if (positionals.includes("-")) {
    if (positionals.length > 1) throw new UsageError("- stands alone: standard input is one file");
    if (mode === "write") throw new UsageError("standard input cannot be written; leave out --write");
    return judge("standard input", standardInput(), { mode, options }, output) ? 0 : 1;
  }
  const files = [...findFiles(positionals)];
  const isOne = files.length === 1 && positionals.length === 1 && files[0]?.shown === positionals[0];
  if (mode === "print" && !isOne)
    throw new UsageError("only one file can be printed; say --check, --diff or --write for several");
  let isFine = true;
  for (const found of files) {
    const text = textOf(found);
    if (!text.ok) {
      output.err(`${found.shown}: error: ${text.detail}\n`);
      isFine = false;
    } else if (!judge(found.shown, text.text, { mode, options }, output)) isFine = false;
  }
  return isFine ? 0 : 1;
}

function indentOf(text: string): string {
  if (text === "tab") return "\t";
  const width = Number(text);
  if (!/^\d+$/.test(text) || width < 1 || width > 16)
    throw new UsageError(`--indent is a number from 1 to 16 or tab, not "${text}"`);
  return " ".repeat(width);
}

type Source = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string };

/** The compiler reads comments in any encoding; written as UTF-8 they would be others. */
function textOf(found: FoundFile): Source {
  if (!found.ok) return { ok: false, detail: found.message };
  const read = readText(found.file);
  return read.ok && hasBytes(read.text) ? { ok: false, detail: `${found.shown} is not UTF-8 text` } : read;
}

function standardInput(): string {
  const text = textOfBytes(readFileSync(0));
  if (hasBytes(text)) throw new UsageError("standard input is not UTF-8 text");
  return text;
}

/** False where the text is not formatted, or cannot be. */
function judge(
  shown: string,
  source: string,
  { mode, options }: { readonly mode: Mode; readonly options: FormatOptions },
  output: Output,
): boolean {
  const formatted = formatText(source, options);
  if (formatted.refusal) {
    output.err(`${placeOf(shown, source, formatted.refusal)}: error: ${reasons[formatted.refusal.reason]}\n`);
    return false;
  }
  switch (mode) {
    case "print":
      output.out(formatted.text);
      return true;
    case "check":
      if (formatted.edits.length > 0) output.out(`${shown}\n`);
      return formatted.edits.length === 0;
    case "diff":
      output.out(unifiedDiff(shown, source, formatted.edits));
      return formatted.edits.length === 0;
    case "write":
      return write(shown, formatted, output);
  }
}

/** A file is replaced as a whole, and keeps its permissions; a link keeps leading to it. */
function write(shown: string, { edits, text }: Formatted, output: Output): boolean {
  if (edits.length === 0) return true;
  const target = realpathSync(shown);
  const temporary = `${target}.${process.pid}.new`;
  try {
    writeFileSync(temporary, text, { mode: statSync(target).mode, flag: "wx" });
    renameSync(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    output.err(`${shown}: error: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})\n`);
    return false;
  }
}

const reasons: Readonly<Record<Refusal["reason"], string>> = {
  "unclosed comment": "this comment never ends, so that the file cannot be formatted; close it with */",
  "unclosed string": "this string does not end on its line, so that the file cannot be formatted; close it",
  "unknown syntax": "this syntax or edition is not known, so that the file cannot be formatted",
  unproven: "formatting would change more than blanks here, so that the file stays as it is; please report this",
};

function placeOf(shown: string, source: string, { offset }: Refusal): string {
  const { line, column } = new LineIndex(source).at(offset);
  return `${shown}:${line + 1}:${column + 1}`;
}
