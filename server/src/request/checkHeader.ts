import { findReferences } from "../protocol/template.ts";
import { looksLikeSecret, secretNameFor } from "./literalSecret.ts";
import type { Header } from "./requestDocument.ts";
import type { RequestProblems } from "./requestProblems.ts";

/** Set by the transport; a request cannot override them. */
const transportKeys = new Set(["content-type", "te", "content-length", "connection", "host", "transfer-encoding"]);

/** Whether a header of a document becomes metadata of the call. */
export const isMetadata = (name: string): boolean => {
  const key = name.toLowerCase();
  return /^[0-9a-z_.-]+$/.test(key) && !key.startsWith("grpc-") && !transportKeys.has(key);
};

/** Rules for metadata: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#requests ("Custom-Metadata"). */
export function checkHeader({ name, value }: Header, problems: RequestProblems): void {
  const key = name.text.toLowerCase();
  const references = findReferences(value.text);
  if (!/^[0-9a-z_.-]+$/.test(key)) problems.error("R1012", name.span, name.text);
  else if (transportKeys.has(key)) problems.warn("R1015", name.span, [name.text]);
  else if (key.startsWith("grpc-")) problems.error("R1013", name.span, name.text);
  else if (key.endsWith("-bin")) {
    if (references.length === 0 && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value.text)) problems.error("R1014", value.span);
  } else if (/[^\x20-\x7e]/.test(value.text)) problems.error("R1016", value.span);

  const secret = looksLikeSecret(key, value.text);
  if (!secret) return;
  const replacement = `{{secret:${secretNameFor(key)}}}`;
  const span = { start: value.span.start + secret.start, end: value.span.start + secret.end };
  problems.warn("R1020", span, [replacement]);
}
