/** What the readers of strings know of the string that they read. */
import type { Linked } from "../../link/link.ts";
import type { FileId } from "../../link/world.ts";
import type { BodyMessage, BodySchema } from "../../request/bodySchema.ts";
import { messageFound } from "../linkedSchema.ts";
import type { Semantics } from "../symbolAt.ts";
import type { LiteralText } from "./literalText.ts";
import type { OptionLeaf } from "./optionLeaves.ts";
import type { TextName } from "./textName.ts";

export interface ReadContext {
  readonly s: Semantics;
  readonly file: FileId;
  readonly linked: Linked;
  readonly schema: BodySchema;
  readonly leaf: OptionLeaf;
  readonly text: LiteralText;
}

/** The names in one string; undefined where the reader cannot tell what the string means. */
export type Reader = (context: ReadContext) => Iterable<TextName> | undefined;

export const inputOf = ({ linked, schema, leaf: { owner } }: ReadContext): BodyMessage | undefined =>
  "kind" in owner && owner.kind === "method" ? messageFound(schema, linked.inputOf.get(owner)) : undefined;

export const outputOf = ({ linked, schema, leaf: { owner } }: ReadContext): BodyMessage | undefined =>
  "kind" in owner && owner.kind === "method" ? messageFound(schema, linked.outputOf.get(owner)) : undefined;

/** The message that has the option, or in which the field or the oneof stands that has it. */
export function ownMessage({ file, schema, leaf: { owner } }: ReadContext): BodyMessage | undefined {
  if (!("kind" in owner)) return undefined;
  if (owner.kind === "message") return schema.message({ file, name: owner.fullName });
  const inside = (owner.kind === "field" && owner.extendee === undefined) || owner.kind === "oneof";
  return inside && owner.parent ? schema.message({ file, name: owner.parent.fullName }) : undefined;
}
