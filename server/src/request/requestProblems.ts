import type { Fix, Problem, Severity } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { RequestProblemCode } from "./messages.ts";

/** Collects the problems of one document. */
export class RequestProblems {
  readonly list: Problem[] = [];

  error(code: RequestProblemCode, span: Span, ...args: string[]): void {
    this.#add("error", code, span, args);
  }

  warn(code: RequestProblemCode, span: Span, args: readonly string[], fixes?: readonly Fix[]): void {
    this.#add("warning", code, span, args, fixes);
  }

  hint(code: RequestProblemCode, span: Span, ...args: string[]): void {
    this.#add("hint", code, span, args);
  }

  #add(
    severity: Severity,
    code: RequestProblemCode,
    span: Span,
    args: readonly string[],
    fixes?: readonly Fix[],
  ): void {
    this.list.push({ code, severity, span, args, ...(fixes ? { fixes } : {}) });
  }
}
