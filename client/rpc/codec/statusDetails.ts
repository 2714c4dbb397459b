/** The details of a `google.rpc.Status`, which come in a trailer. */
import { decodeJson } from "./messageCodec.ts";
import type { Schema } from "./schema.ts";

/** Pretty JSON of each detail; one whose type is unknown shows its type and its bytes. */
export function statusDetails(schema: Schema, status: Uint8Array): readonly string[] {
  const type = schema.findMessage("google.rpc.Status");
  const decoded = type && decodeJson(schema, type, status, { indent: 0 });
  if (!decoded || "malformed" in decoded)
    return [`"the details cannot be read: ${Buffer.from(status).toString("base64")}"`];
  const { details = [] } = JSON.parse(decoded.json) as { details?: unknown[] };
  return details.map(detail => JSON.stringify(detail, undefined, 2));
}
