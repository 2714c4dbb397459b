/** Between the brackets of a literal: extensions of its message, or the messages that an Any may hold. */
import { importEdits } from "../../check/importEdit.ts";
import type { FileId } from "../../link/world.ts";
import type { MessageRef } from "../../options/schema.ts";
import type { DeclOutline } from "../../outline/outline.ts";
import type { Cursor } from "./cursor.ts";
import { shortestBody } from "./literalBodies.ts";
import { isAny, typeName } from "./optionFields.ts";
import { extensionsOf } from "./optionNames.ts";
import type { OptionPlace } from "./optionPlace.ts";
import { valueSnippet } from "./optionValues.ts";
import type { Candidates, Completions, Proposal } from "./proposal.ts";
import { offered, type TypeDecl } from "./types.ts";
import { notImported } from "./typesElsewhere.ts";

type BracketPlace = Extract<OptionPlace, { kind: "bracket" }>;

export function bracketNames(s: Candidates, file: FileId, cursor: Cursor, place: BracketPlace): Completions {
  if (isAny(place.type)) return messagesOfAny(s, file, cursor, place);
  const { tree } = cursor;
  const proposals = extensionsOf(s, file, tree, place).map(({ field, rank, moreEdits }): Proposal => {
    const name = field.outline.fullName;
    return {
      label: name,
      kind: "field",
      ...closing(cursor, name, () => `: ${valueSnippet(place, field, tree.syntax.edition)}`),
      detail: typeName(field),
      decl: { file: field.file, name },
      rank,
      ...(moreEdits ? { moreEdits } : {}),
    };
  });
  return { proposals, cut: false };
}

/** Messages in sight, and those that would be with one more import. */
function messagesOfAny(s: Candidates, file: FileId, cursor: Cursor, place: BracketPlace): Completions {
  const { tree, name } = cursor;
  const prefix = place.host === undefined ? "type.googleapis.com/" : "";
  const proposal = (ref: MessageRef, rank: number): Proposal => {
    const { fullName } = ref.message;
    return {
      label: prefix + fullName,
      kind: "message",
      ...closing(cursor, prefix + fullName, () => ` ${shortestBody(place, ref, tree.syntax.edition)}`),
      decl: { file: ref.file, name: fullName },
      rank,
    };
  };
  const out: Proposal[] = [];
  const seen = new Set<string>();
  for (const v of s.linked(file)?.visible ?? [])
    for (const decl of v.outline.types.values())
      if (decl.kind === "message" && !decl.synthetic) {
        seen.add(decl.fullName);
        out.push(proposal({ file: v.id, message: decl }, v.id === file ? 0 : 1));
      }
  const typed = tree.source.slice(name.start, name.end).toLowerCase();
  if (typed === "") return { proposals: out, cut: true };
  const isWanted = (decl: DeclOutline): decl is TypeDecl => !seen.has(decl.fullName) && offered(decl, "message");
  const others = notImported(s, file, typed, isWanted);
  for (const { decl, from, path } of others.found)
    if (decl.kind === "message")
      out.push({
        ...proposal({ file: from, message: decl }, 4),
        detail: path,
        moreEdits: importEdits(tree, path),
      });
  return { proposals: out, cut: others.cut };
}

/** A name with its bracket and what follows, as far as these are not there yet. */
function closing(
  { tree, name, offset }: Cursor,
  text: string,
  value: () => string,
): Pick<Proposal, "span" | "text" | "snippet" | "filter"> {
  const [, rest = "", bracket = "", next] =
    /^([\w.]*)(\]?)[ \t]*([:{<])?/.exec(tree.source.slice(offset, offset + 1000)) ?? [];
  if (next !== undefined || rest !== "") return { span: name, text };
  return {
    span: { start: name.start, end: name.end + bracket.length },
    text: `${text}]${value()}`,
    snippet: true,
    filter: text,
  };
}
