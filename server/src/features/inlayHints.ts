/** Small facts at the end of a line that the text does not show. */
import type { FileId } from "../link/world.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { FieldOutline, MessageOutline } from "../outline/outline.ts";
import type { Span } from "../base/span.ts";
import { featuresOf, hasPresence } from "../editions/features.ts";
import { spanOfNode } from "./declSpan.ts";
import type { Semantics } from "./symbolAt.ts";
import { labelsOf } from "../notes/labels.ts";
import type { Language } from "../shared/language.ts";
import type { FieldDecl, Tree } from "../syntax/ast.ts";
import { Sym } from "../syntax/tokenKind.ts";
import { nextFieldNumber } from "../outline/nextFieldNumber.ts";

export type HintKind = "tag-size" | "implicit-presence" | "json-name" | "next-number";

export interface InlayHint {
  readonly offset: number;
  readonly kind: HintKind;
  readonly text: string;
  /** Writes down what the hint says. */
  readonly accept?: { readonly offset: number; readonly text: string };
}

export interface HintOptions {
  /** Numbers that a message of the file had at other times; undefined where nobody knows. */
  used?(fullName: string): ReadonlySet<number> | undefined;
  readonly language?: Language;
}

/** Hints of the kinds that are wanted, within a span. */
export function inlayHints(
  trees: Semantics,
  file: FileId,
  within: Span,
  kinds: ReadonlySet<HintKind>,
  { used, language = "en" }: HintOptions = {},
): readonly InlayHint[] {
  const tree = trees.tree(file);
  const declared = trees.declared(file);
  if (!tree || !declared) return [];
  const labels = labelsOf(language);
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
      // An extension is named in brackets there, by its full name.
      const isNamed = decl.jsonName === undefined && decl.extendee === undefined;
      if (name && kinds.has("json-name") && isNamed && json !== decl.name) {
        const accept = number && jsonNameOption(tree, node, number.end, json);
        out.push({ offset: name.end, kind: "json-name", text: `"${json}"`, ...(accept ? { accept } : {}) });
      }
      if (number && kinds.has("implicit-presence") && isImplicit(trees, file, decl))
        out.push({ offset: number.end, kind: "implicit-presence", text: labels.presenceImplicit });
    }
    if (decl.kind === "message" && node.kind === "Message" && node.body?.closed && kinds.has("next-number")) {
      const next = nextFieldNumber(decl as MessageOutline, used?.(decl.fullName));
      // Behind the brace: before it, where it stands alone on its line, the hint would stand where text begins.
      if (next !== undefined && decl.fields.length)
        out.push({ offset: span.end, kind: "next-number", text: `${labels.nextHint} = ${next}` });
    }
  }
  return out
    .filter(({ offset }) => within.start <= offset && offset <= within.end)
    .sort((a, b) => a.offset - b.offset);
}

/** Behind the options that the field has, or as its first; nothing where those are half written. */
function jsonNameOption(tree: Tree, { options }: FieldDecl, behindNumber: number, name: string): InlayHint["accept"] {
  const option = `json_name = "${name}"`;
  if (!options) return { offset: behindNumber, text: ` [${option}]` };
  if (tree.tokens.kinds[options.last] !== Sym.closeBracket) return undefined;
  const offset = tree.tokens.starts[options.last] as number;
  return { offset, text: options.options.length ? `, ${option}` : option };
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
function tagBytes(number: number): number {
  if (number < 1 << 4) return 1;
  if (number < 1 << 11) return 2;
  if (number < 1 << 18) return 3;
  return number < 1 << 25 ? 4 : 5;
}
