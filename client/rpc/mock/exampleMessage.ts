/** A message with a value in each field that fits its name and type, so that an answer looks like one. */
import { create, type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";

const MAX_DEPTH = 4;

export function exampleMessage(type: DescMessage): Message {
  const message = create(type);
  fill(reflect(type, message), 0);
  return message;
}

function fill(message: ReflectMessage, depth: number): void {
  if (message.desc.typeName === "google.protobuf.Timestamp") {
    message.set(message.desc.field.seconds as DescField, 1_767_225_600n);
    return;
  }
  // Types with a JSON form of their own stay empty: an arbitrary value of theirs may not be valid.
  if (message.desc.typeName.startsWith("google.protobuf.")) return;
  const oneofs = new Set<string>();
  for (const field of message.desc.fields) {
    if (field.oneof && oneofs.has(field.oneof.name)) continue;
    if (field.oneof) oneofs.add(field.oneof.name);
    switch (field.fieldKind) {
      case "scalar":
        message.set(field, scalar(field.scalar, field.name));
        break;
      case "enum":
        message.set(field, (field.enum.values.find(v => v.number !== 0) ?? field.enum.values[0])?.number ?? 0);
        break;
      case "message":
        if (depth < MAX_DEPTH) fillInto(message, field, depth);
        break;
      default:
        // Lists and maps are empty: how many there should be nobody can tell.
        break;
    }
  }
}

function fillInto(message: ReflectMessage, field: DescField & { fieldKind: "message" }, depth: number): void {
  const inner = create(field.message);
  const nested = reflect(field.message, inner);
  fill(nested, depth + 1);
  message.set(field, nested);
}

function scalar(type: ScalarType, name: string): unknown {
  switch (type) {
    case ScalarType.STRING:
      return /e_?mail/.test(name)
        ? "user@example.com"
        : /(url|uri)$/.test(name)
          ? "https://example.com/"
          : `example ${name.replaceAll("_", " ")}`;
    case ScalarType.BYTES:
      return new Uint8Array();
    case ScalarType.BOOL:
      return true;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return 1.5;
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return 42n;
    default:
      return 42;
  }
}
