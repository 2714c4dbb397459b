/** The schema of bodies from the linked files of the workspace. */
import { scalarTypes } from "../base/scalarTypes.ts";
import type { Linked } from "../link/link.ts";
import type { DeclId, FileId } from "../link/world.ts";
import { findDecl } from "../outline/findDecl.ts";
import { defaultJsonName } from "../outline/jsonName.ts";
import type { FieldOutline, MessageOutline, Outline } from "../outline/outline.ts";
import type { BodyField, BodyMessage, BodySchema, BodyType } from "./bodySchema.ts";
import { isDeprecated } from "../outline/isSet.ts";

export interface LinkedWorkspace {
  outline(file: FileId): Outline | undefined;
  linked(file: FileId): Pick<Linked, "typeOf"> | undefined;
  whoDeclares(fullName: string): readonly FileId[];
}

/** `messageNames`: what completion of `@type` proposes. */
export function workspaceSchema(workspace: LinkedWorkspace, messageNames: readonly string[] = []): BodySchema {
  const known = new Map<MessageOutline, BodyMessage>();

  const message = (id: DeclId): BodyMessage | undefined => {
    const outline = workspace.outline(id.file);
    const decl = outline && findDecl(outline, id.name);
    if (decl?.kind !== "message") return undefined;
    let body = known.get(decl);
    if (!body) {
      body = { id, fields: decl.fields.map(field => bodyField(workspace, id.file, decl, field)) };
      known.set(decl, body);
    }
    return body;
  };
  return {
    message,
    messageNames,
    findMessage: fullName => {
      for (const file of workspace.whoDeclares(fullName)) {
        const found = message({ file, name: fullName });
        if (found) return found;
      }
      return undefined;
    },
    findExtension: fullName => {
      for (const file of workspace.whoDeclares(fullName)) {
        const outline = workspace.outline(file);
        const decl = outline && findDecl(outline, fullName);
        if (decl?.kind === "field" && decl.extendee !== undefined) return bodyField(workspace, file, undefined, decl);
      }
      return undefined;
    },
  };
}

/** `owner`: undefined for an extension, which is in no oneof and no map. */
function bodyField(
  workspace: LinkedWorkspace,
  file: FileId,
  owner: MessageOutline | undefined,
  field: FieldOutline,
): BodyField {
  const oneof = field.oneof === undefined ? undefined : owner?.oneofs[field.oneof];
  const common = {
    name: field.name,
    jsonName: field.jsonName ?? defaultJsonName(field.name),
    id: { file, name: field.fullName },
    isDeprecated: isDeprecated(field.options),
    isRequired: field.label === "required",
    ...(oneof && !oneof.synthetic ? { oneof: oneof.name } : {}),
  };
  if (field.form === "map") {
    const [key, value] = owner?.messages.find(({ name }) => name === field.type)?.fields ?? [];
    const type: BodyType = value ? typeOf(workspace, file, value) : { kind: "unknown" };
    return { ...common, type, shape: "map", ...(key ? { keyType: key.type } : {}) };
  }
  return {
    ...common,
    type: typeOf(workspace, file, field),
    shape: field.label === "repeated" ? "repeated" : "single",
  };
}

function typeOf(workspace: LinkedWorkspace, file: FileId, field: FieldOutline): BodyType {
  if (scalarTypes.has(field.type)) return { kind: "scalar", name: field.type };
  const result = workspace.linked(file)?.typeOf.get(field);
  if (!result?.ok || result.found.kind === "package") return { kind: "unknown" };
  const { id, kind } = result.found;
  if (kind === "message") return { kind: "message", id };
  if (kind !== "enum") return { kind: "unknown" };
  const outline = workspace.outline(id.file);
  const decl = outline && findDecl(outline, id.name);
  if (decl?.kind !== "enum") return { kind: "unknown" };
  return { kind: "enum", id, values: decl.values.map(({ name, number }) => ({ name, number })) };
}
