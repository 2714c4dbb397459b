/** Which messages have a JSON form of their own. */
import type { DescMessage } from "@bufbuild/protobuf";

const wrappers: ReadonlySet<string> = new Set(
  ["Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes"].map(
    n => `google.protobuf.${n}Value`,
  ),
);

const others: ReadonlySet<string> = new Set(
  ["Any", "Timestamp", "Duration", "FieldMask", "Struct", "Value", "ListValue"].map(n => `google.protobuf.${n}`),
);

/** A wrapper such as `google.protobuf.Int64Value`: in JSON its value alone. */
export function isWrapper(desc: DescMessage): boolean {
  return wrappers.has(desc.typeName) && desc.fields[0]?.fieldKind === "scalar";
}

/** In an `Any` such a message lies below the key `value`. `Empty` is not among them: it is `{}` like any message. */
export function hasOwnJsonForm(desc: DescMessage): boolean {
  return isWrapper(desc) || others.has(desc.typeName);
}
