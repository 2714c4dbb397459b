/** JSON to bytes and back for types of a .proto text, with results that read well in a test. */
import assert from "node:assert/strict";
import type { DescMessage } from "@bufbuild/protobuf";
import type { BodyProblem } from "../../../client/rpc/codec/bodyProblem.ts";
import { bodyProblemText } from "../../../client/rpc/codec/bodyText.ts";
import {
  type Decoded,
  type DecodeOptions,
  decodeJson,
  type EncodeOptions,
  encodeJson,
} from "../../../client/rpc/codec/messageCodec.ts";
import { Schema, type TypeResolver } from "../../../client/rpc/codec/schema.ts";
import { descriptorsOfTexts } from "../../support/descriptors.ts";

export class BothWays {
  readonly schema: Schema;

  /** `text`: a .proto file. */
  constructor(text: string, resolver?: TypeResolver) {
    this.schema = new Schema(descriptorsOfTexts({ "test.proto": text }), resolver);
  }

  message(name: string): DescMessage {
    const found = this.schema.findMessage(name);
    assert.ok(found, name);
    return found;
  }

  /** Hex. */
  bytes(type: string, json: string, options?: EncodeOptions): string {
    const encoded = encodeJson(this.schema, this.message(type), json, options);
    assert.ok("bytes" in encoded, JSON.stringify(encoded));
    return Buffer.from(encoded.bytes).toString("hex");
  }

  problems(type: string, json: string, options?: EncodeOptions): readonly BodyProblem[] {
    const encoded = encodeJson(this.schema, this.message(type), json, options);
    return "problems" in encoded ? encoded.problems : [];
  }

  /** One line each: path, the text of the span, the wording. */
  complaints(type: string, json: string, options?: EncodeOptions): string[] {
    return this.problems(type, json, options).map(
      p => `${p.path} ${json.slice(p.start, p.end)}: ${bodyProblemText(p, "en")}`,
    );
  }

  decoded(type: string, hex: string, options?: DecodeOptions): Decoded & { readonly json: string } {
    const decoded = decodeJson(this.schema, this.message(type), Buffer.from(hex.replaceAll(" ", ""), "hex"), options);
    assert.ok("json" in decoded, JSON.stringify(decoded));
    return decoded;
  }

  json(type: string, hex: string, options?: DecodeOptions): string {
    return this.decoded(type, hex, { indent: 0, ...options }).json;
  }

  /** The canonical form of a JSON text: to bytes and back. */
  again(type: string, json: string): string {
    return this.json(type, this.bytes(type, json));
  }
}
