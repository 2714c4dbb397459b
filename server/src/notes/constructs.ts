/**
 * Which note tells about which construct. A hover shows one note; the others that fit are links below it. Constructs are plain values,
 * so that `.proto` files, request documents and profile files are looked up in the same way.
 */
import type { Slots } from "./note.ts";
import type { NoteId } from "./noteId.ts";
import { noteForTerm } from "./terms.ts";

export interface NoteChoice {
  readonly id: NoteId;
  /** To be offered before the note's own list of what to read next. */
  readonly also: readonly NoteId[];
  /** Values for the slots of the note. */
  readonly slots?: Slots;
}

export type Construct =
  /**
   * A keyword of a `.proto` file. `statement` is the kind of node it belongs to (`Service`, `Method`, `Option`, …), `scope` the kind
   * around that (`File`, `Service`, …).
   */
  | { readonly kind: "keyword"; readonly word: string; readonly statement?: string; readonly scope?: string }
  /** The name of a declaration, where it is declared or used. `of`: `service`, `method`, `message`, … */
  | { readonly kind: "name"; readonly of: string }
  /** A type as a field or an rpc uses it; the full name without a leading dot, or a scalar's keyword. */
  | { readonly kind: "type"; readonly fullName: string }
  /** The name of an option, as written: `java_package`, `(google.api.http)`. */
  | { readonly kind: "option"; readonly name: string }
  /** A part of a request document. `text` is what is written there: the address, the header's or the directive's name. */
  | { readonly kind: "request"; readonly part: RequestPart; readonly text?: string }
  /** A key of a connection profile; `value` where the cursor is on a text. */
  | { readonly kind: "profile"; readonly key: string; readonly value?: string }
  /** A word of a comment or of other prose, with its line around it; `offset` counts from the start of `text`. */
  | { readonly kind: "prose"; readonly text: string; readonly offset: number };

export type RequestPart =
  | "verb"
  | "address"
  | "service"
  | "method"
  | "header"
  | "directive"
  | "separator"
  | "expectedStatus";

/** What the place knows that a note has a slot for. */
export interface ConstructContext {
  /** `/package.Service/Method` of the method that the construct belongs to. */
  readonly path?: string;
}

/** The note for a construct; undefined where there is none to tell. */
export function noteForConstruct(construct: Construct, context: ConstructContext = {}): NoteChoice | undefined {
  const found = choose(construct);
  return found && context.path ? { ...found, slots: { path: context.path } } : found;
}

const choice = (id: NoteId, ...also: NoteId[]): NoteChoice => ({ id, also });

const rpcNote = choice("rpc", "stub", "grpc");
const stubNote = choice("stub", "channel", "rpc-flow");
const callNote = choice("grpc-flow", "rpc-flow", "grpc");
const contractNote = choice("rpc-flow", "grpc-flow", "stub");
const protobufNote = choice("protobuf", "grpc", "stub");
const grpcNote = choice("grpc", "grpc-advantages", "grpc-flow");
const streamNote = choice("channel", "grpc-advantages", "load-balancing");
const authNote = choice("grpc-auth", "mtls", "tls-flow");
const balancingNote = choice("load-balancing", "channel", "grpc-auth");
const tlsNote = choice("tls-flow", "mtls", "grpc-auth");
const mtlsNote = choice("mtls", "mtls-flow", "grpc-auth");
const mtlsFlowNote = choice("mtls-flow", "mtls", "tls-flow");
const http1Note = choice("grpc-advantages", "grpc", "grpc-flow");

const keywords: Readonly<Record<string, NoteChoice>> = {
  syntax: protobufNote,
  edition: protobufNote,
  // The package is the first part of a call's path, and what generated code is called.
  package: choice("grpc", "stub", "grpc-flow"),
  import: choice("stub", "protobuf", "rpc-flow"),
  message: protobufNote,
  group: protobufNote,
  // The words by which a field says whether it can be told from an unset one.
  optional: protobufNote,
  required: protobufNote,
  service: rpcNote,
  rpc: callNote,
  returns: contractNote,
  stream: streamNote,
};

const names: Readonly<Record<string, NoteChoice>> = {
  service: stubNote,
  method: callNote,
};

/** Options that name what is generated for one language. */
const codeOptions = /^(?:java|go|cc|csharp|objc|php|py|ruby|swift)_|^optimize_for$|^features\.\((?:pb\.)?\w+\)/;

