/** Descriptor sets of files with all that they import, kept until something that went into them differs. */
import { hashText } from "../base/hash.ts";
import { LineIndex } from "../base/lineIndex.ts";
import type { Problem } from "../base/problem.ts";
import { type Compiled as CompiledFiles, descriptorSet } from "../descriptor/descriptorSet.ts";
import type { Linked } from "../link/link.ts";
import type { FileId } from "../link/world.ts";
import { renderProblem } from "../messages/render.ts";
import type { Language } from "../shared/language.ts";
import { withImports } from "../workspace/withImports.ts";
import type { MethodSource } from "./findMethod.ts";

/** The workspace as compiling a file needs it. */
export interface Compiler extends MethodSource, CompiledFiles {
  text(file: FileId): string | undefined;
  linked(file: FileId): Linked | undefined;
  problems(file: FileId): readonly Problem[];
  outline(file: FileId): ReturnType<CompiledFiles["outline"]>;
  whoDeclares(fullName: string): readonly FileId[];
}

export type CompiledSet =
  | { readonly ok: true; readonly base64: string; readonly hash: string; readonly files: readonly FileId[] }
  | { readonly ok: false; readonly message: string };

export interface CompileOptions {
  readonly sourceInfo: boolean;
  /** Of the message where there is an error. */
  readonly language: Language;
}

interface Kept {
  /** The files of the set, each with its name and its judgement, which is another object after each change that concerns it. */
  readonly from: readonly unknown[];
  readonly set: CompiledSet;
}

/** Enough for the services that somebody works on at a time. */
const KEPT_SETS = 8;

export class CompiledSets {
  private readonly kept = new Map<string, Kept>();
  /** Sets that were made anew; tests read it. */
  made = 0;

  /** The set of a file and all that it imports; an error in any of them is said instead. */
  compile(c: Compiler, file: FileId, options: CompileOptions): CompiledSet {
    const files = withImports(c, [file]);
    const wrong = firstError(c, files, options.language);
    if (wrong !== undefined) return { ok: false, message: wrong };
    const key = `${options.sourceInfo ? "s" : "-"}${file}`;
    const from = files.flatMap(f => [f, c.importName(f), c.checked(f)]);
    const kept = this.kept.get(key);
    const isCurrent = kept?.from.length === from.length && kept.from.every((part, i) => part === from[i]);
    const set = isCurrent ? kept.set : this.make(c, file, files, options);
    this.keep(key, { from, set });
    return set;
  }

  private make(c: Compiler, file: FileId, files: readonly FileId[], { sourceInfo }: CompileOptions): CompiledSet {
    this.made++;
    const bytes = descriptorSet(c, [file], { includeImports: true, sourceInfo });
    const base64 = Buffer.from(bytes).toString("base64");
    return { ok: true, base64, hash: `${hashText(base64).toString(36)}-${base64.length.toString(36)}`, files };
  }

  /** The one used last goes last; the first is forgotten. */
  private keep(key: string, set: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, set);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_SETS && oldest !== undefined) this.kept.delete(oldest);
  }
}

function firstError(c: Compiler, files: readonly FileId[], language: Language): string | undefined {
  for (const f of files) {
    const problem = c.problems(f).find(p => p.severity === "error");
    if (!problem) continue;
    const line = new LineIndex(c.text(f) ?? "").at(problem.span.start).line + 1;
    return `${c.importName(f)}:${line}: ${renderProblem(problem, language)}`;
  }
  return undefined;
}
