/**
 * Canonical style of a .proto file, as edits. What is broken stays byte for byte. The result is proved before it is given: it has the same
 * tokens, and each comment belongs to the same declaration; otherwise nothing is changed.
 */
import { applyEdits } from "../base/applyEdits.ts";
import type { TextEdit } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { Tree } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { arrange, setSections, unitsOf } from "./header.ts";
import { Layout } from "./layout.ts";
import { Printer } from "./print.ts";
import { sameMeaning } from "./proof.ts";
import { Soundness } from "./sound.ts";
import { layOutDecls } from "./statements.ts";

export interface FormatOptions {
  /** What one level of nesting is indented by. */
  readonly indent: string;
  /** Whether imports and options are sorted and gathered at the head of the file, or stay where they are. */
  readonly order: "canonical" | "kept";
}

export const canonical: FormatOptions = { indent: "  ", order: "canonical" };

/** Why a text cannot be formatted, and where; `unproven` says that the result would not have meant the same. */
export interface Refusal {
  readonly reason: "unclosed comment" | "unclosed string" | "unknown syntax" | "unproven";
  readonly offset: number;
}

export type Formatted =
  | { readonly edits: readonly TextEdit[]; readonly text: string; readonly refusal?: undefined }
  | { readonly edits: readonly []; readonly text: string; readonly refusal: Refusal };

const refusals: Readonly<Record<string, Refusal["reason"]>> = {
  P1021: "unclosed comment",
  P1030: "unclosed string",
  P1031: "unclosed string",
  P1180: "unknown syntax",
  P1181: "unknown syntax",
};

export function format(tree: Tree, options: FormatOptions): Formatted {
  return refused(tree) ?? proved(tree, formatEdits(tree, options), options.order);
}

export const formatText = (source: string, options: FormatOptions): Formatted => format(parse(source), options);

/** The same for what lies within a span, without what is put in at its end; nothing changes its place. */
export function formatWithin(tree: Tree, { indent }: Pick<FormatOptions, "indent">, { start, end }: Span): Formatted {
  const edits = (): TextEdit[] =>
    formatEdits(tree, { indent, order: "kept" }).filter(
      ({ span }) => span.start >= start && span.start < end && span.end <= end,
    );
  return refused(tree) ?? proved(tree, edits(), "kept");
}

function refused({ source, problems }: Tree): Formatted | undefined {
  for (const { code, span } of problems) {
    const reason = refusals[code];
    if (reason) return { edits: [], text: source, refusal: { reason, offset: span.start } };
  }
  return undefined;
}

function proved(tree: Tree, edits: readonly TextEdit[], order: FormatOptions["order"]): Formatted {
  const { source } = tree;
  if (edits.length === 0) return { edits: [], text: source };
  const text = applyEdits(source, edits);
  const difference = sameMeaning(tree, parse(text), order);
  return difference === undefined
    ? { edits, text }
    : { edits: [], text: source, refusal: { reason: "unproven", offset: difference } };
}

function formatEdits(tree: Tree, { indent, order }: FormatOptions): TextEdit[] {
  const layout = new Layout(tree);
  layOutDecls(layout, new Soundness(tree), tree.root.decls, -1, 0);
  const { units, rest } = unitsOf(layout);
  const arranged = order === "canonical" && !layout.hasKept ? arrange(tree, units) : { units, moved: 0 };
  setSections(layout, arranged.units);
  return new Printer(layout, indent).print({ ...arranged, rest });
}
