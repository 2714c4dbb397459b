/** `Any` in JSON: `@type` says which message the other keys are; a message with a JSON form of its own lies below `value`. */
import { type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { JsonPath } from "./bodyProblem.ts";
import { encodeFields, encodeMessage } from "./encodeMessage.ts";
import { decodeBase64 } from "./encodeScalar.ts";
import { type Encoding, kindOf, propertiesOf } from "./encoding.ts";
import type { JsonNode } from "./jsonTree.ts";
import { hasOwnJsonForm } from "./wellKnown.ts";

export function encodeAny(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  if (node.type !== "object") {
    e.report("expected-any", node, path, [kindOf(node)]);
    return;
  }
  const properties = propertiesOf(node);
  if (properties.length === 0) return;
  const types = properties.filter(({ key }) => key.value === "@type");
  const type = types[0]?.value;
  if (!type) {
    e.report("any-type", node, path, [], "@type");
    return;
  }
  if (types[1]) e.report("duplicate-key", types[1].key, [...path, "@type"], ["@type"]);
  const at = [...path, "@type"];
  const url = type.type === "string" ? (type.value as string) : "";
  const name = url.slice(url.lastIndexOf("/") + 1);
  if (!url.includes("/") || name === "") {
    const hint = name ? `type.googleapis.com/${name}` : undefined;
    e.report("any-url", type, at, [], hint);
    return;
  }
  writer.tag(1, WireType.LengthDelimited).string(url);
  const raw = properties.find(({ key }) => key.value === "@value")?.value;
  if (raw) {
    encodeRaw(e, raw, [...path, "@value"], writer);
    return;
  }
  const desc = e.schema.findMessage(name);
  if (!desc) {
    e.report("any-unknown", type, at, [name]);
    return;
  }
  writer.tag(2, WireType.LengthDelimited).fork();
  if (hasOwnJsonForm(desc)) {
    const value = properties.find(({ key }) => key.value === "value");
    if (value) encodeMessage(e, desc, value.value, [...path, "value"], writer);
    else e.report("any-value", node, path, [name], "value");
    for (const { key } of properties) {
      if (key.value === "@type" || key.value === "value") continue;
      e.report("any-beside", key, [...path, key.value as string], [name]);
    }
  } else encodeFields(e, desc, node, path, writer, "@type");
  writer.join();
}

/** Bytes of a message whose type is not known, as decoding shows them. */
function encodeRaw(e: Encoding, node: JsonNode, path: JsonPath, writer: BinaryWriter): void {
  const bytes = node.type === "string" ? decodeBase64(node.value as string) : undefined;
  if (!bytes) e.report("base64", node, path);
  else if (bytes.length > 0) writer.tag(2, WireType.LengthDelimited).bytes(bytes);
}
