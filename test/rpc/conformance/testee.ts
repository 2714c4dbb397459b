/**
 * What the official conformance runner talks to: our codec between bytes and JSON. Requests and answers are a length (32 bits, little
 * endian) and a message each, over standard input and output. The first argument is a file with the descriptors of all test messages.
 */
import { readFileSync, readSync, writeSync } from "node:fs";
import { decodeJson, encodeJson } from "../../../client/rpc/codec/messageCodec.ts";
import { bodyProblemText } from "../../../client/rpc/codec/bodyText.ts";
import { Schema } from "../../../client/rpc/codec/schema.ts";
import { wireProblemText } from "../../../client/rpc/wire/wireText.ts";

const schema = new Schema(readFileSync(process.argv[2] as string));

interface Request {
  readonly protobufPayload?: string;
  readonly jsonPayload?: string;
  readonly jspbPayload?: string;
  readonly textPayload?: string;
  readonly requestedOutputFormat?: string;
  readonly messageType?: string;
  readonly testCategory?: string;
}

/** One of the fields of `conformance.ConformanceResponse`, in JSON. */
type Response = Readonly<Record<string, string>>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

function answer(request: Request): Response {
  const { messageType = "", requestedOutputFormat, testCategory } = request;
  // The first question is which tests are expected to fail; the runner has been told that by a file.
  if (messageType === "conformance.FailureSet") return { protobufPayload: "" };
  const type = schema.findMessage(messageType);
  if (!type) return { runtimeError: `${messageType} is not known` };
  if (request.textPayload !== undefined || request.jspbPayload !== undefined)
    return { skipped: "not JSON or binary" };
  if (requestedOutputFormat !== "PROTOBUF" && requestedOutputFormat !== "JSON") return { skipped: "text format" };

  let bytes: Uint8Array;
  if (request.jsonPayload !== undefined) {
    const unknown = testCategory === "JSON_IGNORE_UNKNOWN_PARSING_TEST" ? "ignore" : "report";
    const encoded = encodeJson(schema, type, request.jsonPayload, { syntax: "json", unknown });
    if ("problems" in encoded) return { parseError: encoded.problems.map(p => bodyProblemText(p, "en")).join("; ") };
    bytes = encoded.bytes;
    if (requestedOutputFormat === "PROTOBUF") return { protobufPayload: base64(bytes) };
  } else bytes = Buffer.from(request.protobufPayload ?? "", "base64");

  const decoded = decodeJson(schema, type, bytes, { indent: 0, utf8: "strict" });
  if ("malformed" in decoded) return { parseError: wireProblemText(decoded.malformed, "en") };
  if (requestedOutputFormat === "JSON") {
    const lost = decoded.remarks[0];
    return lost ? { serializeError: lost.code } : { jsonPayload: decoded.json };
  }
  // There and back: the JSON and what is kept beside it are all of the message.
  const again = encodeJson(schema, type, decoded.json, { syntax: "json", beside: decoded });
  if ("bytes" in again) return { protobufPayload: base64(again.bytes) };
  return { serializeError: again.problems.map(p => bodyProblemText(p, "en")).join("; ") };
}

function read(length: number): Buffer | undefined {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const count = readSync(0, buffer, at, length - at, null);
    if (count === 0) return undefined;
    at += count;
  }
  return buffer;
}

function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

const requestType = schema.findMessage("conformance.ConformanceRequest");
const responseType = schema.findMessage("conformance.ConformanceResponse");
if (!requestType || !responseType) throw new Error("the descriptors lack conformance.proto");

for (let head = read(4); head; head = read(4)) {
  const body = read(head.readUInt32LE());
  if (!body) break;
  const request = decodeJson(schema, requestType, body);
  if ("malformed" in request) throw new Error("the runner sent no ConformanceRequest");
  const response = encodeJson(schema, responseType, JSON.stringify(answer(JSON.parse(request.json) as Request)));
  if ("problems" in response) throw new Error(response.problems.map(p => bodyProblemText(p, "en")).join("; "));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(response.bytes.length);
  write(length);
  write(response.bytes);
}
