/** What a runner is asked besides calls: each question has one answer, a plain value that survives a structured clone. */
import { toBinary } from "@bufbuild/protobuf";
import type { BodyProblem } from "./codec/bodyProblem.ts";
import type { CallKind } from "./call.ts";
import { balance, type BalanceOptions, type BalanceResult } from "./balance/balance.ts";
import { callKindOf, methodCodec } from "./codec/methodCodec.ts";
import { decodeJson } from "./codec/messageCodec.ts";
import { Schema } from "./codec/schema.ts";
import { compareSchemas, type Drift } from "./drift/compareSchemas.ts";
import { failure, type RpcFailure, schemaGone, noMethod } from "./errors.ts";
import { inspect, type InspectOptions } from "./inspect/inspect.ts";
import type { Inspection } from "./inspect/inspection.ts";
import { exampleMessage } from "./mock/exampleMessage.ts";
import type { Reflected } from "./reflection/reflect.ts";
import type { ReflectedServer, Session } from "./session.ts";
import type { ChannelState } from "./transport/channel.ts";
import { renderWire, type WireView, wireViewOfBytes, wireViewOfJson } from "./wire/wireView.ts";
import type { Language } from "../../server/src/shared/language.ts";

/** A descriptor set by its name; with its bytes, in base64, where the runner may not have it yet. */
export interface SchemaReference {
  readonly descriptorHash: string;
  readonly descriptorSet?: string;
}

/** A message of a method as annotated bytes. */
export interface WireQuestion extends SchemaReference {
  readonly type: "wire";
  /** `/package.Service/Method` */
  readonly path: string;
  readonly direction: "request" | "response";
  readonly language: Language;
  /** The bytes as they came, or JSON that is encoded first. JSON of an answer cannot tell what the schema does not have. */
  readonly message: { readonly bytes: Uint8Array } | { readonly json: string };
}

/** The schema that a server gives by reflection. */
export interface ReflectQuestion {
  readonly type: "reflect";
  readonly server: ReflectedServer;
}

/** How the schema of a server differs from the workspace's. */
export interface DriftQuestion extends SchemaReference {
  readonly type: "drift";
  readonly server: ReflectedServer;
  /** Full names; absent: all of the descriptor set. */
  readonly services?: readonly string[];
}

/** A request of a method with example values, as JSON. */
export interface ExampleQuestion extends SchemaReference {
  readonly type: "example";
  /** `/package.Service/Method` */
  readonly path: string;
}

/** The handshake with a server, step by step. */
export interface InspectQuestion {
  readonly type: "inspect";
  readonly server: InspectOptions;
}

/** Who answers a unary method, and how calls are balanced. */
export interface BalanceQuestion extends SchemaReference {
  readonly type: "balance";
  readonly server: Omit<BalanceOptions, "request" | "field">;
  /** JSON. */
  readonly body: string;
}

/** Whether the channel that calls to an address use is connected. */
export interface ChannelQuestion {
  readonly type: "channel";
  readonly address: string;
}

export type Question =
  | ChannelQuestion
  | WireQuestion
  | ReflectQuestion
  | DriftQuestion
  | InspectQuestion
  | BalanceQuestion
  | ExampleQuestion;

/** A method of a server's schema. */
export interface ReflectedMethod {
  /** `package.Service` */
  readonly service: string;
  readonly method: string;
  readonly kind: CallKind;
  /** Full names. */
  readonly input: string;
  readonly output: string;
}

export interface ReflectedSchema extends Extract<Reflected, { readonly ok: true }> {
  readonly methods: readonly ReflectedMethod[];
}

interface Failed {
  readonly ok: false;
  readonly failure: RpcFailure;
}

