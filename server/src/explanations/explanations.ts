/**
 * What the codes of problems mean: what is wrong, why the rule exists, an example of each. The texts are YAML under
 * `server/explanations`, a file for each family of codes; reading them is up to the host.
 */
import { parse } from "yaml";
import { bug } from "../base/bug.ts";
import type { Language } from "../shared/language.ts";
import { wordingsIn } from "../messages/wordings.ts";
import { requestMessages } from "../request/messages.ts";

/** An entry of a file. Examples are shown with `before` in front, and a first line that says their syntax. */
export interface Explanation {
  readonly en: string;
  readonly ko: string;
  readonly wrong?: string;
  readonly right?: string;
  readonly before?: string;
  /** `none`: the examples have a line of their own, or none on purpose. Default: `proto3`. */
  readonly syntax?: "proto2" | "proto3" | "none" | "2023" | "2024" | "2026";
}

const labels = {
  en: { wrong: "Wrong", right: "Right", severity: "How strongly this is shown can be set by" },
  ko: { wrong: "잘못된 예", right: "올바른 예", severity: "표시 강도를 바꾸는 설정:" },
} as const;

export class Explanations {
  private readonly texts: readonly string[];
  private entries: ReadonlyMap<string, Explanation> | undefined;

  /** `texts`: the files; read when a code is first asked for. */
  constructor(texts: readonly string[]) {
    this.texts = texts;
  }

  private get all(): ReadonlyMap<string, Explanation> {
    this.entries ??= new Map(
      this.texts.flatMap(text => Object.entries(parse(text, { merge: true }) as Record<string, Explanation>)),
    );
    return this.entries;
  }

  get codes(): readonly string[] {
    return [...this.all.keys()];
  }

  of(code: string): Explanation | undefined {
    return this.all.get(code);
  }

  /** The page of a code in Markdown; undefined where there is no such code. */
  page(code: string, language: Language): string | undefined {
    const found = this.all.get(code);
    if (!found) return undefined;
    const title = titleOf(code, language);
    const label = labels[language];
    const fence = code.startsWith("R") ? "grpc-request" : "proto";
    const example = (name: string, text: string | undefined): string[] =>
      text === undefined ? [] : [`**${name}**`, `\`\`\`${fence}\n${text.trimEnd()}\n\`\`\``];
    return `${[
      `# ${title ? `${code}: ${title}` : code}`,
      found[language],
      ...example(label.wrong, exampleOf(code, found, "wrong")),
      ...example(label.right, exampleOf(code, found, "right")),
      `${label.severity} \`"protocall.diagnostics.severity": { "${code}": "off" }\``,
    ].join("\n\n")}\n`;
  }
}

/** The example as text of the language; files of several are headed by a comment with their names. */
function exampleOf(code: string, e: Explanation, which: "wrong" | "right"): string | undefined {
  const text = e[which];
  if (text === undefined || code.startsWith("R")) return text;
  return `${headOf(e, text)}${text}`.replaceAll(/^\/\/- \//gm, "// ");
}

/** What stands in front of an example. */
export function headOf({ syntax = "proto3", before = "" }: Explanation, text: string): string {
  if (syntax === "none" || text.startsWith("//- ")) return before;
  return `${syntax.startsWith("proto") ? "syntax" : "edition"} = "${syntax}";\n${before}`;
}

/** What is said of a problem with that code, without what differs from one to the next. */
function titleOf(code: string, language: Language): string | undefined {
  const request = Object.hasOwn(requestMessages, code)
    ? requestMessages[code as keyof typeof requestMessages][language]
    : undefined;
  const wording = code.startsWith("R") ? request : wordingsIn(language)[code];
  if (wording === undefined) return undefined;
  const [template] = [wording].flat();
  return (template ?? bug(`the wording of ${code} is empty`)).replaceAll(/\{\d+(?::\w+)?\}/g, "…");
}
