/** What the parts of the decoder share: the text that grows, where in the message it stands, and what the JSON cannot say. */
import { type JsonPath, renderPath } from "./bodyProblem.ts";
import { guessValue, type ValueGuess } from "../wire/guessValue.ts";
import { WireError, type WireType } from "../wire/records.ts";
import { JsonText } from "./jsonText.ts";
import type { RemarkCode } from "./noteText.ts";
import type { Schema } from "./schema.ts";

/** A field that the schema does not have, or whose value it does not take; kept beside the JSON. */
export interface UnknownField {
  /** The message that holds it, as a JSON path; empty for the message itself. */
  readonly path: string;
  readonly messageType: string;
  readonly number: number;
  readonly wireType: WireType;
  /** The value without tag and length. */
  readonly bytes: Uint8Array;
  /** What the value may be, most likely first. */
  readonly guesses: readonly ValueGuess[];
}

/** Something that has no ProtoJSON form and is shown in another one. The wording is that of `remarkText`. */
export interface DecodeRemark {
  readonly code: RemarkCode;
  readonly args: readonly string[];
  readonly path: string;
  /** The bytes as they are, in base64, where the JSON cannot hold them. */
  readonly base64?: string;
}

/** Much deeper than any runtime sends; it protects the stack from hostile bytes. */
const DEEPEST_MESSAGE = 1000;

export class Decoding {
  readonly schema: Schema;
  readonly json: JsonText;
  readonly defaults: boolean;
  readonly utf8: "show" | "strict";
  readonly unknown: UnknownField[] = [];
  readonly remarks: DecodeRemark[] = [];
  readonly missingTypes = new Set<string>();
  readonly path: (string | number)[] = [];
  depth = 0;
  /** The JSON name of the field whose values are read. */
  reading = "";

  constructor(schema: Schema, indent: number, defaults: boolean, utf8: "show" | "strict") {
    this.schema = schema;
    this.utf8 = utf8;
    this.json = new JsonText(indent);
    this.defaults = defaults;
  }

  enter(offset: number): void {
    if (++this.depth > DEEPEST_MESSAGE) throw new WireError("depth", offset, DEEPEST_MESSAGE);
  }

  remark(code: RemarkCode, args: readonly string[] = [], bytes?: Uint8Array): void {
    this.#remarkAt(this.path, code, args, bytes);
  }

  /** Of a value that is read before its place in the JSON is known. */
  remarkRead(code: RemarkCode, bytes: Uint8Array): void {
    this.#remarkAt([...this.path, this.reading], code, [], bytes);
  }

  #remarkAt(path: JsonPath, code: RemarkCode, args: readonly string[], bytes: Uint8Array | undefined): void {
    const remark = { code, args, path: renderPath(path) };
    this.remarks.push(bytes ? { ...remark, base64: Buffer.from(bytes).toString("base64") } : remark);
  }

  keepUnknown(messageType: string, number: number, wireType: WireType, bytes: Uint8Array): void {
    const path: JsonPath = this.path;
    this.unknown.push({
      path: renderPath(path),
      messageType,
      number,
      wireType,
      bytes,
      guesses: guessValue(wireType, bytes),
    });
  }

  /** A state to come back to when bytes turn out to be no message of a type. */
  mark(): () => void {
    const json = this.json.mark();
    const { depth } = this;
    const unknown = this.unknown.length;
    const remarks = this.remarks.length;
    const path = this.path.length;
    return () => {
      json();
      this.depth = depth;
      this.unknown.length = unknown;
      this.remarks.length = remarks;
      this.path.length = path;
    };
  }
}
