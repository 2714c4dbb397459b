/** What is wrong with the JSON of a request, as values: all of it at once, with the place in the text and in the message. */
import type { BodyProblemCode } from "./bodyText.ts";

export interface BodyProblem {
  /** Stable; what a fix or a test goes by. The wording is that of `bodyProblemText`. */
  readonly code: BodyProblemCode;
  readonly args: readonly string[];
  /** Where in the message, by JSON names: `user.emails[2]`; empty for the message itself. */
  readonly path: string;
  /** UTF-16 offsets in the text of the request. */
  readonly start: number;
  readonly end: number;
  /** What was probably meant: a name to put in the place of the span, without quotes. */
  readonly suggestion?: string;
}

/** Steps from the message to a value: names of fields and keys, and indexes. */
export type JsonPath = readonly (string | number)[];

/** A path as it is shown. Keys that are no names are quoted: `labels["a b"]`. */
export function renderPath(path: JsonPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\p{L}_$@][\p{L}\p{N}_$@]*$/u.test(step)) text += text ? `.${step}` : step;
    else if (step.startsWith("[")) text += text ? `.${step}` : step;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}
