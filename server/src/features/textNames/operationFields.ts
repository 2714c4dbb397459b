/**
 * Fields that are named by `google.cloud.operation_request_field` and `operation_response_field`. The first, on a field of a message
 * that starts an operation, names a field of the request that polls it; the second, on a field of that request, one of its answer.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/cloud/extended_operations.proto
 */
import { findDecl } from "../../outline/findDecl.ts";
import type { MethodOutline } from "../../outline/outline.ts";
import type { BodyMessage } from "../../request/bodySchema.ts";
import { messageFound } from "../linkedSchema.ts";
import { wholePath } from "./fieldPaths.ts";
import { literalText } from "./literalText.ts";
import { leavesOfOwner } from "./optionLeaves.ts";
import { ownMessage, type ReadContext, type Reader } from "./readContext.ts";
import { declarationNamed } from "./typeNames.ts";

export const operationRequestField: Reader = context => {
  const own = ownMessage(context);
  if (!own) return undefined;
  const services = new Set<string>();
  for (const [method, result] of context.linked.inputOf)
    if (result.ok && result.found.kind !== "package" && result.found.id.name === own.id.name)
      for (const name of servicesOf(context, method)) services.add(name);
  return agreed(
    context,
    [...services].flatMap(name => pollingInputs(context, name)),
  );
};

export const operationResponseField: Reader = context => {
  const own = ownMessage(context);
  if (!own) return undefined;
  const outputs: BodyMessage[] = [];
  for (const [method, result] of context.linked.inputOf) {
    if (!result.ok || result.found.kind === "package" || result.found.id.name !== own.id.name) continue;
    const output = messageFound(context.schema, context.linked.outputOf.get(method));
    if (output && isPolling(context, context.file, method)) outputs.push(output);
  }
  return agreed(context, outputs);
};

/** Several messages may be meant, as several methods take one; then the name stands for the fields of all of them or of none. */
function agreed({ schema, text }: ReadContext, messages: readonly BodyMessage[]): ReturnType<Reader> {
  const [first, ...others] = messages.filter(m => m.fields.some(f => f.name === text.text));
  if (!first || others.some(m => m.id.name !== first.id.name)) return undefined;
  return wholePath(schema, first, text);
}

function servicesOf({ s, file }: ReadContext, method: MethodOutline): string[] {
  const tree = s.tree(file);
  return leavesOfOwner(s, file, method).flatMap(({ extension, value }) =>
    tree && extension === "google.cloud.operation_service" && value.kind === "String"
      ? [literalText(tree, value).text]
      : [],
  );
}

function pollingInputs(context: ReadContext, service: string): BodyMessage[] {
  const { s, linked, schema } = context;
  const own = linked.outline.package;
  const id = declarationNamed(linked, service, own ? `${own}.x` : "x");
  const there = id && s.linked(id.file);
  const decl = there && findDecl(there.outline, id.name);
  if (decl?.kind !== "service") return [];
  return decl.methods.flatMap(m => {
    const input = isPolling(context, id?.file ?? "", m) ? messageFound(schema, there?.inputOf.get(m)) : undefined;
    return input ? [input] : [];
  });
}

const isPolling = ({ s }: ReadContext, file: string, method: MethodOutline): boolean =>
  leavesOfOwner(s, file, method).some(
    ({ extension, value }) =>
      extension === "google.cloud.operation_polling_method" && value.kind === "Ident" && value.text === "true",
  );
