import { parseExpectation } from "../protocol/expectation.ts";
import type { Directive, Piece, RequestBlock } from "./requestDocument.ts";
import type { RequestProblems } from "./requestProblems.ts";

/** Directives of other clients that change nothing about a gRPC call: no reason to complain about a pasted block. */
const withoutEffect = new Set(["no-log", "no-redirect", "no-cookie-jar", "no-auto-encoding", "connection-timeout"]);

export const directiveNames = ["name", "profile", "timeout", "expect"] as const;

type Read = Pick<RequestBlock, "profile" | "timeoutMs" | "expectations"> & { readonly name?: Piece };

/** What the directives of a request say; of several with one name the last holds, and every `@expect`. */
export function readDirectives(directives: readonly Directive[], problems: RequestProblems): Read {
  const read: { -readonly [Key in keyof Read]: Read[Key] } = { expectations: [] };
  const expectations = [];
  for (const { name, value, span } of directives) {
    if (value.text === "" && (directiveNames as readonly string[]).includes(name.text)) {
      problems.error("R1043", span, name.text);
      continue;
    }
    switch (name.text) {
      case "name":
        read.name = value;
        break;
      case "profile":
        read.profile = value;
        break;
      case "timeout": {
        const timeout = parseDuration(value.text);
        if (timeout === undefined) problems.error("R1041", value.span);
        else read.timeoutMs = timeout;
        break;
      }
      case "expect": {
        const expectation = parseExpectation(value.text);
        if (expectation) expectations.push(expectation);
        else problems.error("R1042", value.span);
        break;
      }
      default:
        if (!withoutEffect.has(name.text)) problems.warn("R1040", name.span, [name.text]);
    }
  }
  return { ...read, expectations };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `30` (seconds), `1.5 s`, `500ms` or `2 m`; undefined if it is none of these or no time at all. */
function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/.exec(text);
  const milliseconds = Math.round(Number(match?.[1]) * (units[match?.[2] ?? "s"] ?? 0));
  // gRPC sends timeouts of at most eight digits; setTimeout takes no more than this either.
  return milliseconds > 0 && milliseconds < 2 ** 31 ? milliseconds : undefined;
}