function choose(construct: Construct): NoteChoice | undefined {
  switch (construct.kind) {
    case "keyword":
      return construct.word === "option" ? optionKeyword(construct.scope) : own(keywords, construct.word);
    case "name":
      return own(names, construct.of);
    case "type":
      return isWrapper(construct.fullName) ? protobufNote : undefined;
    case "option":
      return optionName(construct.name);
    case "request":
      return requestPart(construct.part, construct.text ?? "");
    case "profile":
      return profileKey(construct.key, construct.value);
    case "prose":
      return proseAt(construct.text, construct.offset);
  }
}

/** Messages whose field tells unset from the default, and JSON's null. */
const isWrapper = (name: string): boolean =>
  /^\.?google\.protobuf\.(?:(?:Double|Float|U?Int64|U?Int32|Bool|String|Bytes)Value|NullValue)$/.test(name);

/** Above all a file's options name generated code, a service's say who may call it and where, a method's map it to HTTP/1.1. */
function optionKeyword(scope: string | undefined): NoteChoice | undefined {
  if (scope === "File") return stubNote;
  if (scope === "Service") return authNote;
  if (scope === "Method") return http1Note;
  return undefined;
}

function optionName(name: string): NoteChoice | undefined {
  const written = name.replace(/\s/g, "");
  if (codeOptions.test(written)) return stubNote;
  const plain = written.replace(/[()]/g, "").replace(/^\./, "");
  if (/^google\.api\.http\b/.test(plain) || plain === "idempotency_level") return http1Note;
  if (/(?:^|\.)default_host\b/.test(plain)) return balancingNote;
  if (/auth|scope|permission|security|credential/i.test(plain)) return authNote;
  return undefined;
}

function requestPart(part: RequestPart, text: string): NoteChoice | undefined {
  switch (part) {
    case "verb":
      return choice("grpc-flow", "grpc", "rpc-flow");
    case "address":
      if (/^(?:https|grpcs):/i.test(text)) return choice("tls-flow", "channel", "mtls");
      if (/^(?:dns|ipv4|ipv6|xds):/i.test(text)) return balancingNote;
      return choice("channel", "load-balancing", "grpc-auth");
    case "service":
      return stubNote;
    case "method":
      return callNote;
    case "separator":
      return streamNote;
    case "expectedStatus":
      return choice("grpc-flow", "rpc-flow");
    case "header":
      if (/auth|token|api-?key|cookie|credential/i.test(text)) return authNote;
      return /^grpc-|^content-type$|^te$/i.test(text) ? callNote : undefined;
    case "directive":
      if (text === "profile") return authNote;
      return text === "timeout" || text === "expect" ? choice("grpc-flow", "rpc-flow") : undefined;
  }
}

const profileKeys: Readonly<Record<string, NoteChoice>> = {
  profiles: authNote,
  defaultProfile: authNote,
  tls: tlsNote,
  mode: authNote,
  roots: tlsNote,
  caFiles: tlsNote,
  serverName: tlsNote,
  minVersion: tlsNote,
  maxVersion: tlsNote,
  skipVerify: tlsNote,
  certFile: mtlsFlowNote,
  keyFile: mtlsFlowNote,
  pfxFile: mtlsFlowNote,
  passphrase: mtlsFlowNote,
};

function profileKey(key: string, value: string | undefined): NoteChoice | undefined {
  if (key === "mode" && value === "mtls") return mtlsNote;
  if (key === "mode" && value === "tls") return tlsNote;
  return own(profileKeys, key);
}

const byTerm: Readonly<Record<NoteId, NoteChoice>> = {
  rpc: rpcNote,
  "rpc-flow": contractNote,
  grpc: grpcNote,
  "grpc-advantages": http1Note,
  "grpc-flow": callNote,
  protobuf: protobufNote,
  stub: stubNote,
  channel: streamNote,
  "grpc-auth": authNote,
  mtls: mtlsNote,
  "tls-flow": tlsNote,
  "mtls-flow": mtlsFlowNote,
  "load-balancing": balancingNote,
};

function proseAt(text: string, offset: number): NoteChoice | undefined {
  const found = noteForTerm(text, offset);
  return found && byTerm[found.id];
}

const own = (table: Readonly<Record<string, NoteChoice>>, key: string): NoteChoice | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
