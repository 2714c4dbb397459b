/** Converts files to both editions in turn, and has `meanings` compare each with what it was. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { actionContext } from "../../server/src/features/actions/action.ts";
import { convertToEdition } from "../../server/src/features/actions/convertToEdition.ts";
import { runSteps } from "../../server/src/features/actions/runSteps.ts";
import type { Everywhere } from "../../server/src/features/references.ts";
import type { WithTexts } from "../../server/src/features/settle.ts";
import { renderAction } from "../../server/src/messages/actionTexts.ts";
import { Edition } from "../../server/src/syntax/edition.ts";
import { compileBoth } from "../conformance/compileBoth.ts";
import { differences } from "../conformance/differences.ts";
import { openWorkspace, withTextsOver } from "./everywhere.ts";
import { finish } from "./finish.ts";
import { meanings, writeTexts } from "./meaning.ts";

type Converted = { readonly text: string } | { readonly refused: string };

function converted(s: Everywhere & { readonly withTexts: WithTexts }, file: string): Converted {
  const surroundings = {
    ...s,
    history: undefined,
    isOwn: () => true,
    allFiles: () => [],
    // Thousands of files see some of these; that they still compile is what other tests show.
    whoSees: (f: string) => [f],
  };
  const text = s.text(file) ?? "";
  const start = /^(?:syntax|edition)/m.exec(text)?.index ?? 0;
  const ctx = actionContext(surroundings, file, { start, end: start });
  assert.ok(ctx);
  const outcome = finish(runSteps(convertToEdition, ctx, undefined));
  if (outcome.ok) return { text: outcome.draft.textAfter(s, file) };
  const reason = renderAction(outcome.reason.text, outcome.reason.args, "en");
  return { refused: `${reason} ${outcome.problem?.code ?? ""} ${outcome.problem?.args.join(" ") ?? ""}`.trim() };
}

/** Files as `meanings` has them, each converted to both editions; what is refused is said. */
export async function convertAll(
  roots: readonly string[],
  names: readonly string[],
  open: (texts: ReadonlyMap<string, string>) => Everywhere & { readonly withTexts: WithTexts },
  idOf: (name: string) => string,
  first: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const said: string[] = [];
  const was = meanings(roots, names, first);
  let texts = new Map(first);
  for (const [edition, number] of [
    ["2023", Edition.edition2023],
    ["2024", Edition.edition2024],
  ] as const) {
    const s = open(texts);
    const next = new Map(texts);
    for (const name of names) {
      // What was refused in the first round stays as it is.
      const own = s.tree(idOf(name))?.syntax.edition ?? number;
      if (own >= number || (own < Edition.edition2023 && number > Edition.edition2023)) continue;
      const result = converted(s, idOf(name));
      if ("refused" in result) said.push(`${name} to ${edition}: ${result.refused}`);
      else next.set(name, result.text);
    }
    texts = next;
    const is = meanings(roots, names, texts);
    for (const [name, meaning] of was)
      if (is.get(name) !== meaning) said.push(`${name} in ${edition}: ${differing(meaning, is.get(name) ?? "")}`);
    said.push(...(await notAlike(roots, names, texts)));
  }
  return said;
}

/** How our own compiler's descriptors of the files differ from those of the reference compiler. */
async function notAlike(
  roots: readonly string[],
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const over = mkdtempSync(path.join(tmpdir(), "protocall-converted-"));
  try {
    writeTexts(over, texts);
    const all = [over, ...roots];
    const { ours, theirs } = await compileBoth({ roots: all, files, imports: "left out", sourceInfo: "included" });
    return differences(ours, theirs);
  } finally {
    rmSync(over, { recursive: true, force: true });
  }
}

function differing(before: string, after: string): string {
  const old = before.split("\n");
  const now = after.split("\n");
  const at = old.findIndex((line, i) => line !== now[i]);
  return `${old.slice(Math.max(0, at - 3), at + 1).join(" ")} → ${now[at]}`;
}

function protoFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(f => f.endsWith(".proto"))
    .map(f => f.replaceAll(path.sep, "/"));
}

/** All files of a folder, or of one `below` it, with what they import from there. */
export function convertFolder(
  folder: string,
  isWanted: (name: string, text: string) => boolean = () => true,
  below = "",
): Promise<string[]> {
  const read = protoFiles(path.join(folder, below)).map(f => path.posix.join(below, f));
  const texts = Object.fromEntries(read.map(f => [f, readFileSync(path.join(folder, f), "utf8")]));
  const names = Object.keys(texts).filter(name => isWanted(name, texts[name] ?? ""));
  assert.ok(names.length > 0, folder);
  const open = (over: ReadonlyMap<string, string>) => {
    const files = { ...texts, ...Object.fromEntries(over) };
    return { ...openWorkspace(files), withTexts: withTextsOver(files) };
  };
  return convertAll([folder], names, open, name => name);
}

/** Files that exist as texts alone. */
export function convertTexts(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const open = (over: ReadonlyMap<string, string>) => {
    const files = { ...texts, ...Object.fromEntries(over) };
    return { ...openWorkspace(files), withTexts: withTextsOver(files) };
  };
  return convertAll([], Object.keys(texts), open, name => name, new Map(Object.entries(texts)));
}
