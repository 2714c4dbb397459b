/** Finds literals that look like credentials, so that none is committed by accident. */
import type { Span } from "../base/span.ts";
import { findReferences } from "../protocol/template.ts";

/** How well-known credentials begin: JSON web tokens, GitHub, GitLab, Slack, AWS, Google, Stripe and OpenAI-like keys. */
const knownShapes =
  /\b(?:eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|[rs]k[-_](?:live|test|proj)?[-_]?\w{16,})/;

const secretKeys =
  /^(?:authorization|proxy-authorization|cookie|.*(?:api-?key|token|secret|password|credential)s?.*)$/;

/** Where in the value of a metadata key (in lower case) a credential seems to stand. */
export function looksLikeSecret(key: string, value: string): Span | undefined {
  const known = knownShapes.exec(value);
  if (known) return { start: known.index, end: known.index + known[0].length };
  if (!secretKeys.test(key) || findReferences(value).length > 0) return undefined;
  const start = /^(?:bearer|basic|token|digest|apikey)\s+/i.exec(value)?.[0].length ?? 0;
  const literal = value.slice(start);
  // Placeholders and words (`Bearer <token>`, `changeme`) are no secrets; what is long and mixes letters and digits may be.
  return literal.length >= 12 && /^[\w+/=.~-]+$/.test(literal) && /\d/.test(literal) && /[A-Za-z]/.test(literal)
    ? { start, end: value.length }
    : undefined;
}

/** A name to keep the secret of a metadata key under. */
export const secretNameFor = (key: string): string =>
  key === "authorization" ? "token" : key.replace(/[^\w.-]/g, "-");
