/** JSON text to bytes and back, for one message type. */
import type { DescMessage } from "@bufbuild/protobuf";
import { WireError } from "../wire/records.ts";
import type { WireProblem } from "../wire/wireText.ts";
import type { BodyProblem } from "./bodyProblem.ts";
import { decodeMessage } from "./decodeMessage.ts";
import { type DecodeRemark, Decoding, type UnknownField } from "./decoding.ts";
import { encodeMessage, encodeToBytes } from "./encodeMessage.ts";
import { Encoding } from "./encoding.ts";
import { type JsonSyntax, parseJson } from "./jsonTree.ts";
import type { Schema } from "./schema.ts";

export interface EncodeOptions {
  /** Default `jsonc`: comments and trailing commas are allowed. */
  readonly syntax?: JsonSyntax;
  /** Default `report`. `ignore` skips fields and enum names that the schema does not have. */
  readonly unknown?: "report" | "ignore";
  /** What decoding kept beside the JSON, to be written again at its place. */
  readonly beside?: { readonly unknown: readonly UnknownField[] };
}

export type Encoded = { readonly bytes: Uint8Array } | { readonly problems: readonly BodyProblem[] };

/** The bytes of a message given as JSON, or all that is wrong with it. */
export function encodeJson(schema: Schema, desc: DescMessage, text: string, options: EncodeOptions = {}): Encoded {
  const { root, problems } = parseJson(text, options.syntax ?? "jsonc");
  const e = new Encoding(text, schema, options.unknown ?? "report", options.beside?.unknown ?? []);
  e.problems.push(...problems);
  if (!root) return { problems: e.problems };
  const bytes = encodeToBytes(e, writer => encodeMessage(e, desc, root, [], writer));
  if (e.problems.length === 0) return { bytes };
  return { problems: e.problems.sort((a, b) => a.start - b.start || a.end - b.end) };
}

export interface DecodeOptions {
  /** Blanks per level; default 2, 0 for one line. */
  readonly indent?: number;
  /** Also show fields that have their default value. */
  readonly defaults?: boolean;
  /** Default `show`: text that is not UTF-8 is shown all the same. `strict`: where its field wants UTF-8 it makes the message malformed. */
  readonly utf8?: "show" | "strict";
}

export type Decoded =
  | {
      /** Canonical ProtoJSON. */
      readonly json: string;
      /** What the schema does not have. */
      readonly unknown: readonly UnknownField[];
      readonly remarks: readonly DecodeRemark[];
      /** Types of `Any` that are not known: with their descriptors added to the schema, decoding shows them. */
      readonly missingTypes: readonly string[];
    }
  | { readonly malformed: WireProblem };

/** A message as JSON. Nothing is lost: what JSON cannot say is beside it. */
export function decodeJson(
  schema: Schema,
  desc: DescMessage,
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Decoded {
  const d = new Decoding(schema, options.indent ?? 2, options.defaults ?? false, options.utf8 ?? "show");
  try {
    decodeMessage(d, desc, bytes, 0, bytes.length);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { malformed: error.problem };
  }
  return { json: d.json.text, unknown: d.unknown, remarks: d.remarks, missingTypes: [...d.missingTypes] };
}
