/** A message of an answer in JSON, and beside it what JSON cannot show. Plain values that survive a structured clone. */
import type { DecodeRemark, UnknownField } from "./codec/decoding.ts";
import type { Decoded } from "./codec/messageCodec.ts";
import { malformedText, remarkText, unknownFieldText } from "./codec/noteText.ts";
import type { WireProblem } from "./wire/wireText.ts";
import type { Language } from "../../server/src/shared/language.ts";

export interface JsonMessage {
  /** Pretty. Bytes that are no message of the type are a string in base64. */
  readonly json: string;
  /** On the wire, without the frame. */
  readonly bytes: number;
  /** The bytes themselves, where the call asked for them. */
  readonly raw?: Uint8Array;
  /** Fields that the schema does not have, or whose value it does not take. */
  readonly unknown?: readonly UnknownField[];
  /** Values that have no ProtoJSON form. */
  readonly remarks?: readonly DecodeRemark[];
  /** Full names of types of `Any` that are not known. */
  readonly missingTypes?: readonly string[];
  /** The bytes are no message of the type. */
  readonly malformed?: WireProblem & { readonly type: string };
}

export function jsonMessage(decoded: Decoded, type: string, bytes: Uint8Array): JsonMessage {
  if ("malformed" in decoded) {
    const json = JSON.stringify(Buffer.from(bytes).toString("base64"));
    return { json, bytes: bytes.length, malformed: { ...decoded.malformed, type } };
  }
  const { json, unknown, remarks, missingTypes } = decoded;
  // Most messages have none of these, and a stream has many messages.
  return {
    json,
    bytes: bytes.length,
    ...(unknown.length > 0 ? { unknown } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
    ...(missingTypes.length > 0 ? { missingTypes } : {}),
  };
}

/** What to say beside the JSON, one line each. */
export function messageNotes(message: JsonMessage, language: Language): string[] {
  const { malformed, unknown = [], remarks = [] } = message;
  return [
    ...(malformed ? [malformedText(malformed.type, malformed, language)] : []),
    ...unknown.map(field => `${field.path || "."} ${unknownFieldText(field, language)}`),
    ...remarks.map(remark => `${remark.path || "."}: ${remarkText(remark, language)}`),
  ];
}
