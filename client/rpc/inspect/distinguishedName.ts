/** A DER-encoded distinguished name as text: `CN=Test Root CA, O=Test Lab`. */
import { ByteReader, ShortRead } from "./byteReader.ts";

/** Object identifiers as hex of their DER content. */
const attributes: Readonly<Record<string, string>> = {
  "550403": "CN",
  "55040a": "O",
  "55040b": "OU",
  "550406": "C",
  "550407": "L",
  "550408": "ST",
  "2a864886f70d010901": "emailAddress",
  "0992268993f22c640119": "DC",
};

export function distinguishedName(der: Buffer): string {
  try {
    const [name] = elementsOf(der);
    return elementsOf(name ?? der)
      .flatMap(set => elementsOf(set).map(attributeText))
      .reverse()
      .join(", ");
  } catch (error) {
    if (error instanceof ShortRead) return der.toString("hex");
    throw error;
  }
}

function attributeText(attribute: Buffer): string {
  const [oid, value] = elementsOf(attribute);
  const hex = oid?.toString("hex") ?? "";
  return `${attributes[hex] ?? `OID ${hex}`}=${value?.toString("utf8") ?? ""}`;
}

function elementsOf(der: Buffer): Buffer[] {
  return new ByteReader(der).all(reader => {
    reader.number(1);
    const first = reader.number(1);
    return reader.take(first & 0x80 ? reader.number(first & 0x7f) : first);
  });
}
