/** The messages of the workspace with what their fields hold, for names outside of .proto files and in strings. */
import type { Lookup } from "../link/lookup.ts";
import type { BodyField, BodyMessage, BodySchema } from "../request/bodySchema.ts";
import { workspaceSchema } from "../request/workspaceSchema.ts";
import type { Semantics } from "./symbolAt.ts";

/** Fields are known by the outline that their file was linked with, which need not be the one that is kept of it. */
export const linkedSchema = (s: Semantics): BodySchema =>
  workspaceSchema({
    outline: file => s.declared(file)?.outline ?? s.outline(file),
    linked: file => s.linked(file),
    whoDeclares: name => s.whoDeclares(name),
  });

export const messageFound = (schema: BodySchema, result: Lookup | undefined): BodyMessage | undefined =>
  result?.ok && result.found.kind === "message" ? schema.message(result.found.id) : undefined;

/** The message that one value of a field is. */
export const messageOf = (schema: BodySchema, field: BodyField | undefined): BodyMessage | undefined =>
  field?.type.kind === "message" ? schema.message(field.type.id) : undefined;
