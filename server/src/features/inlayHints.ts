/** Small facts at the end of a line that the text does not show. */
import type { FileId } from "../link/world.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import type { Span } from "../base/span.ts";
import { featuresOf, hasPresence } from "../editions/features.ts";
import { spanOfNode } from "./declSpan.ts";
import type { Semantics } from "./symbolAt.ts";
import { nextFieldNumber } from "../outline/nextFieldNumber.ts";

export type HintKind = "tag-size" | "implicit-presence" | "json-name" | "next-number";

export interface InlayHint {
  readonly offset: number;
  readonly kind: HintKind;
  readonly text: string;
}

/** Numbers that a message of the file had at other times; undefined where nobody knows. */
export type UsedNumbers = (fullName: string) => ReadonlySet<number> | undefined;

/** Hints of the kinds that are wanted, within a span. */
export function inlayHints(
  trees: Semantics,
  file: FileId,
  within: Span,
  kinds: ReadonlySet<HintKind>,
  used: UsedNumbers = () => undefined,
): readonly InlayHint[] {
  const tree = trees.tree(file);
  const declared = trees.declared(file);
  if (!tree || !declared) return [];
  const out: InlayHint[] = [];
  for (const [decl, node] of declared.nodes) {
    const span = spanOfNode(tree, node);
    if (span.end < within.start || span.start > within.end) continue;
    if (decl.kind === "field" && node.kind === "Field" && isWritten(decl)) {
      const number = node.number && spanOfNode(tree, node.number);
      if (number && kinds.has("tag-size") && tagBytes(decl.number) > 1)
        out.push({ offset: number.end, kind: "tag-size", text: `${tagBytes(decl.number)} B` });
      const json = defaultJsonName(decl.name);
      const name = node.name && spanOfNode(tree, node.name);
      if (name && kinds.has("json-name") && decl.jsonName === undefined && json !== decl.name)
        out.push({ offset: name.end, kind: "json-name", text: `"${json}"` });
      if (number && kinds.has("implicit-presence") && isImplicit(trees, file, decl))
        out.push({ offset: number.end, kind: "implicit-presence", text: "implicit" });
    }
    if (decl.kind === "message" && node.kind === "Message" && node.body?.closed && kinds.has("next-number")) {
      const next = nextFieldNumber(decl as MessageOutline, used(decl.fullName));
      // Behind the brace: before it, where it stands alone on its line, the hint would stand where text begins.
      if (next !== undefined && decl.fields.length)
        out.push({ offset: span.end, kind: "next-number", text: `next = ${next}` });
    }
  }
  return out.sort((a, b) => a.offset - b.offset);
}

/** Whether a field that holds its default cannot be told from one that was never set. */
function isImplicit(s: Semantics, file: FileId, field: FieldOutline): boolean {
  const type = s.linked(file)?.typeOf.get(field);
  const isMessage = field.form !== "plain" || (type?.ok === true && type.found.kind === "message");
  // A type that nobody knows may be a message.
  if (type && !type.ok) return false;
  return field.label !== "repeated" && !hasPresence(featuresOf(s, file, field), field, isMessage);
}

const isWritten = (f: FieldOutline): boolean => f.parent?.synthetic !== "map-entry";

/** Bytes of a field's tag: the number shifted by three bits, as a varint. */
export function tagBytes(number: number): number {
  if (number < 1 << 4) return 1;
  if (number < 1 << 11) return 2;
  if (number < 1 << 18) return 3;
  return number < 1 << 25 ? 4 : 5;
}
