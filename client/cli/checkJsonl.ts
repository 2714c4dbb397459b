/** `check --jsonl`: many sets of files that only live in memory, one answer a line. */
import { createInterface } from "node:readline";
import { hasBytes, textOfBytes } from "../../server/src/base/anyBytes.ts";
import { type Checked, checkFile } from "../../server/src/check/checkFile.ts";
import { inImportOrder } from "../../server/src/descriptor/importOrder.ts";
import { descriptorSet } from "../../server/src/descriptor/descriptorSet.ts";
import { disk, isFile } from "../../server/src/host/disk.ts";
import { Database, type Sources } from "../../server/src/workspace/database.ts";
import { setClashProblem } from "../../server/src/workspace/farNames.ts";
import { NameIndex } from "../../server/src/workspace/nameIndex.ts";
import { fileNames, setClashes } from "../../server/src/workspace/setClashes.ts";
import type { Bilingual, Language } from "../../server/src/shared/language.ts";
import { complain, type ExitCode, type Output } from "./command.ts";
import { importsOf } from "./compile/compileFile.ts";
import { bundledProtos } from "./project.ts";
import { fileReport, type Report, reportsOf } from "./reports.ts";

interface Case {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly filesBase64?: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
}

export async function checkJsonl(descriptors: boolean, output: Output): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    let given: Case;
    try {
      given = JSON.parse(line) as Case;
    } catch {
      const start = line.slice(0, 80);
      complain(output, { en: `not JSON: ${start}`, ko: `JSON이 아닙니다: ${start}` });
      code = 1;
      continue;
    }
    output.out(`${JSON.stringify(answer(given, descriptors, output.dataLanguage))}\n`);
  }
  return code;
}

function answer(given: Case, descriptors: boolean, language: Language): object {
  const { texts, broken } = textsOf(given);
  const sources = new MemorySources(texts, given.targets);
  const db = new Database<Checked>(sources, checkFile);
  sources.index(db);
  const diagnostics: Report[] = [];
  const judged = filesToJudge(db, sources, given.targets);
  for (const file of judged) {
    const why = broken.get(file);
    const text = db.text(file);
    if (why !== undefined) diagnostics.push(fileReport(file, why[language]));
    else if (text === undefined) diagnostics.push(fileReport(file, notThere(file)[language]));
    else for (const report of reportsOf(file, text, db.problems(file), { language })) diagnostics.push(report);
  }
  if (!diagnostics.some(d => d.severity === "error")) diagnostics.push(...clashes(db, judged));
  if (!descriptors || diagnostics.some(d => d.severity === "error")) return { id: given.id, diagnostics };
  const bytes = descriptorSet(db, given.targets, { includeImports: false, sourceInfo: true });
  return { id: given.id, diagnostics, descriptorSetBase64: Buffer.from(bytes).toString("base64") };
}

const notThere = (file: string): Bilingual => ({
  en: `${file} is not among the files`,
  ko: `${file}은(는) 주어진 파일에 없습니다`,
});

/** The files of a case are compiled into one set. */
function clashes(db: Database<Checked>, files: readonly string[]): Report[] {
  const namesOf = (file: string) => {
    const outline = db.outline(file);
    return outline && fileNames(outline);
  };
  return setClashes(files, namesOf).flatMap(clash => {
    const tree = db.tree(clash.file);
    const linked = db.linked(clash.file);
    const text = db.text(clash.file);
    return tree && linked && text !== undefined
      ? reportsOf(clash.file, text, [setClashProblem(db, tree, linked, clash)])
      : [];
  });
}

/**
 * The targets and what they import, imports first: an error of an import is an error of the set. What ships with the product is free of
 * errors, unless the set has its own version of a file that it is made of.
 */
function filesToJudge(db: Database<Checked>, sources: MemorySources, targets: readonly string[]): string[] {
  const all = inImportOrder(targets, file => importsOf(db, file), "follow");
  return sources.replacesShipped ? all : all.filter(file => !sources.ships(file));
}

function textsOf(given: Case): { texts: Map<string, string>; broken: Map<string, Bilingual> } {
  const texts = new Map(Object.entries(given.files ?? {}));
  const broken = new Map<string, Bilingual>();
  for (const [file, base64] of Object.entries(given.filesBase64 ?? {})) {
    const bytes = Buffer.from(base64, "base64");
    texts.set(file, textOfBytes(bytes));
    if (bytes[0] === 0xef && hasBytes(texts.get(file) ?? ""))
      broken.set(file, {
        en: `${file} starts with 0xEF but not with the byte order mark of UTF-8`,
        ko: `${file}이(가) 0xEF로 시작하지만 UTF-8의 BOM은 아닙니다`,
      });
  }
  return { texts, broken };
}

class MemorySources implements Sources {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly names = new NameIndex();
  private readonly bundled = bundledProtos();

  private readonly targets: ReadonlySet<string>;

  constructor(texts: ReadonlyMap<string, string>, targets: readonly string[]) {
    this.texts = texts;
    this.targets = new Set(targets);
  }

  index(db: Database<Checked>): void {
    for (const file of this.texts.keys()) this.names.set(file, db.outline(file));
  }

  get replacesShipped(): boolean {
    for (const file of this.texts.keys()) if (isFile(`${this.bundled}/${file}`)) return true;
    return false;
  }

  ships(file: string): boolean {
    return !this.texts.has(file) && isFile(`${this.bundled}/${file}`);
  }

  read(file: string): string | undefined {
    return this.texts.get(file) ?? disk.read(this.isBundled(file) ? file : `${this.bundled}/${file}`);
  }

  resolveImport(_from: string, path: string): string | undefined {
    return this.texts.has(path) || isFile(`${this.bundled}/${path}`) ? path : undefined;
  }

  /** What is compiled along counts for all files of the set. */
  bundledFile(path: string): string | undefined {
    if (this.targets.has(path)) return undefined;
    const file = `${this.bundled}/${path}`;
    return isFile(file) ? file : undefined;
  }

  importName(file: string): string {
    return this.isBundled(file) ? file.slice(this.bundled.length + 1) : file;
  }

  private isBundled(file: string): boolean {
    return file.startsWith(`${this.bundled}/`);
  }

  whoDeclares(fullName: string): readonly string[] {
    return this.names.whoDeclares(fullName);
  }
}
