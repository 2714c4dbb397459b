/**
 * Fields that rules of protovalidate name: in the expressions of a message, a field, or the elements of one, and in the lists of
 * fields of which one may be set.
 * Source: https://github.com/bufbuild/protovalidate/blob/main/proto/protovalidate/buf/validate/validate.proto
 */
import type { BodyField } from "../../request/bodySchema.ts";
import { celNames, type CelType, elementOf, type Named, typeOfField } from "./celNames.ts";
import { wholePath } from "./fieldPaths.ts";
import { targetsNamed } from "./typeNames.ts";
import { ownMessage, type ReadContext, type Reader } from "./readContext.ts";

export const messageRules: Reader = context => {
  const { schema, text, leaf } = context;
  const message = ownMessage(context);
  if (isExpression(leaf.path))
    return message && celNames(schema, text, { kind: "message", message }, declaredIn(context));
  return leaf.path.join(".") === "oneof.fields" ? wholePath(schema, message, text) : [];
};

export const fieldRules: Reader = context => {
  const { schema, text, leaf } = context;
  if (!isExpression(leaf.path)) return [];
  const field = ownMessage(context)?.fields.find(f => "kind" in leaf.owner && f.id.name === fullName(context));
  return celNames(schema, text, field ? ruled(context, field) : { kind: "unknown" }, declaredIn(context));
};

/** Names in expressions are full ones. */
const declaredIn =
  ({ s, linked }: ReadContext): Named =>
  name =>
    targetsNamed(s, linked, name, () => "");

const fullName = ({ leaf: { owner } }: ReadContext): string =>
  "kind" in owner && owner.kind === "field" ? owner.fullName : "";

const isExpression = (path: readonly string[]): boolean =>
  path.at(-1) === "cel_expression" || (path.at(-1) === "expression" && path.at(-2) === "cel");

/** What `this` is: below `items` and `values` one element. */
function ruled({ schema, leaf: { path } }: ReadContext, field: BodyField): CelType {
  const [outer, inner] = path;
  if ((outer === "repeated" && inner === "items") || (outer === "map" && inner === "values"))
    return elementOf(schema, field);
  return outer === "map" && inner === "keys" ? { kind: "plain" } : typeOfField(schema, field);
}