export interface Answers {
  /** `problems`: the JSON does not fit its type. `text`: the view as lines. */
  readonly wire:
    | { readonly ok: true; readonly view: WireView; readonly text: string }
    | { readonly ok: true; readonly problems: readonly BodyProblem[] }
    | Failed;
  readonly reflect: (Reflected & { readonly ok: false }) | ReflectedSchema;
  /** `missing`: what the server's reflection does not give, which may explain a difference. */
  readonly drift:
    | { readonly ok: true; readonly drifts: readonly Drift[]; readonly missing: readonly string[] }
    | Failed;
  readonly inspect: Inspection;
  readonly channel: { readonly ok: true; readonly state: ChannelState } | Failed;
  readonly balance: BalanceResult;
  readonly example: { readonly ok: true; readonly json: string } | Failed;
}

export type AnswerTo<Q extends Question> = Answers[Q["type"]];

/** `schema`: of a reference; nothing where the set is not known. */
export async function answerQuestion(
  session: Session,
  schema: (reference: SchemaReference) => Schema | undefined,
  question: Question,
  signal: AbortSignal,
): Promise<Answers[Question["type"]]> {
  switch (question.type) {
    case "reflect": {
      const reflected = await session.reflect(question.server, signal);
      return reflected.ok ? { ...reflected, methods: methodsOf(new Schema(reflected.descriptorSet)) } : reflected;
    }
    case "channel":
      return { ok: true, state: session.channelState(question.address) };
    case "inspect":
      return inspect(question.server);
    case "example": {
      const known = schema(question);
      return known ? example(known, question) : notKnown(question);
    }
    case "balance": {
      const known = schema(question);
      return known ? balanceOf(known, question, signal) : notKnown(question);
    }
    case "wire": {
      const known = schema(question);
      return known ? wire(known, question) : notKnown(question);
    }
    case "drift": {
      const known = schema(question);
      return known ? drift(session, known, question, signal) : notKnown(question);
    }
  }
}

const methodsOf = (schema: Schema): ReflectedMethod[] =>
  schema.services.flatMap(service =>
    (schema.findService(service)?.methods ?? []).map(method => ({
      service,
      method: method.name,
      kind: callKindOf(method),
      input: method.input.typeName,
      output: method.output.typeName,
    })),
  );

const notKnown = ({ descriptorHash }: SchemaReference): Failed => ({
  ok: false,
  failure: failure("runner", "INTERNAL", schemaGone(descriptorHash)),
});

function wire(schema: Schema, { path, direction, language, message }: WireQuestion): Answers["wire"] {
  const method = schema.findMethod(path);
  if (!method) return { ok: false, failure: noMethod(path) };
  const desc = direction === "request" ? method.input : method.output;
  const view =
    "bytes" in message ? wireViewOfBytes(schema, desc, message.bytes) : wireViewOfJson(schema, desc, message.json);
  return "problems" in view ? { ok: true, ...view } : { ok: true, view, text: renderWire(view, language) };
}

function example(schema: Schema, { path }: ExampleQuestion): Answers["example"] {
  const method = schema.findMethod(path);
  if (!method) return { ok: false, failure: noMethod(path) };
  const decoded = decodeJson(schema, method.input, toBinary(method.input, exampleMessage(method.input)));
  return { ok: true, json: "json" in decoded ? decoded.json : "{}" };
}

async function balanceOf(
  schema: Schema,
  { server, body }: BalanceQuestion,
  signal: AbortSignal,
): Promise<BalanceResult> {
  const { path } = server;
  const method = methodCodec(schema, path);
  if (!method) return { ok: false, failure: noMethod(path) };
  const encoded = method.encodeRequest(body);
  if ("bytes" in encoded) return balance({ ...server, request: encoded.bytes }, signal);
  const reason = failure("bad-body", "INVALID_ARGUMENT", "", { type: method.inputType });
  return { ok: false, failure: { ...reason, problems: encoded.problems.map(problem => ({ ...problem, body: 0 })) } };
}

async function drift(
  session: Session,
  workspace: Schema,
  { server, services = workspace.services }: DriftQuestion,
  signal: AbortSignal,
): Promise<Answers["drift"]> {
  const reflected = await session.reflect({ ...server, symbols: services }, signal);
  if (!reflected.ok) return reflected;
  const drifts = compareSchemas(workspace, new Schema(reflected.descriptorSet), services);
  return { ok: true, drifts, missing: reflected.missing };
}
