/**
 * Options whose strings name declarations, each with how its strings are read.
 * Sources: https://github.com/googleapis/googleapis/tree/master/google/api and google/longrunning/operations.proto;
 * https://github.com/grpc-ecosystem/grpc-gateway/blob/main/protoc-gen-openapiv2/options/openapiv2.proto;
 * https://github.com/google/gnostic/blob/main/openapiv3/annotations.proto
 */
import { listedPaths, templatePaths, wholePath } from "./fieldPaths.ts";
import { operationRequestField, operationResponseField } from "./operationFields.ts";
import { inputOf, outputOf, ownMessage, type Reader } from "./readContext.ts";
import { textName } from "./textName.ts";
import { typeName } from "./typeNames.ts";
import { fieldRules, messageRules } from "./validation.ts";

/** Full names of fields that hold templates of paths. */
const templates = new Set(["get", "put", "post", "delete", "patch", "custom.path"]);

const http: Reader = context => {
  const path = context.leaf.path.filter(p => p !== "additional_bindings").join(".");
  const { schema, text } = context;
  if (templates.has(path)) return templatePaths(schema, inputOf(context), text);
  if (path === "body") return wholePath(schema, inputOf(context), text);
  return path === "response_body" ? wholePath(schema, outputOf(context), text) : [];
};

/** Reads strings at one way of names, and knows that all others name nothing. */
const at =
  (paths: string, read: Reader): Reader =>
  context =>
    paths.split(" ").includes(context.leaf.path.join(".")) ? read(context) : [];

const own: Reader = context => wholePath(context.schema, ownMessage(context), context.text);
/** A value of the enum that the field holds which has the option. */
const ownValue: Reader = ({ schema, file, leaf: { owner }, text }) => {
  if (!("kind" in owner) || owner.kind !== "field") return [];
  const parent = owner.parent && schema.message({ file, name: owner.parent.fullName });
  const type = parent?.fields.find(f => f.name === owner.name)?.type;
  if (type?.kind !== "enum" || !type.values.some(v => v.name === text.text)) return [];
  const name = type.id.name.slice(0, type.id.name.lastIndexOf(".") + 1) + text.text;
  return [textName({ file: type.id.file, name }, text.text, text.place(0, text.text.length))];
};
const nothing: Reader = () => [];

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["edition_defaults", at("value", ownValue)],
  ["declaration", at("full_name type", typeName)],
  ["google.api.http", http],
  ["google.api.method_signature", c => listedPaths(c.schema, inputOf(c), c.text)],
  ["google.api.routing", at("routing_parameters.field", c => wholePath(c.schema, inputOf(c), c.text))],
  ["google.api.resource", at("name_field", own)],
  ["google.api.field_info", at("referenced_types.type_name", typeName)],
  ["google.api.resource_definition", nothing],
  ["google.api.resource_reference", nothing],
  ["google.api.default_host", nothing],
  ["google.api.oauth_scopes", nothing],
  ["google.api.api_version", nothing],
  ["google.longrunning.operation_info", at("response_type metadata_type", typeName)],
  ["google.cloud.operation_service", typeName],
  ["google.cloud.operation_request_field", operationRequestField],
  ["google.cloud.operation_response_field", operationResponseField],
  ["buf.validate.message", messageRules],
  ["buf.validate.field", fieldRules],
  ["grpc.gateway.protoc_gen_openapiv2.options.openapiv2_schema", at("json_schema.required", own)],
  ["openapi.v3.schema", at("required", own)],
]);

/** The reader of an option; one whose file is not there is known by the end of its name. */
export function readerOf(extension: string, isFound: boolean): Reader | undefined {
  const reader = readers.get(extension);
  if (reader || isFound || !extension.includes(".")) return reader;
  for (const [name, read] of readers) if (name.endsWith(`.${extension}`)) return read;
  return undefined;
}
