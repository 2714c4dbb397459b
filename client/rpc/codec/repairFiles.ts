/**
 * Makes what servers give by reflection loadable: descriptors in practice miss imports, name types relatively, declare maps that are
 * none, or come from a compiler newer than we are. Each repair is said, nothing is repaired silently.
 */
import { create } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  Edition,
  type EnumDescriptorProto,
  EnumDescriptorProtoSchema,
  EnumValueDescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProto_Type,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  DescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";

type Kind = "message" | "enum";

/** The files in an order in which each finds its imports before it, with a file in front for what is missing. */
export function repairFiles(files: readonly FileDescriptorProto[]): {
  files: FileDescriptorProto[];
  repairs: string[];
} {
  const repairs: string[] = [];
  const kinds = new Map<string, Kind>();
  for (const file of files) {
    const prefix = file.package ? `${file.package}.` : "";
    for (const message of file.messageType) addMessage(message, prefix, kinds);
    for (const enumType of file.enumType) kinds.set(prefix + enumType.name, "enum");
  }
  const missing = new Map<string, Kind>();
  const present = new Set(files.map(file => file.name));
  const stubs: FileDescriptorProto[] = [];
  for (const file of files) {
    repairEdition(file, repairs);
    for (const name of file.dependency) {
      if (present.has(name)) continue;
      present.add(name);
      repairs.push(`${name}, imported by ${file.name}, is missing; what it declares is not known`);
      stubs.push(create(FileDescriptorProtoSchema, { name, syntax: "proto3" }));
    }
    repairFile(file, kinds, missing, repairs);
  }
  return { files: [...stubs, ...missingTypes(missing, repairs), ...files], repairs };
}

function addMessage(message: DescriptorProto, prefix: string, kinds: Map<string, Kind>): void {
  const name = prefix + message.name;
  kinds.set(name, "message");
  for (const nested of message.nestedType) addMessage(nested, `${name}.`, kinds);
  for (const enumType of message.enumType) kinds.set(`${name}.${enumType.name}`, "enum");
}

function repairEdition(file: FileDescriptorProto, repairs: string[]): void {
  if (file.syntax !== "editions") return;
  if (file.edition >= Edition.EDITION_2023 && file.edition <= Edition.EDITION_2026) return;
  repairs.push(`${file.name} has edition ${file.edition}, which is not known; it is read as edition 2024`);
  file.edition = Edition.EDITION_2024;
}

function repairFile(
  file: FileDescriptorProto,
  kinds: Map<string, Kind>,
  missing: Map<string, Kind>,
  repairs: string[],
): void {
  const resolve = (name: string, scope: string): string =>
    name.startsWith(".") ? name.slice(1) : inScope(name, scope, kinds);
  const keepExtensions = (extensions: FieldDescriptorProto[], scope: string): FieldDescriptorProto[] =>
    extensions.filter(extension => {
      const extendee = resolve(extension.extendee, scope);
      if (kinds.get(extendee) !== "message") {
        // Options of tools that the set does not carry: nobody can set them in a call.
        repairs.push(`extension ${extension.name} of ${file.name} is left out, as ${extendee} is missing`);
        return false;
      }
      extension.extendee = `.${extendee}`;
      return true;
    });
  const repairField = (field: FieldDescriptorProto, scope: string): void => {
    // Servers in C++ leave it out where it follows from the name.
    field.jsonName ||= jsonNameOf(field.name);
    if (!field.typeName) return;
    const name = resolve(field.typeName, scope);
    field.typeName = `.${name}`;
    const kind = kinds.get(name) ?? missing.get(name);
    if (kind === undefined) missing.set(name, field.type === FieldDescriptorProto_Type.ENUM ? "enum" : "message");
    if (field.type !== FieldDescriptorProto_Type.GROUP) {
      field.type =
        (kind ?? missing.get(name)) === "enum" ? FieldDescriptorProto_Type.ENUM : FieldDescriptorProto_Type.MESSAGE;
    }
  };
  const repairMessage = (message: DescriptorProto, prefix: string): void => {
    const scope = prefix ? `${prefix}.${message.name}` : message.name;
    message.extension = keepExtensions(message.extension, scope);
    for (const field of [...message.field, ...message.extension]) repairField(field, scope);
    if (message.options?.mapEntry && !isMapEntry(message)) {
      repairs.push(`${scope} says that it is a map entry but has no key and value; it is read as a message`);
      message.options.mapEntry = false;
    }
    for (const nested of message.nestedType) repairMessage(nested, scope);
  };
  file.extension = keepExtensions(file.extension, file.package);
  for (const extension of file.extension) repairField(extension, file.package);
  for (const message of file.messageType) repairMessage(message, file.package);
  for (const service of file.service) {
    for (const method of service.method) {
      method.inputType = methodType(resolve(method.inputType, file.package), kinds, missing);
      method.outputType = methodType(resolve(method.outputType, file.package), kinds, missing);
    }
  }
}

function methodType(name: string, kinds: Map<string, Kind>, missing: Map<string, Kind>): string {
  if (!kinds.has(name)) missing.set(name, "message");
  return `.${name}`;
}

/** The rule of `json_name` in `descriptor.proto`'s compiler: underscores go, and what follows one is in upper case. */
const jsonNameOf = (name: string): string => name.replace(/_+(.?)/g, (_, next: string) => next.toUpperCase());

/** Resolves as the language does: the innermost scope that has the name wins. */
function inScope(name: string, scope: string, kinds: ReadonlyMap<string, Kind>): string {
  for (let outer = scope; ; outer = outer.slice(0, Math.max(0, outer.lastIndexOf(".")))) {
    const candidate = outer ? `${outer}.${name}` : name;
    if (kinds.has(candidate)) return candidate;
    if (!outer) return name;
  }
}

function isMapEntry(message: DescriptorProto): boolean {
  const key = message.field.find(field => field.number === 1);
  const value = message.field.find(field => field.number === 2);
  const keyType = key?.type;
  return (
    keyType !== undefined &&
    value !== undefined &&
    keyType !== FieldDescriptorProto_Type.BYTES &&
    keyType !== FieldDescriptorProto_Type.FLOAT &&
    keyType !== FieldDescriptorProto_Type.DOUBLE &&
    keyType !== FieldDescriptorProto_Type.MESSAGE &&
    keyType !== FieldDescriptorProto_Type.ENUM
  );
}

/** An empty type in the place of each one that no file declares: its content then shows as unknown fields. */
function missingTypes(missing: ReadonlyMap<string, Kind>, repairs: string[]): FileDescriptorProto[] {
  return [...missing].map(([fullName, kind]) => {
    repairs.push(`${fullName} is missing; its content shows as unknown fields`);
    const dot = fullName.lastIndexOf(".");
    const name = fullName.slice(dot + 1);
    const file = create(FileDescriptorProtoSchema, {
      name: `missing/${fullName}.proto`,
      package: fullName.slice(0, Math.max(0, dot)),
      syntax: "proto3",
    });
    if (kind === "message") file.messageType.push(create(DescriptorProtoSchema, { name }));
    else file.enumType.push(emptyEnum(name));
    return file;
  });
}

function emptyEnum(name: string): EnumDescriptorProto {
  const zero = create(EnumValueDescriptorProtoSchema, { name: `${name.toUpperCase()}_UNKNOWN`, number: 0 });
  return create(EnumDescriptorProtoSchema, { name, value: [zero] });
}
