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

export interface SeverityMistake {
  /** No object of rules, an entry that is no code, an entry whose value is no severity. */
  readonly kind: "no-rules" | "no-code" | "no-severity";
  readonly entry: string;
}

export interface Severities {
  readonly rules: SeverityRules;
  readonly mistake?: SeverityMistake;
}

/** The entries of `value` that are rules, and the first mistake. Whether there is a rule of each code is not asked. */
export function severityRules(value: unknown): Severities {
  if (!isObject(value)) return { rules: {}, mistake: { kind: "no-rules", entry: "" } };
  const rules: Record<string, ShownSeverity | "off"> = {};
  let mistake: SeverityMistake | undefined;
  for (const [entry, severity] of Object.entries(value))
    if (!/^[A-Z]\d{4}$/.test(entry)) mistake ??= { kind: "no-code", entry };
    else if (isRuleSeverity(severity)) rules[entry] = severity;
    else mistake ??= { kind: "no-severity", entry };
  return { rules, ...(mistake ? { mistake } : {}) };
}
