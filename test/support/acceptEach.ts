/** What a file says once each proposal at its cursor is taken: for proposals that must compile as they are. */
import { plainSnippet } from "../../server/src/features/completion/accept.ts";
import type { Proposal } from "../../server/src/features/completion/proposal.ts";
import { problemsOf } from "./checked.ts";
import { proposals } from "./completions.ts";
import { parseFixture } from "./fixture.ts";

/** The proposals after which the files have errors, each with the first one: `name: 2:9 P3101 «0»`. */
export function brokenBy(source: string, which: (p: Proposal) => boolean = () => true): string[] {
  const { files, cursor } = parseFixture(source);
  if (!cursor) throw new Error("the fixture has no cursor");
  return proposals(source)
    .filter(which)
    .flatMap(p => {
      let text = files[cursor.file] as string;
      const edits = [{ span: p.span, text: p.snippet ? plainSnippet(p.text) : p.text }, ...(p.moreEdits ?? [])];
      for (const edit of edits.toSorted((a, b) => b.span.start - a.span.start))
        text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
      const after = Object.entries({ ...files, [cursor.file]: text }).map(([file, t]) => `//- ${file}\n${t}`);
      const [error] = problemsOf(after.join("\n"))
        .split("\n")
        .filter(line => line && !line.includes(" warning "));
      return error ? [`${p.label}: ${error}`] : [];
    });
}
