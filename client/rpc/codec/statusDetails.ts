/** The details of a `google.rpc.Status`, which come in a trailer. */
import { type FileRegistry, fromBinary, toJson } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";

/** Pretty JSON of each detail; one whose type is unknown shows its type and its bytes. */
export function statusDetails(status: Uint8Array, registry: FileRegistry): readonly string[] {
  try {
    return detailsOf(status).map(any => JSON.stringify(jsonOf(any, registry), undefined, 2));
  } catch {
    return [`"the details cannot be read: ${Buffer.from(status).toString("base64")}"`];
  }
}

/** `google.rpc.Status`: code = 1, message = 2, repeated google.protobuf.Any details = 3. */
function detailsOf(status: Uint8Array): Any[] {
  const reader = new BinaryReader(status);
  const out: Any[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === 3 && wireType === WireType.LengthDelimited) out.push(fromBinary(AnySchema, reader.bytes()));
    else reader.skip(wireType, number);
  }
  return out;
}

function jsonOf(any: Any, registry: FileRegistry): unknown {
  const type = registry.getMessage(any.typeUrl.slice(any.typeUrl.lastIndexOf("/") + 1));
  if (!type) return { "@type": any.typeUrl, "@value": Buffer.from(any.value).toString("base64") };
  const json = toJson(type, fromBinary(type, any.value), { registry });
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? { "@type": any.typeUrl, ...json }
    : { "@type": any.typeUrl, value: json };
}
