/** How strongly problems are shown, rule by rule: what the user asks for counts, else what the problem says itself. */
import type { Problem } from "./problem.ts";
import { isObject } from "../shared/isObject.ts";

const shownSeverities = ["error", "warning", "info", "hint"] as const;
export type ShownSeverity = (typeof shownSeverities)[number];

/** By code; `off` hides a problem. */
export type SeverityRules = Readonly<Record<string, ShownSeverity | "off">>;

const isRuleSeverity = (value: unknown): value is ShownSeverity | "off" =>
  value === "off" || shownSeverities.some(s => s === value);

/** Undefined where the rules hide the problem. */
export function shownSeverity(
  problem: Pick<Problem, "code" | "severity">,
  rules: SeverityRules,
): ShownSeverity | undefined {
  const asked = Object.hasOwn(rules, problem.code) ? rules[problem.code] : undefined;
  return asked === "off" ? undefined : (asked ?? problem.severity);
}

/** The entries of `value` that are rules, and the first that is none. */
export function severityRules(value: unknown): { readonly rules: SeverityRules; readonly wrong?: string } {
  if (!isObject(value)) return { rules: {}, wrong: "" };
  const rules: Record<string, ShownSeverity | "off"> = {};
  let wrong: string | undefined;
  for (const [code, severity] of Object.entries(value))
    if (/^[A-Z]\d{4}$/.test(code) && isRuleSeverity(severity)) rules[code] = severity;
    else wrong ??= code;
  return { rules, ...(wrong === undefined ? {} : { wrong }) };
}
