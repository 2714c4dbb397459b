/**
 * `# @expect …`: what the answer of a request must be, for runs without a person.
 *
 *     # @expect NOT_FOUND                 the status, by name or number
 *     # @expect $.user.name == "Kim"      a value of the answer (of the last message of a stream)
 *     # @expect $.items[0].id != ""       also: contains, exists, absent
 *     # @expect messages == 3             how many messages came
 *
 * Part of the contract: the server reads them, whoever sends the request compares.
 */
import { statusNames } from "../shared/statusNames.ts";

export type Comparison = "==" | "!=" | "contains" | "exists" | "absent";

export type Expectation =
  | { readonly kind: "status"; readonly status: string }
  | { readonly kind: "messages"; readonly count: number }
  | {
      readonly kind: "value";
      readonly path: readonly (string | number)[];
      readonly comparison: Comparison;
      /** Absent for `exists` and `absent`. */
      readonly expected?: unknown;
    };

/** What stands after `# @expect`; undefined if it means nothing. */
export function parseExpectation(text: string): Expectation | undefined {
  const words = text.trim().replace(/^status\s+(==\s*)?/i, "");
  const status = statusNames.find(name => name === words.toUpperCase()) ?? statusNames[statusNumber(words)];
  if (status) return { kind: "status", status };

  const count = /^messages\s*==\s*(\d+)$/.exec(words)?.[1];
  if (count !== undefined) return { kind: "messages", count: Number(count) };

  const value = /^\$((?:\.[\w$-]+|\[\d+\]|\["[^"\\]*"\])*)\s*(==|!=|contains\b|exists\b|absent\b)\s*(.*)$/s.exec(
    words,
  );
  if (!value) return undefined;
  const path = [...(value[1] ?? "").matchAll(/\.([\w$-]+)|\[(\d+)\]|\["([^"]*)"\]/g)].map(step =>
    step[2] !== undefined ? Number(step[2]) : (step[1] ?? step[3] ?? ""),
  );
  const comparison = value[2] as Comparison;
  const rest = value[3] ?? "";
  if (comparison === "exists" || comparison === "absent") {
    return rest === "" ? { kind: "value", path, comparison } : undefined;
  }
  try {
    return { kind: "value", path, comparison, expected: JSON.parse(rest) };
  } catch {
    return undefined;
  }
}

const statusNumber = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : -1);

/** What came back, as far as expectations ask. */
export interface Outcome {
  /** Name of the status. */
  readonly status: string;
  /** Each message as parsed JSON. */
  readonly messages: readonly unknown[];
}

export interface Unmet {
  readonly expectation: Expectation;
  /** What was there instead, as text; absent where nothing was. */
  readonly actual?: string;
}

/** The expectations that an outcome does not meet. Without one about the status, `OK` is expected. */
export function unmetExpectations(expectations: readonly Expectation[], outcome: Outcome): Unmet[] {
  const all = expectations.some(({ kind }) => kind === "status")
    ? expectations
    : [{ kind: "status", status: "OK" } as const, ...expectations];
  return all.flatMap(expectation => {
    const differing = mismatch(expectation, outcome);
    return differing ? [{ expectation, ...differing }] : [];
  });
}

/** The text of an expectation as one writes it. */
export function renderExpectation(expectation: Expectation): string {
  if (expectation.kind === "status") return `status ${expectation.status}`;
  if (expectation.kind === "messages") return `messages == ${expectation.count}`;
  const path = expectation.path.map(step =>
    typeof step === "number" ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `["${step}"]`,
  );
  const expected = "expected" in expectation ? ` ${JSON.stringify(expectation.expected)}` : "";
  return `$${path.join("")} ${expectation.comparison}${expected}`;
}

/** Undefined where the outcome is as expected. */
function mismatch(expectation: Expectation, outcome: Outcome): Pick<Unmet, "actual"> | undefined {
  if (expectation.kind === "status") {
    return expectation.status === outcome.status ? undefined : { actual: outcome.status };
  }
  if (expectation.kind === "messages") {
    return expectation.count === outcome.messages.length ? undefined : { actual: String(outcome.messages.length) };
  }
  const actual = valueAt(outcome.messages.at(-1), expectation.path);
  if (holds(expectation.comparison, actual, expectation.expected)) return undefined;
  return actual === undefined ? {} : { actual: JSON.stringify(actual) };
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function holds(comparison: Comparison, actual: unknown, expected: unknown): boolean {
  switch (comparison) {
    case "exists":
      return actual !== undefined;
    case "absent":
      return actual === undefined;
    case "==":
      return same(actual, expected);
    case "!=":
      return !same(actual, expected);
    case "contains":
      return typeof actual === "string" && typeof expected === "string"
        ? actual.includes(expected)
        : Array.isArray(actual) && actual.some(item => same(item, expected));
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      key => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
