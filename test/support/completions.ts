/** What completion proposes at the `$0` of a fixture. */
import { complete } from "../../server/src/features/completion/complete.ts";
import type { Completions, Proposal } from "../../server/src/features/completion/proposal.ts";
import { HistoryCollector } from "../../server/src/features/fieldHistory.ts";
import { candidatesOf } from "./candidates.ts";
import { parseFixture } from "./fixture.ts";
import { MemoryWorkspace } from "./memoryWorkspace.ts";

/** `older`: texts that the file had before. */
export function completions(source: string, ...older: readonly string[]): Completions {
  const { files, cursor } = parseFixture(source);
  if (!cursor) throw new Error("the fixture has no cursor");
  const collector = new HistoryCollector();
  for (const text of older) collector.add(text);
  const workspace = new MemoryWorkspace(files, () => ({ problems: [] }));
  return complete(candidatesOf(workspace, collector.history), cursor.file, cursor.offset);
}

export const proposals = (source: string, ...older: readonly string[]): readonly Proposal[] =>
  completions(source, ...older).proposals;

export const labels = (source: string, ...older: readonly string[]): string[] =>
  proposals(source, ...older).map(p => p.label);

/** The text of the file with the cursor once a proposal is taken; tab stops stay as they are. */
export function accept(source: string, label: string, ...older: readonly string[]): string {
  const { files, cursor } = parseFixture(source);
  const proposal = proposals(source, ...older).find(p => p.label === label);
  if (!proposal || !cursor) throw new Error(`no proposal ${label} among ${labels(source, ...older).join(" ")}`);
  const edits = [{ span: proposal.span, text: proposal.text }, ...(proposal.moreEdits ?? [])];
  let text = files[cursor.file] as string;
  for (const edit of edits.toSorted((a, b) => b.span.start - a.span.start))
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  return text;
}
