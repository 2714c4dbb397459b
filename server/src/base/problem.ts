/**
 * What is wrong with the user's text, as a value. The wording lives in `messages/`, keyed by `code`, so that a problem can be
 * said in each language; `args` fill the places of the template in order.
 */
import type { Span } from "./span.ts";

/** `hint` is for what no compiler minds. */
export type Severity = "error" | "warning" | "hint";

/** A place that explains a problem; `file` is absent where it lies in the file of the problem. */
export interface Related {
  readonly file?: string;
  /** A declared name whose position the file's own where-is table gives, or a span in the file of the problem. */
  readonly at: Span | { readonly decl: string };
  /** Key of the wording, with its arguments. */
  readonly code: string;
  readonly args: readonly string[];
}

/** Replaces `span` by `text` in the file of the problem. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly code: string;
  readonly args: readonly string[];
  readonly edits: readonly TextEdit[];
}

export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly args: readonly string[];
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** How an editor may draw it. */
  readonly tag?: "unnecessary" | "deprecated";
}
